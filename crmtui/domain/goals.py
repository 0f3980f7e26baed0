"""Targets: how much of what one means to do in a day, a week or a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crmtui.domain.touches import KINDS

TOUCH = "touch"  # any contact in which somebody was reached
NEW_CUSTOMER = "new_customer"
COUNTED = (TOUCH, *KINDS, NEW_CUSTOMER)
PERIODS = ("day", "week", "month")
WORKING_WEEK = 5
MOST = 100_000


class Goal(NamedTuple):
    """So many of a kind in a period: 20 calls a day."""

    counted: str
    period: str
    number: int

    @property
    def key(self) -> str:
        """Its name in the settings: call_per_day."""
        return f"{self.counted}_per_{self.period}"


GOALS = tuple(f"{counted}_per_{period}" for counted in COUNTED for period in PERIODS)


def goals_of(targets: Mapping[str, int]) -> tuple[Goal, ...]:
    """The targets of the settings, by period and in the order kinds are shown."""
    return tuple(
        Goal(counted, period, targets[key])
        for period in PERIODS
        for counted in COUNTED
        if (key := f"{counted}_per_{period}") in targets
    )
