"""The complete export: its tables and what each of their fields may hold, version by version.

One list for both directions: what is written, what is read back, and what the README documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from crmtui.domain import customers, occasions, touches

FORMAT = "crmtui"
VERSION = 1
SHEET_KIND = "complete:"  # and the table's name: the kind of a sheet of a complete export


class Field(NamedTuple):
    """A field of a row.

    kind: text, int, flag, day, time, moment (a UTC instant), code (one of `codes`) or ref (the
    uid of a row of `refers`, or the name of a tag, or the key of a field of the user's own).
    needed: a row without it cannot be taken. maybe: null where there is nothing (text is '').
    """

    name: str
    kind: str = "text"
    needed: bool = False
    maybe: bool = False
    codes: tuple[str, ...] = ()
    refers: str = ""
    low: int = 0
    high: int = 2**53

    @property
    def column(self) -> str:
        """The column of our table; a reference is an id there."""
        plain = self.kind != "ref" or self.name in ("one", "other")
        return self.name if plain else f"{self.name}_id"


class Table(NamedTuple):
    """A table: its fields, and those a row is recognised by in a database."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("uid",)
    also: str = ""  # a field that must be unique as well, and recognises where the uid does not

    @property
    def names(self) -> tuple[str, ...]:
        """What the fields are called in the file."""
        return tuple(field.name for field in self.fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of our table, in the same order."""
        return tuple(field.column for field in self.fields)


def _texts(names: str) -> tuple[Field, ...]:
    return tuple(Field(name) for name in names.split())


def _needed(name: str, kind: str = "text") -> Field:
    return Field(name, kind, needed=True)


def _maybe(name: str, kind: str = "text") -> Field:
    return Field(name, kind, maybe=True)


def _code(name: str, codes: Sequence[str], *, needed: bool = True) -> Field:
    return Field(name, "code", needed=needed, codes=tuple(codes))


def _number(name: str, low: int = 0, high: int = 2**53, *, maybe: bool = False) -> Field:
    return Field(name, "int", not maybe and low > 0, maybe, low=low, high=high)


def _ref(name: str, refers: str = "", *, needed: bool = False) -> Field:
    return Field(name, "ref", needed, not needed, refers=refers or name)


_UID = _needed("uid")
_CUSTOMER = _ref("customer", needed=True)
_CONTACT = _ref("contact")
_RECORDED = _needed("recorded_at", "moment")

_TABLES = (
    Table(
        "customer",
        (
            _UID,
            _maybe("number"),
            _needed("name"),
            Field("short_name"),
            _code("kind", customers.KINDS),
            _code("grade", customers.GRADES, needed=False),
            _code("stage", customers.STAGES, needed=False),
            *_texts("industry province city country address source owner referred_by"),
            *_texts("credit_level payment_terms invoice"),
            _code("price_sensitivity", ("low", "mid", "high"), needed=False),
            _number("cadence_days", 1, 3650, maybe=True),
            *_texts("needs note"),
            _maybe("verified_on", "day"),
            _maybe("archived_at", "moment"),
            _needed("added_on", "day"),
            _number("spread", 0, 999, maybe=True),
            _maybe("hide_until", "day"),
        ),
        also="number",
    ),
    Table(
        "contact",
        (
            _UID,
            _CUSTOMER,
            *_texts("name position role"),
            _code("sex", ("m", "f"), needed=False),
            *_texts("hobbies taboos temperament family preferred_channel language note"),
            Field("is_primary", "flag"),
            _maybe("archived_at", "moment"),
        ),
    ),
    Table(
        "contact_point",
        (
            _CUSTOMER,
            _ref("contact", needed=True),
            _code("kind", customers.POINT_KINDS),
            Field("label"),
            _needed("value"),
            Field("normal"),
        ),
        ("contact", "kind", "value"),
    ),
    Table("tag", (_needed("name"),), ("name",)),
    Table("customer_tag", (_CUSTOMER, _ref("tag", needed=True)), ("customer", "tag")),
    Table(
        "custom_field",
        (
            _UID,
            _needed("key"),
            Field("label"),
            _code("kind", customers.CUSTOM_KINDS),
            Field("choices"),
            _number("position"),
        ),
        also="key",
    ),
    Table(
        "custom_value",
        (_CUSTOMER, _ref("field", "custom_field", needed=True), Field("value")),
        ("customer", "field"),
    ),
    Table(
        "interaction",
        (
            _UID,
            _CUSTOMER,
            _CONTACT,
            _needed("on", "day"),
            _maybe("time", "time"),
            _code("kind", touches.KINDS),
            _code("direction", touches.DIRECTIONS),
            Field("summary"),
            _code("outcome", touches.OUTCOMES, needed=False),
            *_texts("rep origin"),
            Field("is_touch", "flag"),
            _RECORDED,
        ),
    ),
    Table(
        "follow_up",
        (
            _UID,
            _CUSTOMER,
            _CONTACT,
            _needed("due_on", "day"),
            _maybe("time", "time"),
            *_texts("what kind"),
            _number("priority"),
            _code("status", ("open", "done", "superseded", "cancelled")),
            _maybe("closed_on", "day"),
            Field("confirmed", "flag"),
            Field("repeat"),
            _number("snoozes"),
            Field("origin"),
            Field("to_check", "flag"),
            _ref("interaction"),
            Field("sequence"),
            _RECORDED,
        ),
    ),
    Table(
        "occasion",
        (
            _UID,
            _CUSTOMER,
            _CONTACT,
            _code("kind", occasions.KINDS),
            _code("calendar", ("gregorian", "lunar")),
            _number("month", 1, 12),
            _number("day", 1, 31),
            Field("leap", "flag"),
            _number("year", 1, 9999, maybe=True),
            _number("lead_days", 0, 3650, maybe=True),
            *_texts("label note"),
        ),
    ),
    Table(
        "promise",
        (
            _UID,
            _CUSTOMER,
            _CONTACT,
            _needed("made_on", "day"),
            _needed("due_on", "day"),
            _needed("what"),
            _maybe("kept_on", "day"),
            _maybe("broken_on", "day"),
            Field("why"),
            _number("put_offs"),
            _ref("interaction"),
            _RECORDED,
        ),
    ),
    Table(
        "stage_change",
        (
            _CUSTOMER,
            _needed("on", "day"),
            _code("before", customers.STAGES, needed=False),
            _code("after", customers.STAGES, needed=False),
            _RECORDED,
        ),
        ("customer", "on", "before", "after", "recorded_at"),
    ),
    Table(
        "alias",
        (_CUSTOMER, _CONTACT, Field("uid"), _maybe("number"), Field("name")),
        ("customer", "contact", "uid", "number", "name"),
    ),
    Table(
        "not_same",
        (
            _code("kind", ("customer", "contact")),
            _ref("one", "kind", needed=True),  # of the table that `kind` names
            _ref("other", "kind", needed=True),
        ),
        ("kind", "one", "other"),
    ),
    Table(
        "greeting",
        (
            _UID,
            _CUSTOMER,
            _CONTACT,
            _ref("occasion"),
            _needed("kind"),
            _needed("day", "day"),
            _code("status", ("sent", "skipped")),
            _needed("on", "day"),
            *_texts("channel text gift"),
            _number("gift_value", maybe=True),
            Field("currency"),
            _ref("interaction"),
            _RECORDED,
        ),
    ),
    Table(
        "greeting_template",
        (_UID, *_texts("kind language audience name"), _needed("text"), _maybe("replaces")),
    ),
    Table("sequence", (_UID, _needed("name"), Field("steps")), also="name"),
)

# In this order: a row refers only to rows of tables before its own.
TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}


@cache
def defaults(table: str) -> tuple[str | int | None, ...]:
    """What each field of a table holds where nothing is said."""
    return tuple(
        None if field.maybe or field.needed else 0 if field.kind in ("int", "flag") else ""
        for field in TABLES[table].fields
    )
