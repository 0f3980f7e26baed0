"""The steps of a merge: bringing everything over, and dropping what is there twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.merging import missing, names, occasion_key, point_key
from crmtui.domain.records import Record, Value
from crmtui.reads import merging as reads

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

# What belongs to a customer, or is about a contact: all tables with such a column.
OF_CUSTOMER = (
    *("contact", "contact_point", "interaction", "follow_up", "occasion", "promise"),
    *("stage_change", "customer_tag", "custom_value", "greeting", "alias"),
)
OF_CONTACT = (
    *("contact_point", "interaction", "follow_up", "occasion", "promise", "greeting", "alias"),
)
# Of which a customer has one only for each of these.
_ONCE = {"customer_tag": "tag_id", "custom_value": "field_id"}
# What goes with a person from one customer to another; what was said stays where it was said.
_OF_THE_PERSON = frozenset({"contact_point", "occasion", "alias"})


def bring_over(uow: UnitOfWork, keep: int, other: int) -> None:
    """Give the one customer all that belongs to the other; tags and own fields it has stay."""
    asked_for_first = any(
        row["is_primary"] for row in uow.rows("contact", customer_id=keep, archived_at=None)
    )
    for table in OF_CUSTOMER:
        once = _ONCE.get(table, "")
        there = {row[once] for row in uow.rows(table, customer_id=keep)} if once else set()
        for row in uow.rows(table, customer_id=other):
            if once and row[once] in there:
                uow.delete(table, row.id)
                continue
            values: dict[str, Value] = {"customer_id": keep}
            if table == "contact" and asked_for_first:
                values["is_primary"] = 0
            uow.update(table, row.id, values)


def join_contact(
    uow: UnitOfWork, keep: int, other: int, values: Mapping[str, Value] | None = None
) -> None:
    """Make one contact of two; `values`: what the one that stays will say, else what is missing."""
    stays, goes = uow.must("contact", keep), uow.must("contact", other)
    customer = stays.integer("customer_id")
    _join_points(uow, stays, goes)
    for table in OF_CONTACT:
        for row in uow.rows(table, contact_id=other):
            moved: dict[str, Value] = {"contact_id": keep}
            if table in _OF_THE_PERSON:
                moved["customer_id"] = customer
            uow.update(table, row.id, moved)
    forget_pairs(uow, "contact", keep, other)
    uow.delete("contact", other)
    uow.insert(
        "alias",
        {
            "customer_id": customer,
            "contact_id": keep,
            "uid": goes["uid"],
            "name": goes["name"] if goes["name"] != stays["name"] else "",
        },
    )
    made = dict(values) if values is not None else missing("contact", stays, goes)
    if customer == goes["customer_id"] and goes["is_primary"]:
        made["is_primary"] = 1
    uow.update("contact", keep, made)
    if customer != goes["customer_id"] and goes["is_primary"]:
        _ask_somebody_else(uow, goes.integer("customer_id"))


def _join_points(uow: UnitOfWork, stays: Record, goes: Record) -> None:
    """Drop those ways to reach the one contact that the other has as well."""
    there = {_point(row): row for row in uow.rows("contact_point", contact_id=stays.id)}
    for row in uow.rows("contact_point", contact_id=goes.id):
        if (same := there.get(_point(row))) is not None:
            uow.delete("contact_point", row.id)
            if row["label"] and not same["label"]:
                uow.update("contact_point", same.id, {"label": row["label"]})


def _point(row: Record) -> tuple[str, str]:
    return point_key(row.text("kind"), row.text("value"), row.text("normal"))


def _ask_somebody_else(uow: UnitOfWork, customer_id: int) -> None:
    """The one to ask for first is gone: that is the next one now."""
    rest = uow.rows("contact", customer_id=customer_id, archived_at=None)
    if rest and not any(row["is_primary"] for row in rest):
        uow.update("contact", rest[0].id, {"is_primary": 1})


def drop_doubled_days(uow: UnitOfWork, customer_id: int, before: Collection[int]) -> None:
    """Drop days that came along and that the customer has; what only they said is kept."""
    rows = uow.rows("occasion", customer_id=customer_id)
    there = {occasion_key(row): row for row in rows if row.id in before}
    for row in rows:
        same = there.get(occasion_key(row))
        if row.id in before or same is None:
            continue
        for greeting in uow.rows("greeting", occasion_id=row.id):
            uow.update("greeting", greeting.id, {"occasion_id": same.id})
        uow.delete("occasion", row.id)
        more = ("year", "lead_days", "label", "note")
        added = {name: row[name] for name in more if same[name] in (None, "")}
        uow.update("occasion", same.id, added)
        same.update(added)


def forget_pairs(uow: UnitOfWork, kind: str, keep: int, other: int) -> None:
    """Whom the one that goes is not, the one that stays is not either; they two are one now."""
    pairs = uow.rows("not_same", kind=kind, one=other) + uow.rows(
        "not_same", kind=kind, other=other
    )
    for row in pairs:
        uow.delete("not_same", row.id)
        third = row.integer("other") if row["one"] == other else row.integer("one")
        first, second = sorted((keep, third))
        pair: dict[str, Value] = {"kind": kind, "one": first, "other": second}
        if third != keep and not uow.rows("not_same", **pair):
            uow.insert("not_same", pair)


def rename_referrals(uow: UnitOfWork, goes: Record, keep: int, name: str) -> None:
    """Those who were referred by the one that goes were referred by the one that stays."""
    for customer_id in reads.referred(uow.sql, names(goes), keep):
        uow.update("customer", customer_id, {"referred_by": name})


def note_stage(
    uow: UnitOfWork, customer_id: int, before: str, values: Mapping[str, Value], today: date
) -> None:
    """Write down that the customer went to another stage, where it did."""
    after = str(values.get("stage", before))
    if after != before:
        uow.insert(
            "stage_change",
            {"customer_id": customer_id, "on": today.isoformat(), "before": before, "after": after},
        )
