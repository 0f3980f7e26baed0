"""What a check of the program and its database can find."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class State(Enum):
    """How serious a finding is."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


class OutOfStep(NamedTuple):
    """How many customers there are, and of how many something beside the rows is wrong."""

    customers: int
    columns: int
    search: int


class Finding(NamedTuple):
    """One check: what was looked at, how it is, what was seen, what to do about it."""

    check: str
    """A stable code for scripts: 'search_index'."""
    what: str
    state: State
    words: str
    advice: str = ""


def ok(check: str, what: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding(check, what, State.OK, words)


def judged(check: str, what: str, fault: bool, words: str, advice: str) -> Finding:
    """Broken, with what to do, where there is a fault."""
    return Finding(check, what, State.BROKEN, words, advice) if fault else ok(check, what, words)


def warned(check: str, what: str, doubt: bool, words: str, advice: str) -> Finding:
    """A warning, with what to do, where there is a doubt."""
    return Finding(check, what, State.WARNING, words, advice) if doubt else ok(check, what, words)
