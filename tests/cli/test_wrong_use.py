"""Wrong command lines: one clear sentence, exit code 2, nothing on stdout."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "The screens need a terminal"),
        (["demo"], "The screens need a terminal"),
        (["fnd", "x"], "Did you mean “find”?"),
        (["一"], "There is no command “一”"),
        (["find"], "WORDS… is missing"),
        (["log", "王"], "TEXT is missing"),
        (["find", "x", "--jsno"], "no option --jsno. Did you mean --json?"),
        (["today", "--limit", "many"], "--limit must be a whole number, 0 or more"),
        (["today", "--limit", "-1"], "--limit must be a whole number, 0 or more"),
        (["today", "--limit"], "needs a value after it"),
        (["today", "tomorrow"], "more on the line than the command takes: tomorrow"),
        (["plan", "王", "whenever", "报价"], "“whenever” is not a date I understand"),
        (["log", "王", "x", "--next", "明天"], "says when, but not what"),
        (["log", "王", "x", "--kind", "telepathy"], "“telepathy” is none of its words: call"),
        (["done", "x"], "“x” is not the id of a planned step"),
        (["undo", "--op", "x"], "--op must be a whole number"),
        (["--db"], "--db needs a value after it"),
        (["--lang", "tlh", "today"], "must be en | zh_CN"),
        (["import", "a.csv"], "no terminal to ask on, so nothing was written"),
        (["import", "a.csv", "--yes", "--date-order", "ymd"], "--date-order is dmy"),
        (["completion", "tcsh"], "no completion for “tcsh”; there is for bash, zsh, fish"),
        (["config", "nmae", "x"], "no setting “nmae”"),
        (["config", "--unset"], "--unset takes the name of a setting"),
    ],
)
def test_wrong_use_is_said_and_ends_with_2(bare: Terminal, typed: list[str], said: str) -> None:
    heard = bare.fails(2, *typed)
    assert said in heard
    assert list(bare.folder.iterdir()) == []


def test_a_language_may_be_named_after_the_command(bare: Terminal) -> None:
    assert bare("find", "--lang", "zh_CN").code == 2
    assert bare("--help", "--lang=zh").code == 0
