"""Hiding a customer from the queue until a day; what was agreed comes up all the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions.followups import InThePast
from crmtui.domain.changes import Changed
from crmtui.domain.hiding import FOREVER

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


def hide(uow: UnitOfWork, customer_id: int, until: date | None, today: date) -> Changed:
    """Keep a customer out of the queue until a day; None brings it back at once.

    FOREVER: until something is logged with it.
    """
    customer = uow.must("customer", customer_id)
    if until is None:
        uow.describe("unhide", customer.text("name"))
    elif until <= today:
        raise InThePast(until)
    else:
        day = "" if until == FOREVER else f" · {until}"
        uow.describe("hide", f"{customer['name']}{day}")
    uow.update("customer", customer_id, {"hide_until": until.isoformat() if until else None})
    return uow.changed(id=customer_id, customer_id=customer_id)
