"""The JSON of week and month: shapes that stay as they are, documented in the README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.cli import monthsheet
from crmtui.cli.shell import Shell
from crmtui.domain.board import Entry
from crmtui.domain.monthview import MonthDay
from crmtui.present.days import both_words

if TYPE_CHECKING:
    from crmtui.reads.board import BoardDay
    from crmtui.reads.occasions import DayOf, Near

Shape = dict[str, object]


def head(day: MonthDay, capacity: int) -> Shape:
    """A day with how much stands on it."""
    return {
        **monthsheet.shape(day),
        "load": day.steps,
        "capacity": capacity,
        "occasions": day.occasions,
    }


def day(each: BoardDay, shell: Shell, section: str | None = None) -> Shape:
    """A day with all that stands on it; the section only for a week."""
    made = head(each.day, shell.settings.capacity)
    if section is not None:
        made = {"section": section, **made}
    made["late"] = each.late
    made["total"] = each.total
    made["entries"] = [entry(one) for one in each.entries]
    made["kept"] = [occasion(row, kept, shell) for kept in each.occasions for row in kept.rows]
    return made


def entry(one: Entry) -> Shape:
    """A planned step or a promise."""
    return {
        "kind": one.kind,
        "id": one.id,
        "customer": _customer(one.customer_id, one.name, one.grade),
        "contact": one.contact or None,
        "due_on": one.due_on.isoformat(),
        "time": one.time,
        "what": one.what,
        "step_kind": one.step_kind or None,
        "appointment": one.is_appointment,
        "confirmed": one.confirmed,
        "repeat": one.repeat or None,
        "priority": one.priority,
        "put_offs": one.put_offs,
        "late": one.late,
    }


def occasion(row: Near, kept: DayOf, shell: Shell) -> Shape:
    """A day that matters."""
    turns = kept.year - row.year if row.year is not None and kept.year >= row.year else None
    return {
        "kind": row.kind,
        "id": row.id,
        "customer": _customer(row.customer_id, row.customer, row.grade),
        "contact": row.contact or None,
        "label": row.label or None,
        "day": both_words(kept.key, kept.on, shell.today),
        "turns": turns,
    }


def _customer(id: int, name: str, grade: str) -> Shape:
    return {"id": id, "name": name, "grade": grade or None}
