"""The derived dates of new customers: last touch, next touch by rhythm, next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crmtui.domain.bycolumn import column
from crmtui.domain.importplan import NewInteraction, Orders
from crmtui.domain.interactions import is_touch
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
        rows = self.orders.customers
        refs = range(-1, -len(rows) - 1, -1)
        touches = list(map(self.touches.get, refs))
        yield touches
        told = zip(
            self._texts("grade"), self._texts("stage"), touches, self._spreads(), strict=True
        )
        keys: list[_Due] = list(told)
        dues = {key: self._due(*key) for key in set(keys)}
        yield list(map(dues.__getitem__, keys))
        yield list(map(self.next_due.get, refs))

    def _texts(self, name: str) -> Sequence[str]:
        columns, rows = self.orders.customer_columns, self.orders.customers
        return column(rows, columns.index(name)) if name in columns else [""] * len(rows)

    def _spreads(self) -> Sequence[int | None]:
        return column(self.orders.customers, self.orders.customer_columns.index("spread"))

    def _due(self, grade: str, stage: str, touch: str | None, spread: int | None) -> str | None:
        rhythm = rhythm_for(grade, None, self.rhythms)
        if rhythm is None or not is_live(grade, stage, archived=False):
            return None
        last = date.fromisoformat(touch) if touch else None
        return contact_due(last, self.today, spread, rhythm).isoformat()


def dates_of(orders: Orders, today: date, settings: Settings) -> Dates:
    """What the new customers' histories and next steps say of their dates."""
    touches: dict[int, str] = {}
    kinds = settings.touch_kinds
    made = orders.interactions
    told = column(made, NewInteraction._fields.index("touch"))
    if None in told:
        told = [
            is_touch(row.kind, row.direction, row.outcome, kinds) if touch is None else touch
            for row, touch in zip(made, told, strict=True)
        ]
    for ref, on, touch in zip(column(made, 0), column(made, 2), told, strict=True):
        if touch and ref < 0 and on > touches.get(ref, ""):
            touches[ref] = on
    next_due: dict[int, str] = {}
    for step in orders.steps:
        if step.status == "open" and not step.to_check and step.customer < 0:
            known = next_due.get(step.customer)
            if known is None or step.due_on < known:
                next_due[step.customer] = step.due_on
    return Dates(orders, today, settings.rhythms, touches, next_due)
