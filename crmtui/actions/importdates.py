"""The derived dates of new customers: last touch, next touch by rhythm, next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crmtui.domain.importplan import Orders
from crmtui.domain.interactions import is_touch
from crmtui.domain.records import Value
from crmtui.domain.rhythm import Rhythm, contact_due, is_live, rhythm_for

if TYPE_CHECKING:
    from crmtui.settings import Settings

_Due = tuple[str, str, str | None, int | None]  # grade, stage, last touch, spread


@dataclass(slots=True)
class Dates:
    """The derived dates of every new customer, one row at a time."""

    COLUMNS: ClassVar[tuple[str, ...]] = ("last_touch_on", "contact_due_on", "next_due_on")

    orders: Orders
    today: date
    rhythms: Mapping[str, Rhythm | None]
    touches: Mapping[int, str]
    next_due: Mapping[int, str]

    def columns(self) -> Iterator[list[str | None]]:
        """The three columns, in the order of the customers."""
        refs = range(-1, -len(self.orders.customers) - 1, -1)
        yield [self.touches.get(ref) for ref in refs]
        yield list(self._dues())
        yield [self.next_due.get(ref) for ref in refs]

    def _dues(self) -> Iterator[str | None]:
        columns = self.orders.customer_columns
        grade = columns.index("grade") if "grade" in columns else None
        stage = columns.index("stage") if "stage" in columns else None
        spread = columns.index("spread")
        seen: dict[_Due, str | None] = {}
        for place, row in enumerate(self.orders.customers):
            touch = self.touches.get(-place - 1)
            key: _Due = (_text(row, grade), _text(row, stage), touch, row[spread])  # type: ignore[assignment]  # spread is a whole number
            if key not in seen:
                seen[key] = self._due(*key)
            yield seen[key]

    def _due(self, grade: str, stage: str, touch: str | None, spread: int | None) -> str | None:
        rhythm = rhythm_for(grade, None, self.rhythms)
        if rhythm is None or not is_live(grade, stage, archived=False):
            return None
        last = date.fromisoformat(touch) if touch else None
        return contact_due(last, self.today, spread, rhythm).isoformat()


def _text(row: tuple[Value, ...], at: int | None) -> str:
    return "" if at is None else str(row[at] or "")


def dates_of(orders: Orders, today: date, settings: Settings) -> Dates:
    """What the new customers' histories and next steps say of their dates."""
    touches: dict[int, str] = {}
    kinds = settings.touch_kinds
    for row in orders.interactions:
        if row.customer < 0 and row.on > touches.get(row.customer, ""):
            touch = row.touch
            if touch is None:
                touch = is_touch(row.kind, row.direction, row.outcome, kinds)
            if touch:
                touches[row.customer] = row.on
    next_due: dict[int, str] = {}
    for step in orders.steps:
        if step.status == "open" and not step.to_check and step.customer < 0:
            known = next_due.get(step.customer)
            if known is None or step.due_on < known:
                next_due[step.customer] = step.due_on
    return Dates(orders, today, settings.rhythms, touches, next_due)
