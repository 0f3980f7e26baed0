"""Readers of things from outside take anything: a sentence at worst, and soon.

The long form, which looks where the bytes lead, is `make fuzz`.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmtui.domain.errors import CrmError
from tests.fuzz import limits
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, run

SECONDS = 5.0
PIECES = st.sampled_from(
    (b"\x00", b"\xff\xfe", b"\r", b'"', b"=", b"\xed\xa0\x80", b"9" * 40, b"<", b"{", b"[",
     b"\n" * 9, "闰月".encode(), b"\x1b[31m", b"\xe2\x80\xae", b"-" * 70, b"PK\x03\x04",
     b"0000-00-00", b"%s")
)  # fmt: skip
PLACES = st.integers(0, 1 << 16)
EDITS = st.lists(st.tuples(PLACES, st.integers(0, 8), PIECES | st.binary(max_size=6)), max_size=4)
honest = cache(seeds)


def _edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for at, gone, put in edits:
        place = at % (len(data) + 1)
        data = data[:place] + put + data[place + gone :]
    return data


@pytest.mark.parametrize("name", TARGETS)
@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(which=st.integers(0, 99), edits=EDITS, whole=st.none() | st.binary(max_size=60))
def test_a_reader_takes_anything(
    name: str, which: int, edits: list[tuple[int, int, bytes]], whole: bytes | None
) -> None:
    known = honest(name)
    data = _edited(known[which % len(known)], edits) if whole is None else whole
    with limits.at_most(SECONDS):
        run(name, data)


@pytest.mark.parametrize("name", TARGETS)
def test_what_fuzzing_begins_with_is_honest(name: str) -> None:
    """Seeds that are refused at the door would test nothing behind it."""
    taken = 0
    for data in honest(name):
        try:
            TARGETS[name](data)
            taken += 1
        except CrmError:
            continue
    assert taken


def test_what_hangs_is_ended() -> None:
    with pytest.raises(limits.TookTooLong), limits.at_most(0.05):
        while True:
            sum(range(1000))
