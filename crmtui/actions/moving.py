"""Moving a planned step from day to day, as on the board."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmtui.actions.followups import open_step
from crmtui.domain.board import STEP, Spot
from crmtui.domain.changes import Changed
from crmtui.domain.errors import WrongUse
from crmtui.domain.records import Value
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.domain.workdays import Workdays
    from crmtui.store.unit_of_work import UnitOfWork


class NotEarlier(WrongUse):
    """A step that stands on today cannot go to an earlier day."""

    def __init__(self, what: str) -> None:
        super().__init__(_("“{what}” stands on today already.").format(what=what))


class Moved(NamedTuple):
    """What was written, the day the step stands on now, and how often it was put off."""

    changed: Changed
    on: date
    put_offs: int


def move(
    uow: UnitOfWork,
    follow_up_id: int,
    step: int,
    today: date,
    workdays: Workdays | None,
    counted: int | None = None,
) -> Moved:
    """Move an open step to the next day it can stand on, later (1) or earlier (-1).

    A later day is a putting off and is counted, but once for moves that follow each other:
    `counted` is how often it had been put off after the last of them.
    """
    current, customer = open_step(uow, follow_up_id)
    put_offs = current.integer("snoozes")
    spot = Spot(STEP, date.fromisoformat(current.text("due_on")), current["time"] is not None)
    on = spot.moved(step, today, workdays)
    if step < 0 and on >= spot.stands_on(today, workdays):
        raise NotEarlier(current.text("what"))
    if step > 0 and put_offs != counted:
        put_offs += 1
    uow.describe("move_step", f"{customer['name']} · {current['what']}")
    values: dict[str, Value] = {
        "due_on": on.isoformat(),
        "confirmed": 0,
        "snoozes": put_offs,
        "to_check": 0,
    }
    uow.update("follow_up", follow_up_id, values)
    return Moved(uow.changed(id=follow_up_id, customer_id=customer.id), on, put_offs)
