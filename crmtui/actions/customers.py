"""Adding, editing, archiving and tagging customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import contacts
from crmtui.actions.fields import NameNeeded, custom_value, customer_values
from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.codes import per_month
from crmtui.domain.fieldsets import FREQUENCY, SHIPMENTS
from crmtui.domain.records import Record, Value

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


def add(
    uow: UnitOfWork,
    values: Mapping[str, Value],
    *,
    today: date,
    contact: Mapping[str, Value] | None = None,
    points: Sequence[contacts.PointText] = (),
    tags: Sequence[str] = (),
    custom: Mapping[str, str] | None = None,
) -> Changed:
    """Add a customer, with its first contact where one is given."""
    made = customer_values(uow, values, None)
    if not made.get("name"):
        raise NameNeeded()
    uow.describe("add_customer", str(made["name"]))
    customer_id = uow.insert("customer", {**made, "added_on": today.isoformat()})
    if made.get("stage"):
        _note_stage(uow, customer_id, "", str(made["stage"]), today)
    if contact or points:
        contacts.insert(uow, customer_id, contact or {}, points, primary=True)
    _set_tags(uow, customer_id, tags)
    _set_custom(uow, customer_id, custom or {})
    return uow.changed(id=customer_id, customer_id=customer_id)


def edit(
    uow: UnitOfWork,
    customer_id: int,
    values: Mapping[str, Value],
    today: date,
    revision: int | None = None,
    *,
    tags: Sequence[str] | None = None,
    custom: Mapping[str, str] | None = None,
) -> Changed:
    """Change a customer's own fields, and its tags and custom fields where given.

    Raises EditConflict when `revision` is given and the row has moved on since.
    """
    current = uow.must("customer", customer_id)
    made = customer_values(uow, values, customer_id)
    uow.describe("edit_customer", str(made.get("name") or current["name"]))
    if uow.update("customer", customer_id, made, revision) and "stage" in made:
        before, after = str(current["stage"]), str(made["stage"])
        if before != after:
            _note_stage(uow, customer_id, before, after, today)
    if tags is not None:
        _set_tags(uow, customer_id, tags)
    if custom:
        _set_custom(uow, customer_id, custom)
    return uow.changed(id=customer_id, customer_id=customer_id)


def archive(uow: UnitOfWork, customer_id: int, today: date) -> Changed:
    """Put a customer away: out of lists and queue, but kept."""
    current = uow.must("customer", customer_id)
    uow.describe("archive_customer", str(current["name"]))
    if current["archived_at"] is None:
        uow.update("customer", customer_id, {"archived_at": uow.now})
    return uow.changed(id=customer_id, customer_id=customer_id)


def unarchive(uow: UnitOfWork, customer_id: int, today: date) -> Changed:
    """Bring an archived customer back."""
    current = uow.must("customer", customer_id)
    uow.describe("unarchive_customer", str(current["name"]))
    uow.update("customer", customer_id, {"archived_at": None})
    return uow.changed(id=customer_id, customer_id=customer_id)


def set_tags(uow: UnitOfWork, customer_id: int, tags: Sequence[str]) -> Changed:
    """Make these the customer's tags, no others."""
    current = uow.must("customer", customer_id)
    uow.describe("tag_customer", str(current["name"]))
    _set_tags(uow, customer_id, tags)
    return uow.changed(id=customer_id, customer_id=customer_id)


def set_custom(uow: UnitOfWork, customer_id: int, values: Mapping[str, str]) -> Changed:
    """Set custom fields by key; an empty value removes it, an unknown key becomes a text field."""
    current = uow.must("customer", customer_id)
    uow.describe("edit_customer", str(current["name"]))
    _set_custom(uow, customer_id, values)
    return uow.changed(id=customer_id, customer_id=customer_id)


def _note_stage(uow: UnitOfWork, customer_id: int, before: str, after: str, today: date) -> None:
    uow.insert(
        "stage_change",
        {"customer_id": customer_id, "on": today.isoformat(), "before": before, "after": after},
    )


def _set_tags(uow: UnitOfWork, customer_id: int, tags: Sequence[str]) -> None:
    wanted = {_tag_id(uow, name) for tag in tags if (name := clean(tag))}
    for row in uow.rows("customer_tag", customer_id=customer_id):
        if row.integer("tag_id") in wanted:
            wanted.discard(row.integer("tag_id"))
        else:
            uow.delete("customer_tag", row.id)
    for tag_id in sorted(wanted):
        uow.insert("customer_tag", {"customer_id": customer_id, "tag_id": tag_id})


def _tag_id(uow: UnitOfWork, name: str) -> int:
    for row in uow.rows("tag", name=name):
        return row.id
    return uow.insert("tag", {"name": name})


def _set_custom(uow: UnitOfWork, customer_id: int, values: Mapping[str, str]) -> None:
    for key, text in _with_shipments(uow, values).items():
        field = _field(uow, key)
        choices = tuple(str(field["choices"]).splitlines())
        value = custom_value(str(field["kind"]), str(field["label"]), text, choices)
        field_id = field.id
        old = uow.rows("custom_value", customer_id=customer_id, field_id=field_id)
        if old and value:
            uow.update("custom_value", old[0].id, {"value": value})
        elif old:
            uow.delete("custom_value", old[0].id)
        elif value:
            uow.insert(
                "custom_value",
                {"customer_id": customer_id, "field_id": field_id, "value": value},
            )


def _with_shipments(uow: UnitOfWork, values: Mapping[str, str]) -> Mapping[str, str]:
    """A shipping frequency in words with its number beside it, where there is a field for that."""
    words = values.get(FREQUENCY)
    if words is None or SHIPMENTS in values or not uow.rows("custom_field", key=SHIPMENTS):
        return values
    amount = per_month(words)
    return {**values, SHIPMENTS: "" if amount is None else repr(amount)}


def _field(uow: UnitOfWork, key: str) -> Record:
    for row in uow.rows("custom_field", key=key) or uow.rows("custom_field", label=key):
        return row
    position = len(uow.rows("custom_field"))
    field_id = uow.insert(
        "custom_field",
        {"key": key, "label": key, "kind": "text", "choices": "", "position": position},
    )
    return uow.must("custom_field", field_id)
