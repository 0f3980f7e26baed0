"""Options that hold for every command may stand anywhere on the line."""

from __future__ import annotations

import pytest

from crmtui.cli.arguments import OptionWithoutValue, split


@pytest.mark.parametrize(
    ("typed", "given", "rest"),
    [
        ([], {}, []),
        (["find", "王"], {}, ["find", "王"]),
        (["--db", "a.db", "find", "王"], {"db": "a.db"}, ["find", "王"]),
        (["find", "王", "--db=a.db"], {"db": "a.db"}, ["find", "王"]),
        (["find", "--lang", "en", "王"], {"lang": "en"}, ["find", "王"]),
        (["--lang=zh_CN"], {"lang": "zh_CN"}, []),
        (["--db", "a", "--db", "b"], {"db": "b"}, []),
        (["find", "--", "--db", "x"], {}, ["find", "--", "--db", "x"]),
        (["add", "甲", "note=--db"], {}, ["add", "甲", "note=--db"]),
    ],
)
def test_global_options_are_found_anywhere(
    typed: list[str], given: dict[str, str], rest: list[str]
) -> None:
    assert split(typed) == (given, rest)


@pytest.mark.parametrize("typed", [["--db"], ["find", "--lang"], ["--db="]])
def test_an_option_without_its_value_is_said(typed: list[str]) -> None:
    with pytest.raises(OptionWithoutValue, match="needs a value"):
        split(typed)
