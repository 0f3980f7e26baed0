"""The queue after a change to a few customers, without reading that of all the others again."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date

from crmtui.domain.queue import Queue, QueueLine, rank, rank_key
from crmtui.domain.urgency import Terms
from crmtui.reads.feeds import planned_for
from crmtui.reads.queue import done_on, facts_of, old_steps

NEWEST_OPERATION = "SELECT coalesce(max(id), 0) FROM operation"
COUNTED = {
    "overdue": "follow_up_overdue",
    "birthdays": "birthday_today",
    "promises_overdue": "promise_overdue",
}


def newest_operation(conn: sqlite3.Connection) -> int:
    """The id of what was done last, wherever that was."""
    (newest,) = conn.execute(NEWEST_OPERATION).fetchone()
    return int(newest)


def after_change(
    conn: sqlite3.Connection, before: Queue, changed: Collection[int], today: date, terms: Terms
) -> Queue | None:
    """The queue of the same day as it is now that these customers changed.

    None where that cannot be told from the lines before: one of them was in the queue beyond the
    lines that were read, or so many have left that lines are missing at the end.
    """
    old = [line for line in before.lines if line.customer_id in changed]
    complete = len(before.lines) == before.total
    if not complete and len(old) < len(changed):
        return None
    plans = planned_for(conn, today, terms) if terms.ahead else {}
    new = rank(facts_of(conn, sorted(changed), today, plans), today, terms)
    lines = _merged(before, old, new, complete)
    if not lines:
        return None
    figures = {
        name: getattr(before, name) + _count(new, code) - _count(old, code)
        for name, code in COUNTED.items()
    }
    old_count, steps = old_steps(conn)
    return before._replace(
        lines=lines,
        total=before.total + len(new) - len(old),
        done_today=done_on(conn, today),
        old_steps=steps,
        old_step_count=old_count,
        queued=before.queued - set(changed) | {line.customer_id for line in new},
        **figures,
    )


def _merged(
    before: Queue, old: Sequence[QueueLine], new: Sequence[QueueLine], complete: bool
) -> tuple[QueueLine, ...]:
    """The lines in their order; new ones that belong below the last one read are left out."""
    gone = {line.customer_id for line in old}
    lines = [line for line in before.lines if line.customer_id not in gone]
    if not complete:
        last = rank_key(before.lines[-1])
        new = [line for line in new if rank_key(line) <= last]
    return tuple(sorted([*lines, *new], key=rank_key))


def _count(lines: Sequence[QueueLine], code: str) -> int:
    return sum(reason.code == code for line in lines for reason in line.reasons)
