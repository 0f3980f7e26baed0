"""Adding, editing and removing the people at a customer and their phones and addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmtui.actions.fields import contact_values, point_kind
from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.errors import WrongUse
from crmtui.domain.phones import normal_point
from crmtui.domain.records import Value
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PointText:
    """A phone, mail address … as typed."""

    kind: str
    value: str
    label: str = ""


class EmptyContact(WrongUse):
    """A contact with neither a name nor anything else."""

    def __init__(self) -> None:
        super().__init__(_("A contact needs a name, a position or a way to reach them."))


def add(
    uow: UnitOfWork,
    customer_id: int,
    values: Mapping[str, Value],
    points: Sequence[PointText] = (),
) -> Changed:
    """Add a person at a customer; the first one is the one to ask for."""
    customer = uow.must("customer", customer_id)
    uow.describe("add_contact", f"{values.get('name') or ''} · {customer['name']}".strip(" ·"))
    primary = not uow.rows("contact", customer_id=customer_id, archived_at=None)
    contact_id = insert(uow, customer_id, values, points, primary=primary)
    return uow.changed(id=contact_id, customer_id=customer_id)


def insert(
    uow: UnitOfWork,
    customer_id: int,
    values: Mapping[str, Value],
    points: Sequence[PointText],
    *,
    primary: bool,
) -> int:
    """Write a contact and its points; gives its id."""
    made = contact_values(values)
    given = [point for point in points if clean(point.value)]
    if not given and not any(made.values()):
        raise EmptyContact()
    contact_id = uow.insert(
        "contact", {**made, "customer_id": customer_id, "is_primary": int(primary)}
    )
    for point in given:
        _insert_point(uow, customer_id, contact_id, point)
    return contact_id


def edit(
    uow: UnitOfWork,
    contact_id: int,
    values: Mapping[str, Value],
    points: Sequence[PointText] | None = None,
    revision: int | None = None,
) -> Changed:
    """Change a contact; `points`, where given, become its points, no others."""
    current = uow.must("contact", contact_id)
    made = contact_values(values)
    customer_id = current.integer("customer_id")
    customer = uow.must("customer", customer_id)
    name = made.get("name", current["name"])
    uow.describe("edit_contact", f"{name} · {customer['name']}".strip(" ·"))
    uow.update("contact", contact_id, made, revision)
    if points is not None:
        _set_points(uow, customer_id, contact_id, points)
    return uow.changed(id=contact_id, customer_id=customer_id)


def remove(uow: UnitOfWork, contact_id: int) -> Changed:
    """Take a contact off the card; what was said with them stays in the history."""
    current = uow.must("contact", contact_id)
    customer_id = current.integer("customer_id")
    customer = uow.must("customer", customer_id)
    uow.describe("remove_contact", f"{current['name']} · {customer['name']}".strip(" ·"))
    uow.update("contact", contact_id, {"archived_at": uow.now, "is_primary": 0})
    rest = uow.rows("contact", customer_id=customer_id, archived_at=None)
    if rest and current["is_primary"]:
        uow.update("contact", rest[0].id, {"is_primary": 1})
    return uow.changed(id=contact_id, customer_id=customer_id)


def make_primary(uow: UnitOfWork, contact_id: int) -> Changed:
    """Make this the person to ask for first."""
    current = uow.must("contact", contact_id)
    customer_id = current.integer("customer_id")
    customer = uow.must("customer", customer_id)
    uow.describe("edit_contact", f"{current['name']} · {customer['name']}".strip(" ·"))
    for row in uow.rows("contact", customer_id=customer_id):
        uow.update("contact", row.id, {"is_primary": int(row["id"] == contact_id)})
    return uow.changed(id=contact_id, customer_id=customer_id)


def _insert_point(uow: UnitOfWork, customer_id: int, contact_id: int, point: PointText) -> None:
    value = clean(point.value)
    kind = point_kind(point.kind)
    uow.insert(
        "contact_point",
        {
            "customer_id": customer_id,
            "contact_id": contact_id,
            "kind": kind,
            "label": clean(point.label),
            "value": value,
            "normal": normal_point(kind, value),
        },
    )


def _set_points(
    uow: UnitOfWork, customer_id: int, contact_id: int, points: Sequence[PointText]
) -> None:
    """Keep points that are unchanged (and their ids), drop the others, add the new ones."""
    wanted = [
        PointText(point.kind, value, clean(point.label))
        for point in points
        if (value := clean(point.value))
    ]
    for row in uow.rows("contact_point", contact_id=contact_id):
        same = PointText(str(row["kind"]), str(row["value"]), str(row["label"]))
        if same in wanted:
            wanted.remove(same)
        else:
            uow.delete("contact_point", row.id)
    for point in wanted:
        _insert_point(uow, customer_id, contact_id, point)
