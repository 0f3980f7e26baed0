"""Urgency: what each reason to deal with a customer weighs, and the order that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.rhythm import Rhythm

if TYPE_CHECKING:
    from crmtui.domain.ahead import Ahead
    from crmtui.domain.workdays import Workdays

MOST_LATE_DAYS = 10  # a step later than this does not grow more urgent
MOST_PERIODS = 3.0  # nor does silence longer than three ideal periods
MOST_SNOOZES = 5


LATE_DAYS = 7  # a day that was missed is still shown for so long
NO_SHOW_DAYS = 60  # so long does an appointment that was not kept put a customer up
OFTEN = 4.0  # shipments a month from which a customer ships often


class Terms(NamedTuple):
    """What ranking goes by, from the settings and the calendar.

    lead_days: before an occasion; leads: other ones by grade. ahead: what is to be planned for.
    workdays: where steps on a day off move to the next working day.
    """

    rhythms: Mapping[str, Rhythm | None]
    weights: Mapping[str, float]
    lead_days: int
    leads: Mapping[str, int] = {}
    ahead: tuple[Ahead, ...] = ()
    often: float = OFTEN
    workdays: Workdays | None = None

    def lead_for(self, grade: str, own: int | None) -> int:
        """How many days before an occasion it comes up: its own lead, the grade's, or all's."""
        return own if own is not None else self.leads.get(grade or "C", self.lead_days)

    def falls_on(self, due_on: date) -> date:
        """The day a planned step comes up: its own, or the next working day."""
        return self.workdays.next(due_on) if self.workdays else due_on

    def fallen_due(self, today: date) -> date:
        """The last day whose steps have come up by today."""
        return self.workdays.before(today) if self.workdays else today

    def next_workday(self, today: date) -> date:
        """The first working day after today."""
        tomorrow = today + timedelta(days=1)
        return self.workdays.next(tomorrow) if self.workdays else tomorrow

    def day_before(self, on: date) -> date:
        """The last working day before a day."""
        before = on - timedelta(days=1)
        return self.workdays.before(before) if self.workdays else before

    @property
    def longest_lead(self) -> int:
        """The longest lead that occasions without one of their own have."""
        return max((self.lead_days, *self.leads.values()))


def step_points(late: int, priority: int, weights: Mapping[str, float]) -> float:
    """A planned step that is due, the later the more."""
    waiting = weights["follow_up_day"] * min(late, MOST_LATE_DAYS)
    return weights["follow_up"] + waiting + weights["priority"] * priority


def promise_points(late: int, weights: Mapping[str, float]) -> float:
    """A promise that is to be kept now, the later the more."""
    return weights["promise"] + weights["promise_day"] * min(max(late, 0), MOST_LATE_DAYS)


def snooze_points(snoozes: int, weights: Mapping[str, float]) -> float:
    """A step, or a promise, that was put off before."""
    return weights["snooze"] * min(snoozes, MOST_SNOOZES)


def rhythm_points(late: int, rhythm: Rhythm, weights: Mapping[str, float]) -> float:
    """Silence, counted in ideal periods, and more once it is longer than is right at all."""
    periods = min(1 + late / rhythm.ideal, MOST_PERIODS)
    beyond = weights["rhythm_limit"] if is_beyond(late, rhythm) else 0.0
    return weights["rhythm"] * periods + beyond


def is_beyond(late: int, rhythm: Rhythm) -> bool:
    """Whether a touch this many days after the ideal day is past the most that is right."""
    return late > rhythm.at_most - rhythm.ideal


def occasion_points(ahead: int, lead_days: int, weights: Mapping[str, float]) -> float:
    """A day that matters, less the further ahead it is."""
    return weights["occasion"] * (1 - ahead / (lead_days + 1))


def late_points(late: int, weights: Mapping[str, float]) -> float:
    """A day that was missed, less the longer ago it was."""
    return weights["occasion"] * (1 - late / (LATE_DAYS + 1))


def planning_points(weights: Mapping[str, float]) -> float:
    """A holiday or a peak the customer should plan for."""
    return weights["planning"]


def grade_points(grade: str, weights: Mapping[str, float]) -> float:
    """What the customer is worth to us."""
    return weights.get(f"grade_{grade or 'C'}", 0.0)


def order(urgency: float, due_on: str, customer_id: int) -> tuple[float, str, int]:
    """The key lines are sorted by: most urgent, then longest due, then oldest card."""
    return -round(urgency, 6), due_on, customer_id
