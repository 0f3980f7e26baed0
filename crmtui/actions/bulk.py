"""Stable ids and references for rows that are written by the thousand."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, count
from typing import TYPE_CHECKING

from crmtui.domain.bycolumn import column

if TYPE_CHECKING:  # undoing one change needs nothing of an import
    from crmtui.domain.importplan import Orders, Progress, Ref


def new_uids() -> Iterator[str]:
    """Fresh stable ids, each greater than the one before: version 7 UUIDs with a counter.

    Ascending ids are appended to their index; random ones would be put in all over it, which
    doubles the time of a bulk insert.
    """
    return chain.from_iterable(_uid_parts())


def _uid_parts() -> Iterator[list[str]]:
    """4,096 ids at a time: the counter's lower half; its upper half counts the parts."""
    lows = [f"-8{low:03x}-" for low in range(4096)]
    milliseconds = time.time_ns() // 1_000_000
    for number in count():
        stamp = f"{milliseconds + number // 4096:012x}"
        head = f"{stamp[:8]}-{stamp[8:]}-7{number % 4096:03x}"
        noise = os.urandom(6 * 4096).hex()
        yield [head + low + noise[at * 12 : at * 12 + 12] for at, low in enumerate(lows)]


def resolver(next_id: int) -> Callable[[Ref], int]:
    """Turns a plan's refs into ids once it is known where the new ids begin."""

    def resolve(ref: Ref) -> int:
        return ref if ref > 0 else next_id - ref - 1

    return resolve


def check_references(orders: Orders) -> None:
    """Fail where a row refers to a new row that is not among the orders.

    The database does not check what an import refers to (see wiring.unit_of_work): known rows are
    there as long as nobody changed the database since the plan, and new ones are checked here.
    """
    spoken: list[Sequence[tuple[object, ...]]] = [orders.points, orders.occasions]
    spoken += [orders.interactions, orders.steps]
    owned = [*spoken, orders.contacts, orders.custom_values, orders.tags, orders.stages]
    for rows in owned:
        _within(column(rows, 0), len(orders.customers))
    for rows in spoken:
        _within(list(filter(None, column(rows, 1))), len(orders.contacts))
    told = [step.interaction for step in orders.steps if step.interaction]
    _within(told, len(orders.interactions))


def _within(refs: Sequence[Ref], new: int) -> None:
    """Fail where a ref is none, or of a new row beyond those there are."""
    assert min(refs, default=1) >= -new and 0 not in refs


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
