"""A contact as it goes out into an address book, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class PointOut(NamedTuple):
    """A way to reach someone: kind as in POINT_KINDS, and the user's own word for it."""

    kind: str
    value: str
    label: str = ""
    normal: str = ""


class DayOut(NamedTuple):
    """A day that comes back every year, in its own calendar; kind as in occasions.KINDS."""

    kind: str
    calendar: str
    month: int
    day: int
    leap: bool = False
    year: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class CardOut:
    """One card: a contact with its customer, or a customer nobody is known at.

    uid: the contact's, or the customer's where there is no contact. name: the person's, ''
    where it is not known. organisation: the customer's name, '' where the person is the
    customer. changed_at: when the contact was last written, a UTC instant in ISO form.
    """

    uid: str
    name: str = ""
    organisation: str = ""
    position: str = ""
    role: str = ""
    sex: str = ""
    note: str = ""
    points: tuple[PointOut, ...] = ()
    days: tuple[DayOut, ...] = ()
    address: str = ""
    city: str = ""
    province: str = ""
    tags: tuple[str, ...] = ()
    customer_uid: str = ""
    customer_number: str = ""
    changed_at: str = ""
