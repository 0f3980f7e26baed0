"""What fuzzing has found: each broke a reader once."""

from __future__ import annotations

import pytest

from tests.fuzz import limits
from tests.fuzz.targets import run

FOUND: dict[str, tuple[str, bytes]] = {
    "half a character in a query": ("query", b"0\x80"),
    "an object that holds nothing": ("json", b'{"name":"\xe7\x8e\x8b"}\n{}\n'),
}


@pytest.mark.parametrize("what", FOUND)
def test_what_broke_a_reader_is_read_or_refused(what: str) -> None:
    with limits.at_most(5):
        run(*FOUND[what])
