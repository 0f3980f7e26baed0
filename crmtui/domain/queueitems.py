"""What the queue is made of: facts of a customer, reasons, lines.

Named tuples, not dataclasses: `crmtui today` makes these classes anew each time it runs, and a
dataclass takes four times as long to make.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from crmtui.domain.followups import FollowUp
from crmtui.domain.occasions import Occasion

if TYPE_CHECKING:
    from crmtui.domain.ahead import Ahead
    from crmtui.domain.promises import Promise

Sign = Literal["!", "~", "→", "*", ""]


class Person(NamedTuple):
    """Someone to ask for at the customer, with the first phone."""

    id: int
    name: str
    position: str
    is_primary: bool
    phone: str


class Reason(NamedTuple):
    """One named part of a line's urgency; its words are made in `present.reasons`.

    Codes: follow_up_due, follow_up_overdue, rhythm_ideal, rhythm_limit, rhythm_first,
    birthday_today, birthday_soon, birthday_late, occasion_today, occasion_soon, occasion_late,
    holiday_ahead, peak_ahead, promise_due, promise_overdue, confirm, no_show, grade, snoozed.
    """

    code: str
    points: float
    sign: Sign
    ref_type: str
    """follow_up, promise, occasion, holiday or customer."""
    ref_id: int
    due_on: date | None = None
    days: int = 0
    """Days late (a step), without contact (rhythm), late (a first contact)."""
    ideal: int = 0
    at_most: int = 0
    what: str = ""
    kind: str = ""
    time: str | None = None
    times: int = 0
    """How often the step was put off."""
    grade: str = ""
    occasion: Occasion | None = None
    turns: int | None = None
    contact_id: int | None = None
    ahead: Ahead | None = None
    repeat: str = ""
    sequence: str = ""
    """Of a step: how it comes back, and which of which sequence it is, as they are stored."""


class Facts(NamedTuple):
    """What the queue must know of one customer.

    follow_ups: the open ones due within days, or late, without old steps still to be checked.
    promises: the open ones likewise. next_due_on: of any planned step, however far ahead.
    hidden: until a day to come; then only what was agreed puts the customer up.
    no_show: the day of the latest appointment the customer did not keep.
    occasions: all of them; the rule picks those that are near, or were missed.
    greeted: the occasions that were greeted for, with the day.
    plans: the holidays and peaks it should plan for.
    """

    customer_id: int
    number: str | None
    name: str
    short_name: str
    grade: str
    stage: str
    archived: bool
    cadence_days: int | None
    last_touch_on: date | None
    contact_due_on: date | None
    follow_ups: tuple[FollowUp, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    people: tuple[Person, ...] = ()
    greeted: frozenset[tuple[int, str]] = frozenset()
    plans: tuple[Ahead, ...] = ()
    promises: tuple[Promise, ...] = ()
    hidden: bool = False
    no_show: date | None = None
    next_due_on: date | None = None


class QueueLine(NamedTuple):
    """One customer to deal with: who, how urgent, and why."""

    customer_id: int
    number: str | None
    name: str
    short_name: str
    grade: str
    stage: str
    contact: str
    position: str
    phone: str
    due_on: date
    urgency: float
    sign: Sign
    reasons: tuple[Reason, ...]
    follow_up_id: int | None
    """The planned step that is done, or put off, from this line."""
    last_touch_on: date | None


class OldStep(NamedTuple):
    """An imported step too late to be called today, to be checked, with whose it is."""

    follow_up: FollowUp
    customer_id: int
    number: str | None
    name: str
    short_name: str
    grade: str


class Queue(NamedTuple):
    """Today's lines, most urgent first, and the figures above them."""

    lines: tuple[QueueLine, ...]
    total: int
    """Customers due, also those beyond the limit of lines."""
    done_today: int
    """Customers touched, or with a step done, today."""
    overdue: int
    """Planned steps that are late."""
    birthdays: int
    """Birthdays kept today."""
    old_steps: tuple[OldStep, ...]
    old_step_count: int
    tomorrow: int
    """Customers that become due tomorrow; counted only when nothing is due today."""
    promises_overdue: int = 0
    queued: frozenset[int] = frozenset()
    """The customers in the queue, without those that are there for their silence alone and late."""
