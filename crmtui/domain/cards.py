"""The whole card of a customer: its own row and all that hangs on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.customers import region

if TYPE_CHECKING:
    from crmtui.domain.customers import Contact
    from crmtui.domain.followups import FollowUp
    from crmtui.domain.interactions import Interaction
    from crmtui.domain.occasions import Occasion
    from crmtui.domain.promises import Promise


class CustomField(NamedTuple):
    """A field of the user's own."""

    id: int
    key: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()


class CustomValue(NamedTuple):
    """What a custom field says of one customer."""

    field: CustomField
    value: str


class Customer(NamedTuple):
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
    country: str = ""
    hide_until: str | None = None

    @property
    def region(self) -> str:
        """Province and city in one, without saying a municipality twice."""
        return region(self.province, self.city)


class StageChange(NamedTuple):
    """That the customer went from one stage to another."""

    on: date
    before: str
    after: str


class Card(NamedTuple):
    """A customer with all that hangs on it, newest history first."""

    customer: Customer
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    custom: tuple[CustomValue, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    interaction_count: int = 0
    follow_ups: tuple[FollowUp, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    stages: tuple[StageChange, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def primary(self) -> Contact | None:
        """The person to ask for first."""
        return next((c for c in self.contacts if c.is_primary), None) or next(
            iter(self.contacts), None
        )
