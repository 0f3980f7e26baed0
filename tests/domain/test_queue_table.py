"""Who is in the queue on which day, and why: one line for each rule, to be read by a salesperson.

Today is Monday, 23 November 2026, unless the case says another day. The rhythm is 7 / 14 days for
A, 14 / 30 for B, 30 / 60 for C and for customers without a grade. Saturdays and Sundays are off.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crmtui.domain.ahead import Ahead
from crmtui.domain.followups import FollowUp
from crmtui.domain.occasions import Occasion
from crmtui.domain.promises import Promise
from crmtui.domain.queue import Facts, line_of, rank
from crmtui.domain.rhythm import DEFAULT_RHYTHMS, contact_due, is_live, rhythm_for
from crmtui.domain.urgency import Terms
from crmtui.domain.workdays import WEEKENDS
from crmtui.present.reasons import line_words
from crmtui.settings import DEFAULT_WEIGHTS

MONDAY = date(2026, 11, 23)
FRIDAY, SATURDAY, SUNDAY = (MONDAY - timedelta(days=n) for n in (3, 2, 1))
TERMS = Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, 7, workdays=WEEKENDS)


def who(grade: str = "A", touched: int | None = 1, added: int = 400, **more: Any) -> Facts:
    """A customer touched (or, where never, added) so many days before Monday."""
    on = None if touched is None else MONDAY - timedelta(days=touched)
    named = {"customer_id": 1, "number": None, "name": "博纳", "short_name": "", "stage": "active"}
    base: dict[str, Any] = {**named, "archived": False, "cadence_days": None, **more}
    rhythm = rhythm_for(grade, base["cadence_days"])
    live = is_live(grade, base["stage"], base["archived"])
    due = contact_due(on, MONDAY - timedelta(days=added), None, rhythm) if rhythm and live else None
    return Facts(grade=grade, last_touch_on=on, contact_due_on=due, **base)


def step(days: int, what: str = "报价", **more: Any) -> tuple[FollowUp, ...]:
    """A planned step so many days from Monday."""
    on = MONDAY + timedelta(days=days)
    made = FollowUp(5, "u", 1, None, "", on, None, what, "", 0, "open", None, 0, "", False)
    return (made._replace(**more),)


def promise(days: int, what: str = "寄样品", put_offs: int = 0) -> tuple[Promise, ...]:
    """A promise for so many days from Monday."""
    on = MONDAY + timedelta(days=days)
    return (Promise(7, "u", 1, None, "", MONDAY, on, what, None, None, "", put_offs),)


def birthday(days: int, **more: Any) -> tuple[Occasion, ...]:
    """A birthday kept so many days from Monday."""
    on = MONDAY + timedelta(days=days)
    made = Occasion(
        3, 1, None, "birthday", "gregorian", on.month, on.day, False, None, None, "", ""
    )
    return (made._replace(**more),)


VISIT = {"kind": "visit", "time": "14:00"}
HOLIDAY = Ahead("holiday_ahead", "春节", date(2026, 12, 7), date(2026, 12, 13), MONDAY)
NOTHING = ""
OVERDUE3 = "Step “报价” 3 days overdue"

# (what is known, on which day, why the customer is in the queue: nothing where it is not)
CASES: dict[str, tuple[Facts, date, str]] = {
    # the rhythm
    "A, touched 6 days ago": (who("A", 6), MONDAY, NOTHING),
    "A, touched 7 days ago": (who("A", 7), MONDAY, "7 days without contact (ideal 7)"),
    "A, touched 14 days ago": (who("A", 14), MONDAY, "14 days without contact (ideal 7)"),
    "A, touched 15 days ago": (who("A", 15), MONDAY, "15 days without contact (at most 14)"),
    "B, touched 13 days ago": (who("B", 13), MONDAY, NOTHING),
    "B, touched 14 days ago": (who("B", 14), MONDAY, "14 days without contact (ideal 14)"),
    "B, touched 31 days ago": (who("B", 31), MONDAY, "31 days without contact (at most 30)"),
    "C, touched 29 days ago": (who("C", 29), MONDAY, NOTHING),
    "C, touched 30 days ago": (who("C", 30), MONDAY, "30 days without contact (ideal 30)"),
    "C, touched 61 days ago": (who("C", 61), MONDAY, "61 days without contact (at most 60)"),
    "no grade counts as C": (who("", 30), MONDAY, "30 days without contact (ideal 30)"),
    "D is not followed up": (who("D", 300), MONDAY, NOTHING),
    "lost is not followed up": (who("A", 300, stage="lost"), MONDAY, NOTHING),
    "archived is not followed up": (who("A", 300, archived=True), MONDAY, NOTHING),
    "own rhythm of 3 days": (
        who("C", 3, cadence_days=3), MONDAY, "3 days without contact (ideal 3)"),
    "own rhythm of 90 days": (who("A", 60, cadence_days=90), MONDAY, NOTHING),
    "own rhythm, past twice of it": (
        who("C", 7, cadence_days=3), MONDAY, "7 days without contact (at most 6)"),
    "never touched, added 6 days ago": (who("A", None, 6), MONDAY, NOTHING),
    "never touched, added 7 days ago": (
        who("A", None, 7), MONDAY, "No contact yet, the first is due today"),
    "never touched, added 9 days ago": (
        who("A", None, 9), MONDAY, "No contact yet, the first was due 2 days ago"),
    "silence counts on days off too": (
        who("A", 8), SUNDAY, "7 days without contact (ideal 7)"),
    # planned steps
    "step for tomorrow": (who(follow_ups=step(1)), MONDAY, NOTHING),
    "step for today": (who(follow_ups=step(0)), MONDAY, "Step “报价” today"),
    "step for today at a time": (
        who(follow_ups=step(0, time="10:00")), MONDAY, "Step “报价” today 10:00"),
    "step of last Friday": (who(follow_ups=step(-3)), MONDAY, OVERDUE3),
    "step without words": (who(follow_ups=step(0, "")), MONDAY, "Step “next step” today"),
    "a step of a D customer": (who("D", follow_ups=step(0)), MONDAY, "Step “报价” today"),
    "a step of a lost one": (
        who(stage="lost", follow_ups=step(0)), MONDAY, "Step “报价” today"),
    "a step of an archived one": (who(archived=True, follow_ups=step(0)), MONDAY, NOTHING),
    "step and silence are one line": (
        who("A", 7, follow_ups=step(0)), MONDAY,
        "Step “报价” today · 7 days without contact (ideal 7)"),
    "two steps are one line": (
        who(follow_ups=step(-3) + step(0, "寄样", id=6)), MONDAY,
        f"{OVERDUE3} · Step “寄样” today"),
    # steps that come back, and those of a sequence
    "a step that comes back": (
        who(follow_ups=step(0, repeat="FREQ=WEEKLY;BYDAY=MO;DTSTART=20261123")), MONDAY,
        "Step “报价” today (every week on Mon)"),
    "of a sequence, late": (
        who(follow_ups=step(-3, sequence="2026-11-13 7|2/3|quote sent")), MONDAY,
        f"{OVERDUE3} (quote sent 2 of 3)"),
    "the next of a series is not due yet": (
        who(follow_ups=step(7, repeat="FREQ=WEEKLY;BYDAY=MO;DTSTART=20261123")), MONDAY, NOTHING),
    "a rule nobody can read": (
        who(follow_ups=step(0, repeat="often")), MONDAY, "Step “报价” today (often)"),
    # days off
    "step for Saturday, seen on Friday": (who(follow_ups=step(-2)), FRIDAY, NOTHING),
    "step for Saturday, seen on Saturday": (who(follow_ups=step(-2)), SATURDAY, NOTHING),
    "step for Saturday moves to Monday": (
        who(follow_ups=step(-2)), MONDAY, "Step “报价” today"),
    "step for Sunday moves to Monday": (
        who(follow_ups=step(-1)), MONDAY, "Step “报价” today"),
    "moved to Monday, late on Tuesday": (
        who(follow_ups=step(-2)), MONDAY + timedelta(days=1), "Step “报价” 1 day overdue"),
    "Friday's step is late on Saturday": (
        who(follow_ups=step(-3)), SATURDAY, "Step “报价” 1 day overdue"),
    "a step with a time stays on Saturday": (
        who(follow_ups=step(-2, time="10:00")), SATURDAY, "Step “报价” today 10:00"),
    "a birthday never moves": (who(occasions=birthday(-2)), SATURDAY, "Birthday today"),
    # promises
    "promise for tomorrow": (who(promises=promise(1)), MONDAY, NOTHING),
    "promise for today": (who(promises=promise(0)), MONDAY, "Promise “寄样品” due today"),
    "promise 2 days late": (
        who(promises=promise(-2)), MONDAY, "Promise “寄样品” 2 days overdue"),
    "promise for Saturday comes up on Friday": (
        who(promises=promise(-2)), FRIDAY, "Promise “寄样品” due tomorrow"),
    "promise for Saturday, not on Thursday": (
        who(promises=promise(-2)), FRIDAY - timedelta(days=1), NOTHING),
    "promise to a D customer": (
        who("D", promises=promise(0)), MONDAY, "Promise “寄样品” due today"),
    "promise before the step": (
        who(promises=promise(0), follow_ups=step(0)), MONDAY,
        "Promise “寄样品” due today · Step “报价” today"),
    # appointments and no-shows
    "visit tomorrow, not confirmed": (
        who(follow_ups=step(1, **VISIT)), MONDAY, "Confirm “报价”, tomorrow 14:00"),
    "visit tomorrow, confirmed": (
        who(follow_ups=step(1, **VISIT, confirmed=True)), MONDAY, NOTHING),
    "visit in 2 days": (who(follow_ups=step(2, **VISIT)), MONDAY, NOTHING),
    "visit on Monday, seen on Friday": (
        who(follow_ups=step(0, **VISIT)), FRIDAY, "Confirm “报价”, in 3 days 14:00"),
    "visit without a time": (who(follow_ups=step(1, kind="visit")), MONDAY, NOTHING),
    "call at a time": (who(follow_ups=step(1, kind="call", time="14:00")), MONDAY, NOTHING),
    "did not come 2 days ago": (
        who("A", 5, no_show=SATURDAY), MONDAY,
        "Appointment not kept 2 days ago, nothing planned since"),
    "did not come, touched since": (who("A", 1, no_show=SATURDAY), MONDAY, NOTHING),
    "did not come, planned anew": (
        who("A", 5, no_show=SATURDAY, next_due_on=date(2026, 12, 1)), MONDAY, NOTHING),
    "a lost customer did not come": (
        who("A", 5, stage="lost", no_show=SATURDAY), MONDAY, NOTHING),
    # days that matter
    "birthday today": (who(occasions=birthday(0)), MONDAY, "Birthday today"),
    "birthday in 7 days": (who(occasions=birthday(7)), MONDAY, "Birthday in 7 days"),
    "birthday in 8 days": (who(occasions=birthday(8)), MONDAY, NOTHING),
    "birthday with a lead of its own": (
        who(occasions=birthday(20, lead_days=20)), MONDAY, "Birthday in 20 days"),
    "missed birthday": (who("A", 5, occasions=birthday(-3)), MONDAY, "Birthday missed, 3 days ago"),
    "missed birthday, touched since": (who("A", 2, occasions=birthday(-3)), MONDAY, NOTHING),
    "birthday of a D customer": (who("D", occasions=birthday(0)), MONDAY, NOTHING),
    "greeted for already": (
        who(occasions=birthday(0), greeted=frozenset({(3, "2026-11-23")})), MONDAY, NOTHING),
    "a long holiday to plan for": (
        who(plans=(HOLIDAY,)), MONDAY, "Plan ahead: 春节 off 7 Dec – 13 Dec"),
    # hidden until a day
    "hidden: no rhythm": (who("A", 300, hidden=True), MONDAY, NOTHING),
    "hidden: no birthday": (who(occasions=birthday(0), hidden=True), MONDAY, NOTHING),
    "hidden: no holiday": (who(plans=(HOLIDAY,), hidden=True), MONDAY, NOTHING),
    "hidden: the step all the same": (
        who("A", 300, follow_ups=step(0), hidden=True), MONDAY, "Step “报价” today"),
    "hidden: the promise all the same": (
        who("A", 300, promises=promise(0), hidden=True), MONDAY, "Promise “寄样品” due today"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_who_is_in_the_queue_and_why(case: str) -> None:
    facts, on, wanted = CASES[case]
    line = line_of(facts, on, TERMS)
    assert (line_words(line, on) if line else NOTHING) == wanted


# Each is more urgent than the one after it.
ORDER = (
    who("A", 20, promises=promise(-5), follow_ups=step(-5)),
    who("A", promises=promise(-5, put_offs=3)),
    who("A", promises=promise(-5)),
    who("A", promises=promise(0)),
    who("A", follow_ups=step(0)),
    who("B", follow_ups=step(0)),
    who("C", follow_ups=step(0, snoozes=2)),
    who("C", follow_ups=step(0)),
    who("C", 90),
    who("C", occasions=birthday(0)),
    who("C", follow_ups=step(1, **VISIT)),
    who("C", 10, no_show=SATURDAY),
    who("C", plans=(HOLIDAY,)),
    who("C", 30),
)


def test_who_comes_first() -> None:
    queue = [facts._replace(customer_id=n) for n, facts in enumerate(ORDER)]
    wanted = list(range(len(ORDER)))
    assert [line.customer_id for line in rank(queue, MONDAY, TERMS)] == wanted
    assert [line.customer_id for line in rank(reversed(queue), MONDAY, TERMS)] == wanted


def test_of_equals_the_one_due_longest_then_the_older_card_comes_first() -> None:
    equal = [who("C", follow_ups=step(0))._replace(customer_id=n) for n in (3, 1, 2)]
    assert [line.customer_id for line in rank(equal, MONDAY, TERMS)] == [1, 2, 3]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60
