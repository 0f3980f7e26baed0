"""Stable ids and references for rows that are written by the thousand."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import chain, count

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
    customers = [
        *(int(row[0] or 0) for row in orders.contacts),
        *(row[0] for row in orders.points),
        *(row[0] for row in orders.occasions),
        *(row.customer for row in orders.interactions),
        *(row.customer for row in orders.steps),
        *(row[0] for row in orders.custom_values),
        *(row[0] for row in orders.tags),
        *(row[0] for row in orders.stages),
    ]
    contacts = [
        *(row[1] for row in orders.points),
        *(row[1] or 1 for row in orders.occasions),
        *(row.contact or 1 for row in orders.interactions),
        *(row.contact or 1 for row in orders.steps),
    ]
    assert 0 not in customers and 0 not in contacts
    assert min(customers, default=1) >= -len(orders.customers)
    assert min(contacts, default=1) >= -len(orders.contacts)
    since = (row.interaction or 1 for row in orders.steps)
    assert min(since, default=1) >= -len(orders.interactions)


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
