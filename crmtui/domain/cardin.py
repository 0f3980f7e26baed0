"""A card of an address book as it was read, before it is understood as a customer."""

from __future__ import annotations

from typing import NamedTuple

KIND = "cards"  # of a sheet whose rows are cards


class PointIn(NamedTuple):
    """A way to reach someone; kind as in POINT_KINDS, the text as given."""

    kind: str
    label: str
    value: str


class AddressIn(NamedTuple):
    """A postal address; label: 'work', 'home', … or the user's own word."""

    label: str
    street: str
    city: str
    province: str
    own: bool = False  # the person's rather than the customer's


class DayIn(NamedTuple):
    """A day as text, after 农历 where it is one of the lunar calendar.

    what: as in occasions.KINDS.
    """

    what: str
    text: str
    label: str = ""
    yearless: bool = False  # the year in the text only fills its place


class CardIn(NamedTuple):
    """One card; the fields are those of a sheet of cards, in their order."""

    name: str = ""
    organisation: str = ""
    position: str = ""
    points: tuple[PointIn, ...] = ()
    days: tuple[DayIn, ...] = ()
    addresses: tuple[AddressIn, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    said: tuple[tuple[str, str], ...] = ()
    """What has no field of its own: in whose words (Nickname, Manager), and what."""
    sex: str = ""
    family: str = ""
    hobbies: str = ""
    role: str = ""
    nickname: str = ""
    uid: str = ""
    customer_uid: str = ""
    customer_number: str = ""
    unread: tuple[str, ...] = ()
    """Lines that are no part of a card, as they stand in the file."""


FIELDS = CardIn._fields
