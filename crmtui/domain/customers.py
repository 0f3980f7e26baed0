"""Customers and the people at them, as the screens and the shell see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from crmtui.domain.followups import FollowUp
from crmtui.domain.interactions import Interaction
from crmtui.domain.occasions import Occasion

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
    "note",
)


@dataclass(frozen=True, slots=True)
class Point:
    """A way to reach someone: the text as given and its normal form (E.164, lower-case mail)."""

    id: int
    contact_id: int
    kind: str
    label: str
    value: str
    normal: str
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
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


@dataclass(frozen=True, slots=True)
class CustomerLine:
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


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A row of a list with the people at the customer and how to reach them."""

    line: CustomerLine
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to filter by, with how many customers each: value -> count, in order."""

    grades: dict[str, int]
    stages: dict[str, int]
    tags: dict[str, int]
    regions: dict[str, int]
    """Provinces, or cities where no province is given."""
    owners: dict[str, int]


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of the user's own."""

    id: int
    key: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomValue:
    """What a custom field says of one customer."""

    field: CustomField
    value: str


@dataclass(frozen=True, slots=True)
class Customer:
    """Everything the customer's own row says."""

    id: int
    uid: str
    number: str | None
    name: str
    short_name: str
    kind: str
    grade: str
    stage: str
    industry: str
    province: str
    city: str
    address: str
    source: str
    owner: str
    referred_by: str
    credit_level: str
    payment_terms: str
    invoice: str
    price_sensitivity: str
    cadence_days: int | None
    needs: str
    note: str
    verified_on: date | None
    archived_at: str | None
    added_on: date
    last_touch_on: date | None
    contact_due_on: date | None
    next_due_on: date | None
    revision: int

    @property
    def region(self) -> str:
        """Province and city in one, without saying a municipality twice."""
        return region(self.province, self.city)


@dataclass(frozen=True, slots=True)
class StageChange:
    """That the customer went from one stage to another."""

    on: date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A customer with all that hangs on it, newest history first."""

    customer: Customer
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    custom: tuple[CustomValue, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    interaction_count: int = 0
    follow_ups: tuple[FollowUp, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    stages: tuple[StageChange, ...] = field(default=())

    @property
    def primary(self) -> Contact | None:
        """The person to ask for first."""
        return next((c for c in self.contacts if c.is_primary), None) or next(
            iter(self.contacts), None
        )


def region(province: str, city: str) -> str:
    """'浙江 宁波', '上海': province and city in one, neither said twice."""
    if not province or not city or province == city:
        return city or province
    return f"{province} {city}"
