"""Ranking: who is due, why, how urgent, in which order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.ahead import Ahead
from crmtui.domain.followups import FollowUp
from crmtui.domain.occasions import Occasion
from crmtui.domain.queue import Facts, Person, QueueLine, line_of, rank
from crmtui.domain.rhythm import DEFAULT_RHYTHMS
from crmtui.domain.urgency import Terms
from crmtui.settings import DEFAULT_WEIGHTS

TODAY = date(2026, 11, 23)  # 农历十月十五
# Weights of the tests' own: those of the settings may be tuned.
WEIGHTS = {
    "promise": 7.0,
    "promise_day": 0.6,
    "confirm": 4.0,
    "no_show": 3.0,
    "follow_up": 6.0,
    "follow_up_day": 0.5,
    "rhythm": 3.0,
    "rhythm_limit": 2.0,
    "occasion": 5.0,
    "planning": 3.0,
    "grade_A": 3.0,
    "grade_B": 1.5,
    "grade_C": 0.0,
    "snooze": 0.3,
    "priority": 2.0,
}
TERMS = Terms(DEFAULT_RHYTHMS, WEIGHTS, 7)
NOBODY = Facts(1, None, "南宁博纳", "", "A", "active", False, None, None, None)
STEP = FollowUp(5, "u5", 1, None, "", TODAY, None, "报价", "", 0, "open", None, 0, "", False)
BIRTHDAY = Occasion(8, 1, 3, "birthday", "lunar", 10, 15, False, 1965, None)
WANG = Person(3, "王建华", "总经理", True, "138 1234 8833")
SHAN = Person(4, "单磊", "物流主管", False, "")


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def silent(late: int, ideal: int = 7) -> Facts:
    """Last touched so long ago that contact was due `late` days ago."""
    return NOBODY._replace(contact_due_on=days(-late), last_touch_on=days(-late - ideal))


def line(facts: Facts) -> QueueLine:
    made = line_of(facts, TODAY, TERMS)
    assert made is not None
    return made


def codes(facts: Facts) -> list[str]:
    made = line_of(facts, TODAY, TERMS)
    return [reason.code for reason in made.reasons] if made else []


@pytest.mark.parametrize(
    ("facts", "first", "sign"),
    [
        (NOBODY._replace(follow_ups=(STEP,)), "follow_up_due", "→"),
        (
            NOBODY._replace(follow_ups=(STEP._replace(due_on=days(-1)),)),
            "follow_up_overdue",
            "!",
        ),
        (silent(0), "rhythm_ideal", "~"),
        (silent(7), "rhythm_ideal", "~"),
        (silent(8), "rhythm_limit", "!"),
        (silent(3)._replace(last_touch_on=None), "rhythm_first", "~"),
        (NOBODY._replace(occasions=(BIRTHDAY,)), "birthday_today", "*"),
        (NOBODY._replace(occasions=(BIRTHDAY._replace(day=22),)), "birthday_soon", "*"),
        (NOBODY._replace(occasions=(BIRTHDAY._replace(kind="founding"),)), "occasion_today", "*"),
    ],
)
def test_each_source_gives_its_reason_and_sign(facts: Facts, first: str, sign: str) -> None:
    made = line(facts)
    assert (made.reasons[0].code, made.sign) == (first, sign)


@pytest.mark.parametrize(
    "facts",
    [
        NOBODY,
        NOBODY._replace(follow_ups=(STEP._replace(due_on=days(1)),)),
        silent(-1),
        NOBODY._replace(occasions=(BIRTHDAY._replace(day=23),)),
        NOBODY._replace(occasions=(BIRTHDAY._replace(day=7),)),
    ],
    ids=["nothing", "step tomorrow", "rhythm tomorrow", "birthday in 8 days", "was 8 days ago"],
)
def test_what_is_not_due_gives_no_line(facts: Facts) -> None:
    assert line_of(facts, TODAY, TERMS) is None


@pytest.mark.parametrize(("grade", "stage"), [("D", "active"), ("A", "lost")])
def test_customers_not_looked_after_are_due_only_for_planned_steps(grade: str, stage: str) -> None:
    facts = silent(30)._replace(occasions=(BIRTHDAY,), grade=grade, stage=stage)
    assert codes(facts) == []
    assert codes(facts._replace(follow_ups=(STEP,)))[0] == "follow_up_due"


def test_an_archived_customer_is_never_due() -> None:
    facts = silent(30)._replace(occasions=(BIRTHDAY,), follow_ups=(STEP,), archived=True)
    assert codes(facts) == []


def test_one_line_has_all_reasons_and_their_points_make_its_urgency() -> None:
    late = STEP._replace(due_on=days(-2), snoozes=3, priority=1)
    made = line(silent(5)._replace(follow_ups=(late,), occasions=(BIRTHDAY,)))
    assert [reason.code for reason in made.reasons] == [
        "follow_up_overdue",
        "rhythm_ideal",
        "birthday_today",
        "snoozed",
        "grade",
    ]
    assert made.urgency == pytest.approx(sum(reason.points for reason in made.reasons))
    assert made.due_on == days(-5)
    assert made.sign == "!"
    assert made.follow_up_id == 5


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        (NOBODY._replace(follow_ups=(STEP,)), 6.0),
        (NOBODY._replace(follow_ups=(STEP._replace(due_on=days(-4)),)), 8.0),
        (NOBODY._replace(follow_ups=(STEP._replace(due_on=days(-99)),)), 11.0),
        (NOBODY._replace(follow_ups=(STEP._replace(priority=2),)), 10.0),
        (silent(0), 3.0),
        (silent(7), 6.0),
        (silent(8), 3.0 * (1 + 8 / 7) + 2.0),
        (silent(500), 11.0),
        (NOBODY._replace(occasions=(BIRTHDAY,)), 5.0),
        (NOBODY._replace(occasions=(BIRTHDAY._replace(day=19),)), 2.5),
    ],
)
def test_points_follow_the_weights(facts: Facts, points: float) -> None:
    assert line(facts).reasons[0].points == pytest.approx(points)


def test_the_settings_have_a_weight_for_everything() -> None:
    everything = silent(50)._replace(
        follow_ups=(STEP._replace(snoozes=1, priority=1),), occasions=(BIRTHDAY,)
    )
    assert set(DEFAULT_WEIGHTS) == set(WEIGHTS)
    assert line_of(everything, TODAY, Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, 7)) is not None


def test_no_grade_is_served_as_grade_c() -> None:
    plain = line(silent(10, 30)._replace(grade=""))
    of_c = line(silent(10, 30)._replace(grade="C"))
    assert plain.urgency == of_c.urgency
    assert plain.reasons[0].ideal == 30


def test_a_rhythm_of_ones_own_replaces_that_of_the_grade() -> None:
    made = line(silent(5, 3)._replace(cadence_days=3))
    assert (made.reasons[0].ideal, made.reasons[0].at_most) == (3, 6)
    assert made.reasons[0].code == "rhythm_limit"


def test_the_most_urgent_comes_first_then_the_longest_due_then_the_older_card() -> None:
    same = NOBODY._replace(follow_ups=(STEP,))
    facts = [
        same._replace(customer_id=9),
        same._replace(customer_id=2),
        silent(200)._replace(customer_id=4),
        silent(300)._replace(customer_id=5),
        same._replace(customer_id=3, grade="C"),
    ]
    order = [line.customer_id for line in rank(facts, TODAY, TERMS)]
    assert order == [5, 4, 2, 9, 3]


def test_the_line_names_the_person_its_weightiest_reason_is_about() -> None:
    people = NOBODY._replace(people=(WANG, SHAN))
    with_step = people._replace(follow_ups=(STEP._replace(contact_id=4),))
    assert line(with_step).contact == "单磊"
    assert line(with_step._replace(occasions=(BIRTHDAY,))).contact == "单磊"
    assert line(people._replace(occasions=(BIRTHDAY,))).contact == "王建华"
    assert line(people._replace(follow_ups=(STEP,))).phone == "138 1234 8833"


def test_a_birthday_tells_how_old_one_turns() -> None:
    assert line(NOBODY._replace(occasions=(BIRTHDAY,))).reasons[0].turns == 61


@given(st.integers(0, 800), st.sampled_from(["A", "B", "C", ""]))
def test_longer_silence_is_never_less_urgent(late: int, grade: str) -> None:
    shorter = line(silent(late)._replace(grade=grade))
    longer = line(silent(late + 1)._replace(grade=grade))
    assert longer.urgency >= shorter.urgency


def test_a_day_that_was_missed_is_shown_late_for_a_week() -> None:
    for late in (1, 7):
        missed = NOBODY._replace(occasions=(BIRTHDAY._replace(day=15 - late),))
        (reason,) = [r for r in line(missed).reasons if r.sign]
        assert (reason.code, reason.days, reason.due_on) == ("birthday_late", late, days(-late))
    sooner, later = (
        line(NOBODY._replace(occasions=(BIRTHDAY._replace(day=15 - late),))).urgency
        for late in (1, 7)
    )
    assert sooner > later


def test_a_missed_day_is_settled_by_a_touch_or_a_greeting() -> None:
    missed = NOBODY._replace(occasions=(BIRTHDAY._replace(day=13),))
    assert codes(missed._replace(last_touch_on=days(-3)))[0] == "birthday_late"
    assert codes(missed._replace(last_touch_on=days(-2))) == []
    assert codes(missed._replace(greeted=frozenset({(8, days(-2).isoformat())}))) == []


def test_a_greeting_settles_the_day_of_this_year_only() -> None:
    today = NOBODY._replace(occasions=(BIRTHDAY,))
    assert codes(today._replace(greeted=frozenset({(8, TODAY.isoformat())}))) == []
    assert codes(today._replace(greeted=frozenset({(8, "2025-12-04")})))[0] == "birthday_today"


@pytest.mark.parametrize(
    ("grade", "own", "ahead", "shown"),
    [
        ("A", None, 10, True),
        ("A", None, 11, False),
        ("B", None, 7, True),
        ("B", None, 8, False),
        ("B", 14, 14, True),
        ("A", 2, 3, False),
    ],
)
def test_the_lead_is_the_days_own_else_the_grades_else_the_usual(
    grade: str, own: int | None, ahead: int, shown: bool
) -> None:
    soon = days(ahead)
    birthday = BIRTHDAY._replace(
        calendar="gregorian", month=soon.month, day=soon.day, lead_days=own
    )
    facts = NOBODY._replace(grade=grade, occasions=(birthday,))
    assert (line_of(facts, TODAY, TERMS._replace(leads={"A": 10})) is not None) == shown


def test_a_long_holiday_asks_those_it_concerns_to_plan_ahead() -> None:
    national = Ahead("holiday_ahead", "国庆节", days(9), days(15), days(-5))
    made = line(NOBODY._replace(plans=(national,)))
    (reason,) = [r for r in made.reasons if r.sign]
    assert (reason.code, reason.points, reason.days) == ("holiday_ahead", 3.0, 9)
    assert made.due_on == days(-5)
