"""Errors of the operating system are told in the user's language."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmtui.domain import words
from crmtui.domain.system_words import WORDS, why


class _Backwards:
    """A language in which every sentence is written backwards."""

    def gettext(self, message: str) -> str:
        return message[::-1]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2)[::-1]


@pytest.fixture
def backwards() -> Iterator[None]:
    words.install(_Backwards())
    yield
    words.install(None)


@pytest.mark.usefixtures("backwards")
@pytest.mark.parametrize(("number", "english"), WORDS.items())
def test_a_known_error_is_told_in_the_users_language(number: int, english: str) -> None:
    assert why(OSError(number, "the system's own words")) == english[::-1]


def test_an_error_of_a_real_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        (tmp_path / "missing").read_text(encoding="utf-8")
    assert why(caught.value) == "no such file or folder"


def test_an_unknown_error_keeps_the_systems_words() -> None:
    assert why(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert why(OSError("only words")) == "only words"
