"""Stable ids and references for rows that are written by the thousand."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from crmtui.domain.importplan import Progress, Ref


def new_uids() -> Iterator[str]:
    """Fresh stable ids, each greater than the one before: version 7 UUIDs with a counter.

    Ascending ids are appended to their index; random ones would be put in all over it, which
    doubles the time of a bulk insert.
    """
    stamp = f"{time.time_ns() // 1_000_000:012x}"
    head = f"{stamp[:8]}-{stamp[8:]}-7"
    number = 0
    while True:
        noise = os.urandom(6 * 1024).hex()
        for at in range(0, len(noise), 12):
            high, low = number >> 12 & 0xFFF, number & 0xFFF
            yield f"{head}{high:03x}-8{low:03x}-{noise[at : at + 12]}"
            number += 1
        if number >= 1 << 24:
            stamp = f"{time.time_ns() // 1_000_000 + 1:012x}"
            head, number = f"{stamp[:8]}-{stamp[8:]}-7", 0


def resolver(next_id: int) -> Callable[[Ref], int]:
    """Turns a plan's refs into ids once it is known where the new ids begin."""

    def resolve(ref: Ref) -> int:
        return ref if ref > 0 else next_id - ref - 1

    return resolve


class Meter:
    """Adds up the rows that are done, and tells the caller."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress

    def add(self, rows: int) -> None:
        """So many more are done."""
        self._done += rows
        if self._progress:
            self._progress(min(self._done, self._total), self._total)
