"""Making one customer, or one contact, of two; undoing takes them apart again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import joining
from crmtui.domain import merging
from crmtui.domain.changes import Changed
from crmtui.domain.merging import CUSTOM, FieldPick, MergeOutdated, MergePlan, OneAndTheSame
from crmtui.domain.records import Record, Value
from crmtui.reads import merging as reads

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_NO_CHOICES: Mapping[str, str] = {}


def plan_merge(
    conn: sqlite3.Connection,
    keep: int,
    other: int,
    choices: Mapping[str, str] = _NO_CHOICES,
    *,
    kind: str = "customer",
) -> MergePlan:
    """What merging `other` into `keep` would do; changes nothing.

    `kind` is customer or contact; `choices`: field -> 'keep', 'other' or 'both'.
    """
    if keep == other:
        raise OneAndTheSame()
    one, two = reads.row(conn, kind, keep), reads.row(conn, kind, other)
    fields = _fields(kind, one, two, choices)
    people: list[tuple[merging.PersonKey, merging.PersonKey]] = []
    referrals = 0
    if kind == "customer":
        fields += _custom(conn, keep, other, choices)
        people = merging.same_people(reads.people(conn, keep), reads.people(conn, other))
        referrals = len(reads.referred(conn, merging.names(two), other))
    merging.checked(choices, fields)
    return MergePlan(
        kind=kind,
        keep=reads.side(conn, kind, one),
        other=reads.side(conn, kind, two),
        fields=fields,
        moves=reads.belongings(conn, kind, other),
        people=tuple((stays.name, goes.name) for stays, goes in people),
        referrals=referrals,
    )


def merge(
    uow: UnitOfWork,
    keep: int,
    other: int,
    choices: Mapping[str, str],
    today: date,
    shown: MergePlan | None = None,
) -> Changed:
    """Make one customer of two: everything of `other` comes to `keep`, and its row goes.

    Raises MergeOutdated where what was `shown` is not what would be done any more.
    """
    plan = _checked(uow, keep, other, choices, "customer", shown)
    stays, goes = uow.must("customer", keep), uow.must("customer", other)
    uow.describe("merge", f"{_title(goes)} → {_title(stays)}")
    people = merging.same_people(reads.people(uow.sql, keep), reads.people(uow.sql, other))
    days = uow.rows("occasion", customer_id=keep)
    joining.bring_over(uow, keep, other)
    for one, two in people:
        joining.join_contact(uow, one.id, two.id)
    joining.drop_doubled_days(uow, keep, {row.id for row in days})
    joining.forget_pairs(uow, "customer", keep, other)
    uow.delete("customer", other)
    values = _values(plan)
    joining.rename_referrals(uow, goes, keep, str(values.get("name", stays["name"])))
    _note_aliases(uow, stays, goes, values)
    _set_custom(uow, keep, plan)
    if uow.update("customer", keep, values) and stays["stage"]:
        joining.note_stage(uow, keep, stays.text("stage"), values, today)
    return uow.changed(id=keep, customer_id=keep)


def merge_contacts(
    uow: UnitOfWork,
    keep: int,
    other: int,
    choices: Mapping[str, str],
    today: date,
    shown: MergePlan | None = None,
) -> Changed:
    """Make one contact of two, who may be at two customers: what was said stays where it was."""
    plan = _checked(uow, keep, other, choices, "contact", shown)
    stays, goes = uow.must("contact", keep), uow.must("contact", other)
    customer = uow.must("customer", stays.integer("customer_id"))
    names = f"{goes.text('name') or '–'} → {stays.text('name') or '–'}"
    uow.describe("merge_contacts", f"{names} · {customer['name']}")
    days = {row.id for row in uow.rows("occasion", customer_id=customer.id)}
    days -= {row.id for row in uow.rows("occasion", contact_id=other)}
    joining.join_contact(uow, keep, other, _values(plan))
    joining.drop_doubled_days(uow, customer.id, days)
    return uow.changed(id=keep, customer_id=customer.id)


def set_not_same(uow: UnitOfWork, kind: str, one: int, other: int) -> Changed:
    """Remember that two are not one, so that nobody is asked again; nothing where that is known."""
    if one == other:
        raise OneAndTheSame()
    first, second = (uow.must(kind, row_id) for row_id in sorted((one, other)))
    uow.describe("not_same", f"{_title(first)} ≠ {_title(second)}")
    pair: dict[str, Value] = {"kind": kind, "one": first.id, "other": second.id}
    if not uow.rows("not_same", **pair):
        uow.insert("not_same", pair)
    return uow.changed(id=first.id)


def _checked(
    uow: UnitOfWork,
    keep: int,
    other: int,
    choices: Mapping[str, str],
    kind: str,
    shown: MergePlan | None,
) -> MergePlan:
    plan = plan_merge(uow.sql, keep, other, choices, kind=kind)
    if shown is not None and shown != plan:
        raise MergeOutdated()
    return plan


def _fields(
    kind: str, one: Record, two: Record, choices: Mapping[str, str]
) -> tuple[FieldPick, ...]:
    """The columns that either says anything in; nobody is referred by itself."""
    if kind == "customer":
        own = merging.names(one) | merging.names(two)
        one, two = (
            Record(row | {"referred_by": ""}) if merging.names_one_of(row, own) else row
            for row in (one, two)
        )
    return merging.picks(kind, one, two, choices)


def _custom(
    conn: sqlite3.Connection, keep: int, other: int, choices: Mapping[str, str]
) -> tuple[FieldPick, ...]:
    one, two = reads.custom(conn, keep), reads.custom(conn, other)
    labels = reads.custom_labels(conn)
    made = []
    for key in dict.fromkeys((*one, *two)):
        name = CUSTOM + key
        pick = merging.picked(name, one.get(key, ""), two.get(key, ""), choices.get(name, ""))
        made.append(pick._replace(label=labels[key]))
    return tuple(made)


def _values(plan: MergePlan) -> dict[str, Value]:
    """The columns that get another value than they had."""
    return {pick.field: pick.merged for pick in plan.fields if not pick.field.startswith(CUSTOM)}


def _set_custom(uow: UnitOfWork, keep: int, plan: MergePlan) -> None:
    """Give the user's own fields what was picked; those the other alone had came along."""
    for pick in plan.fields:
        if pick.field.startswith(CUSTOM):
            (field,) = uow.rows("custom_field", key=pick.field.removeprefix(CUSTOM))
            for row in uow.rows("custom_value", customer_id=keep, field_id=field.id):
                if pick.merged:
                    uow.update("custom_value", row.id, {"value": pick.merged})
                else:
                    uow.delete("custom_value", row.id)


def _note_aliases(
    uow: UnitOfWork, stays: Record, goes: Record, values: Mapping[str, Value]
) -> None:
    """Write down what files outside know the two by, as far as the one that stays is not it."""
    number = values.get("number", stays["number"])
    for row, uid in ((goes, goes["uid"]), (stays, "")):
        former = row["number"] if row["number"] != number else None
        name = row["name"] if row["name"] != values.get("name", stays["name"]) else ""
        if uid or former is not None or name:
            alias = {"customer_id": stays.id, "uid": uid, "number": former, "name": name}
            uow.insert("alias", alias)


def _title(row: Record) -> str:
    """A customer by number and name, a contact by name."""
    return " ".join(str(part) for part in (row.get("number"), row["name"] or "–") if part)
