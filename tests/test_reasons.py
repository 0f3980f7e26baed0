"""Why a customer is in the queue, in words."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.occasions import Occasion
from crmtui.domain.queue import QueueLine, Reason
from crmtui.present.reasons import line_words, reason_words

TODAY = date(2026, 11, 23)
STEP = Reason("follow_up_overdue", 8.0, "!", "follow_up", 5, date(2026, 11, 21), 2, what="报价")
SILENT = Reason("rhythm_ideal", 3.0, "~", "customer", 1, days=12, ideal=7, at_most=14)
LUNAR = Occasion(8, 1, 3, "birthday", "lunar", 10, 15, False, 1965, None, contact_name="王建华")
SOLAR = Occasion(9, 1, None, "founding", "gregorian", 11, 25, False, None, None)
BIRTHDAY = Reason("birthday_today", 5.0, "*", "occasion", 8, TODAY, occasion=LUNAR, turns=61)
FOUNDING = Reason("occasion_soon", 4.0, "*", "occasion", 9, date(2026, 11, 25), 2, occasion=SOLAR)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (STEP, "Step “报价” 2 days overdue"),
        (STEP._replace(days=1), "Step “报价” 1 day overdue"),
        (STEP._replace(code="follow_up_due", days=0), "Step “报价” today"),
        (STEP._replace(code="follow_up_due", days=0, time="14:00"), "Step “报价” today 14:00"),
        (STEP._replace(what=""), "Step “next step” 2 days overdue"),
        (SILENT, "12 days without contact (ideal 7)"),
        (SILENT._replace(code="rhythm_limit", days=15), "15 days without contact (at most 14)"),
        (
            SILENT._replace(code="rhythm_first", days=3),
            "No contact yet, the first was due 3 days ago",
        ),
        (SILENT._replace(code="rhythm_first", days=0), "No contact yet, the first is due today"),
        (BIRTHDAY, "王建华: Lunar birthday today (十月十五, turns 61)"),
        (
            BIRTHDAY._replace(code="birthday_soon", due_on=date(2026, 11, 24)),
            "王建华: Lunar birthday tomorrow (十月十五, turns 61)",
        ),
        (FOUNDING, "Founding day in 2 days"),
        (SILENT._replace(code="grade", grade="A"), "Grade A"),
        (STEP._replace(code="snoozed", times=1), "Put off 1 time"),
        (STEP._replace(code="snoozed", times=3), "Put off 3 times"),
    ],
)
def test_each_reason_is_a_clause_a_salesperson_understands(reason: Reason, words: str) -> None:
    assert reason_words(reason, TODAY) == words


def test_a_person_shown_already_is_not_named_again() -> None:
    assert reason_words(BIRTHDAY, TODAY, "王建华").startswith("Lunar birthday")
    assert reason_words(BIRTHDAY, TODAY, "单磊").startswith("王建华: ")


def test_words_of_the_user_are_not_read_as_a_template() -> None:
    assert (
        reason_words(STEP._replace(what="{n} %s {0}"), TODAY) == "Step “{n} %s {0}” 2 days overdue"
    )


def test_a_line_tells_what_is_due_and_leaves_out_what_only_adds_weight() -> None:
    grade = Reason("grade", 3.0, "", "customer", 1, grade="A")
    line = QueueLine(
        customer_id=1,
        number=None,
        name="南宁博纳",
        short_name="",
        grade="A",
        stage="",
        contact="王建华",
        position="",
        phone="",
        due_on=TODAY,
        urgency=19.0,
        sign="!",
        reasons=(STEP, BIRTHDAY, SILENT, grade),
        follow_up_id=5,
        last_touch_on=None,
    )
    assert line_words(line, TODAY) == (
        "Step “报价” 2 days overdue · Lunar birthday today (十月十五, turns 61) · "
        "12 days without contact (ideal 7)"
    )
