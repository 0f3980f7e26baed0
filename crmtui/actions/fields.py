"""Checks on what a form or a command hands in, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.clean import clean
from crmtui.domain.countries import country_code
from crmtui.domain.customers import (
    CONTACT_EDITABLE,
    CUSTOM_KINDS,
    EDITABLE,
    GRADES,
    KINDS,
    POINT_KINDS,
    STAGES,
)
from crmtui.domain.errors import WrongUse
from crmtui.domain.records import Value
from crmtui.domain.words import _
from crmtui.present import field_words

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_CHOICES = {
    "grade": ("", *GRADES),
    "stage": ("", *STAGES),
    "kind": KINDS,
    "price_sensitivity": ("", "low", "mid", "high"),
}
MAX_CADENCE = 3650


class BadValue(WrongUse):
    """A field was given something it cannot hold."""

    def __init__(self, field: str, found: object, wanted: str) -> None:
        self.field = field
        super().__init__(
            _("{field}: “{found}” does not fit; it must be {wanted}.").format(
                field=field_words(field), found=found, wanted=wanted
            )
        )


class UnknownField(WrongUse):
    """There is no field of this name to set."""

    def __init__(self, field: str, known: tuple[str, ...]) -> None:
        self.field = field
        super().__init__(
            _("There is no field “{field}”. The fields are: {known}.").format(
                field=field, known=", ".join(known)
            )
        )


class NumberTaken(WrongUse):
    """Another customer already has this number."""

    def __init__(self, number: str, name: str) -> None:
        super().__init__(
            _("The number {number} already belongs to {name}. Numbers are unique.").format(
                number=number, name=name
            )
        )


class NameNeeded(WrongUse):
    """A customer without a name."""

    def __init__(self) -> None:
        super().__init__(_("A customer needs a name."))


def customer_values(
    uow: UnitOfWork, values: Mapping[str, Value], own_id: int | None
) -> dict[str, Value]:
    """The customer fields to write, cleaned and checked against the codes of the trade."""
    made = {name: _customer_value(name, value) for name, value in values.items()}
    if "name" in made and not made["name"]:
        raise NameNeeded()
    if number := made.get("number"):
        for other in uow.rows("customer", number=number):
            if other["id"] != own_id:
                raise NumberTaken(str(number), str(other["name"]))
    return made


def _customer_value(name: str, value: Value) -> Value:
    if name not in EDITABLE:
        raise UnknownField(name, EDITABLE)
    if name == "cadence_days":
        return _days(name, value)
    if name == "verified_on":
        return _day(name, value)
    text = clean(str(value)) if value is not None else ""
    if name in _CHOICES and text not in _CHOICES[name]:
        raise BadValue(name, text, " | ".join(choice for choice in _CHOICES[name] if choice))
    if name == "country":
        return _country(text)
    if name == "number":
        return text or None
    return text


def _country(text: str) -> str:
    found = country_code(text) if text else ""
    if found is None:
        raise BadValue("country", text, _("a country such as DE or Germany"))
    return found


def _days(name: str, value: Value) -> int | None:
    if value is None or value == "":
        return None
    try:
        days = int(value)
    except ValueError:
        days = 0
    if not 1 <= days <= MAX_CADENCE:
        raise BadValue(
            name, value, _("a whole number of days from 1 to {most}").format(most=MAX_CADENCE)
        )
    return days


def _day(name: str, value: Value) -> str | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise BadValue(name, value, "YYYY-MM-DD") from error


def contact_values(values: Mapping[str, Value]) -> dict[str, Value]:
    """The contact fields to write, cleaned."""
    made: dict[str, Value] = {}
    for name, value in values.items():
        if name not in CONTACT_EDITABLE:
            raise UnknownField(name, CONTACT_EDITABLE)
        text = clean(str(value)) if value is not None else ""
        if name == "sex" and text not in ("", "m", "f"):
            raise BadValue(name, text, "m | f")
        if name == "language":
            text = _language(text)
        made[name] = text
    return made


def _language(text: str) -> str:
    found = text.casefold().replace("_", "-").split("-")[0]
    if found and not (found.isascii() and found.isalpha() and len(found) in (2, 3)):
        raise BadValue("language", text, _("a language such as zh, en or de"))
    return found


def point_kind(kind: str) -> str:
    """A known kind of contact point, or BadValue."""
    if kind not in POINT_KINDS:
        raise BadValue("kind", kind, ", ".join(POINT_KINDS))
    return kind


def custom_value(kind: str, label: str, text: str, choices: tuple[str, ...]) -> str:
    """A custom field's value in the form it is stored in, or BadValue."""
    assert kind in CUSTOM_KINDS
    text = clean(text)
    if not text or kind == "text":
        return text
    if kind == "number":
        try:
            return repr(float(text)).removesuffix(".0")
        except ValueError as error:
            raise BadValue(label, text, _("a number")) from error
    if kind == "date":
        return str(_day(label, text))
    if kind == "yesno":
        lowered = text.lower()
        if lowered in ("yes", "y", "true", "1", "是", "有"):
            return "yes"
        if lowered in ("no", "n", "false", "0", "否", "无"):
            return "no"
        raise BadValue(label, text, _("yes or no"))
    if choices and text not in choices:
        raise BadValue(label, text, " | ".join(choices))
    return text
