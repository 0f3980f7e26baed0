"""Customers and the people at them, as lists see them; the whole card is in `cards`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

GRADES = ("A", "B", "C", "D")
STAGES = ("lead", "prospect", "active", "dormant", "lost", "regained")
KINDS = ("company", "person")
POINT_KINDS = (
    "mobile",
    "phone",
    "fax",
    "email",
    "wechat",
    "qq",
    "dingtalk",
    "whatsapp",
    "address",
)
PHONE_KINDS = frozenset({"mobile", "phone", "fax", "whatsapp"})
ROLES = ("decision_maker", "buyer", "logistics", "finance", "warehouse", "driver", "other")
CUSTOM_KINDS = ("text", "number", "date", "choice", "yesno")

# What `edit` and the form may set on a customer, in the order of the form.
EDITABLE = (
    "number",
    "name",
    "short_name",
    "kind",
    "grade",
    "stage",
    "country",
    "province",
    "city",
    "address",
    "industry",
    "source",
    "owner",
    "referred_by",
    "credit_level",
    "payment_terms",
    "invoice",
    "price_sensitivity",
    "cadence_days",
    "needs",
    "note",
    "verified_on",
)
CONTACT_EDITABLE = (
    "name",
    "position",
    "role",
    "sex",
    "hobbies",
    "taboos",
    "temperament",
    "family",
    "preferred_channel",
    "language",
    "note",
)


# Named tuples, not dataclasses: a look-up makes all these classes anew at each start, and a
# dataclass of this size takes 0.9 ms to make, four times as long.


class Point(NamedTuple):
    """A way to reach someone: the text as given and its normal form (E.164, lower-case mail)."""

    id: int
    contact_id: int
    kind: str
    label: str
    value: str
    normal: str
    revision: int = 1


class Contact(NamedTuple):
    """A person at a customer; `name` is '' where it is not known."""

    id: int
    uid: str
    customer_id: int
    name: str
    position: str
    role: str
    sex: str
    hobbies: str
    taboos: str
    temperament: str
    family: str
    preferred_channel: str
    note: str
    is_primary: bool
    revision: int
    points: tuple[Point, ...] = ()
    language: str = ""


class CustomerLine(NamedTuple):
    """One row of a list: what is needed to recognise a customer and to act."""

    id: int
    uid: str
    number: str | None
    name: str
    short_name: str
    grade: str
    stage: str
    province: str
    city: str
    owner: str
    last_touch_on: date | None
    next_due_on: date | None
    archived: bool
    contact: str  # the primary contact's name
    position: str
    phone: str  # the primary contact's first phone, as given

    @property
    def region(self) -> str:
        """Province and city in one, without saying a municipality twice."""
        return region(self.province, self.city)


class FoundCustomer(NamedTuple):
    """A row of a list with the people at the customer and how to reach them."""

    line: CustomerLine
    contacts: tuple[Contact, ...]


class Facets(NamedTuple):
    """What there is to filter by, with how many customers each: value -> count, in order."""

    grades: dict[str, int]
    stages: dict[str, int]
    tags: dict[str, int]
    regions: dict[str, int]
    """Provinces, or cities where no province is given."""
    owners: dict[str, int]


def region(province: str, city: str) -> str:
    """'浙江 宁波', '上海': province and city in one, neither said twice."""
    if not province or not city or province == city:
        return city or province
    return f"{province} {city}"
