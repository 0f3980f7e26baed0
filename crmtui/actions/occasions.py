"""Adding, changing and removing the days that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.actions.fields import BadValue
from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.occasions import KINDS
from crmtui.domain.records import Value
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

MOST_LEAD = 60


def add(
    uow: UnitOfWork,
    customer_id: int,
    contact_id: int | None,
    kind: str,
    day: Birthday,
    label: str = "",
    lead_days: int | None = None,
) -> Changed:
    """Note a day of a customer, or of one of its contacts."""
    customer = uow.must("customer", customer_id)
    uow.describe("add_occasion", customer.text("name"))
    occasion_id = insert(uow, customer_id, contact_id, kind, day, label, lead_days)
    return uow.changed(id=occasion_id, customer_id=customer_id)


def insert(
    uow: UnitOfWork,
    customer_id: int,
    contact_id: int | None,
    kind: str,
    day: Birthday,
    label: str = "",
    lead_days: int | None = None,
) -> int:
    """Write an occasion; gives its id. lead_days: how long before it comes up, if not as usual."""
    values = _values(kind, day, label, lead_days)
    return uow.insert("occasion", {**values, "customer_id": customer_id, "contact_id": contact_id})


def edit(
    uow: UnitOfWork,
    occasion_id: int,
    kind: str,
    day: Birthday,
    label: str = "",
    revision: int | None = None,
    lead_days: int | None = None,
) -> Changed:
    """Correct a day."""
    current = uow.must("occasion", occasion_id)
    customer = uow.must("customer", current.integer("customer_id"))
    uow.describe("edit_occasion", customer.text("name"))
    uow.update("occasion", occasion_id, _values(kind, day, label, lead_days), revision)
    return uow.changed(id=occasion_id, customer_id=customer.id)


def remove(uow: UnitOfWork, occasion_id: int) -> Changed:
    """Take a day off the card."""
    current = uow.must("occasion", occasion_id)
    customer = uow.must("customer", current.integer("customer_id"))
    uow.describe("remove_occasion", customer.text("name"))
    uow.delete("occasion", occasion_id)
    return uow.changed(id=occasion_id, customer_id=customer.id)


def _values(kind: str, day: Birthday, label: str, lead_days: int | None) -> dict[str, Value]:
    if kind not in KINDS:
        raise BadValue("kind", kind, " | ".join(KINDS))
    if lead_days is not None and not 0 <= lead_days <= MOST_LEAD:
        wanted = _("a whole number of days from 0 to {most}").format(most=MOST_LEAD)
        raise BadValue("lead_days", lead_days, wanted)
    return {
        "kind": kind,
        "calendar": day.calendar,
        "month": day.month,
        "day": day.day,
        "leap": int(day.leap),
        "year": day.year,
        "label": clean(label),
        "lead_days": lead_days,
    }
