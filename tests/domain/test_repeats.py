"""How a step comes back: words -> the days meant, to be read by a salesperson.

Today is Monday, 23 November 2026. Saturdays and Sundays are off, and of the calendar made up here
31 December and 1 January, and 5 to 11 February 2027; 31 January and 13 February 2027 are worked
to make up for it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain.repeatdays import anchored, dates, first_date, following, possible
from crmtui.domain.repeats import (
    DAYS,
    RepeatNever,
    RepeatNotUnderstood,
    RepeatTooOften,
    Rule,
    read,
    standard,
    text_of,
)
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.workdays import Holiday, HolidayYear, Workdays
from crmtui.present.repeats import repeat_words, rule_words

MONDAY = date(2026, 11, 23)
OFF = (date(2026, 12, 31), date(2027, 1, 1), *(date(2027, 2, day) for day in range(5, 12)))
MAKEUP = (date(2027, 1, 31), date(2027, 2, 13))


def calendar(year: int) -> HolidayYear:
    """The days off that are made up here."""
    off = [Holiday(day, "off", True, False) for day in OFF if day.year == year]
    worked = [Holiday(day, "off", False, True) for day in MAKEUP if day.year == year]
    return HolidayYear("CN", year, True, (*off, *worked))


WORKDAYS = Workdays(calendar)

# (how it comes back, the first day where one is said, the first days it falls on)
CASES = [
    ("every day", "", "26-11-24 26-11-25 26-11-26 26-11-27"),
    ("every other day", "", "26-11-25 26-11-27 26-11-29 26-12-01"),
    ("every 10 days", "2026-12-25", "26-12-25 27-01-04 27-01-14 27-01-24"),
    ("every working day", "2026-12-30", "26-12-30 27-01-04 27-01-05 27-01-06"),
    ("每个工作日", "2027-02-03", "27-02-03 27-02-04 27-02-12 27-02-13"),
    ("every week", "", "26-11-30 26-12-07 26-12-14 26-12-21"),
    ("every week", "2026-11-27", "26-11-27 26-12-04 26-12-11 26-12-18"),
    ("每两周", "2026-12-02", "26-12-02 26-12-16 26-12-30 27-01-13"),
    ("every 3 weeks", "2026-11-30", "26-11-30 26-12-21 27-01-11 27-02-01"),
    ("every second tuesday", "", "26-11-24 26-12-08 26-12-22 27-01-05"),
    ("隔周二", "", "26-11-24 26-12-08 26-12-22 27-01-05"),
    ("每周一和周四", "", "26-11-26 26-11-30 26-12-03 26-12-07"),
    ("mondays, wednesdays and fridays", "", "26-11-25 26-11-27 26-11-30 26-12-02"),
    ("每周一三五", "", "26-11-25 26-11-27 26-11-30 26-12-02"),
    ("每周二到周四", "", "26-11-24 26-11-25 26-11-26 26-12-01"),
    ("every week on Sun", "2026-11-29", "26-11-29 26-12-06 26-12-13 26-12-20"),
    ("every second tuesday", "2026-11-27", "26-11-27 26-12-08 26-12-22 27-01-05"),
    ("monthly", "", "26-12-23 27-01-23 27-02-23 27-03-23"),
    ("monthly", "2026-11-30", "26-11-30 26-12-30 27-01-30 27-02-28"),
    ("monthly", "2027-01-31", "27-01-31 27-02-28 27-03-31 27-04-30"),
    ("monthly", "2027-01-29", "27-01-29 27-02-28 27-03-29 27-04-29"),
    ("每月15号", "", "26-12-15 27-01-15 27-02-15 27-03-15"),
    ("every month on the 15th", "2026-11-25", "26-11-25 26-12-15 27-01-15 27-02-15"),
    ("every month on the 31st", "", "26-11-30 26-12-31 27-01-31 27-02-28"),
    ("每月30号", "2027-01-30", "27-01-30 27-02-28 27-03-30 27-04-30"),
    ("每月29日", "2027-12-29", "27-12-29 28-01-29 28-02-29 28-03-29"),
    ("每月底", "", "26-11-30 26-12-31 27-01-31 27-02-28"),
    ("every month on the 1st and 15th", "", "26-12-01 26-12-15 27-01-01 27-01-15"),
    ("每月5号和20号", "", "26-12-05 26-12-20 27-01-05 27-01-20"),
    ("last working day of the month", "", "26-11-30 26-12-30 27-01-31 27-02-26"),
    ("每月最后一个工作日", "2027-01-29", "27-01-29 27-01-31 27-02-26 27-03-31"),
    ("first working day of the month", "", "26-12-01 27-01-04 27-02-01 27-03-01"),
    ("每月第一个工作日", "2027-04-01", "27-04-01 27-05-03 27-06-01 27-07-01"),
    ("second tuesday of the month", "", "26-12-08 27-01-12 27-02-09 27-03-09"),
    ("每月第二个周二", "", "26-12-08 27-01-12 27-02-09 27-03-09"),
    ("last friday of the month", "", "26-11-27 26-12-25 27-01-29 27-02-26"),
    ("每月最后一个周五", "", "26-11-27 26-12-25 27-01-29 27-02-26"),
    ("fifth monday of the month", "", "26-11-30 27-03-29 27-05-31 27-08-30"),
    ("every 2 months on the 10th", "", "26-12-10 27-02-10 27-04-10 27-06-10"),
    ("隔月", "", "27-01-23 27-03-23 27-05-23 27-07-23"),
    ("every quarter", "2026-11-30", "26-11-30 27-02-28 27-05-30 27-08-30"),
    ("每季度", "", "27-02-23 27-05-23 27-08-23 27-11-23"),
    ("last working day of the quarter", "", "26-12-30 27-03-31 27-06-30 27-09-30"),
    ("每季度末", "", "26-12-31 27-03-31 27-06-30 27-09-30"),
    ("every half year", "2026-08-31", "26-08-31 27-02-28 27-08-31 28-02-29"),
    ("yearly", "", "27-11-23 28-11-23 29-11-23 30-11-23"),
    ("每年12月1日", "", "26-12-01 27-12-01 28-12-01 29-12-01"),
    ("yearly", "2028-02-29", "28-02-29 29-02-28 30-02-28 31-02-28"),
    ("every year on 29 Feb", "", "27-02-28 28-02-29 29-02-28 30-02-28"),
    ("每两年", "2026-12-24", "26-12-24 28-12-24 30-12-24 32-12-24"),
    ("every week, 3 times", "", "26-11-30 26-12-07 26-12-14"),
    ("每周，共3次", "2026-12-01", "26-12-01 26-12-08 26-12-15"),
    ("every month on the 15th until 2027-02-20", "", "26-12-15 27-01-15 27-02-15"),
    ("每周二到2026-12-10为止", "", "26-11-24 26-12-01 26-12-08"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "", "26-11-30 26-12-31 27-01-31 27-02-28"),
    ("FREQ=MONTHLY;BYMONTHDAY=31", "", "26-12-31 27-01-31 27-03-31 27-05-31"),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU",
        "2026-11-23",
        "26-11-23 26-11-27 26-12-07 26-12-11",
    ),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "", "28-02-29 32-02-29 36-02-29 40-02-29"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "", "26-11-30 26-12-30 27-01-31 27-02-26"),
    ("FREQ=WEEKLY;BYDAY=TU;COUNT=2", "", "26-11-24 26-12-01"),
    ("RRULE:FREQ=DAILY;UNTIL=20261125T235959Z", "", "26-11-24 26-11-25"),
    ("FREQ=WEEKLY;INTERVAL=2;DTSTART=20261103", "", "26-12-01 26-12-15 26-12-29 27-01-12"),
]


@pytest.mark.parametrize(("words", "first", "wanted"), CASES)
def test_the_days_meant(words: str, first: str, wanted: str) -> None:
    rule = parse_repeat(words, MONDAY)
    begun = date.fromisoformat(first) if first else first_date(rule, MONDAY, WORKDAYS)
    assert begun is not None
    days, step = [begun], (begun, anchored(rule, begun))
    while len(days) < len(wanted.split()) and (
        coming := following(step[1], step[0], step[0], WORKDAYS)
    ):
        days.append(coming[0])
        step = coming
    assert " ".join(f"{day:%y-%m-%d}" for day in days) == wanted
    if rule.left or rule.until:
        assert following(step[1], step[0], step[0], WORKDAYS) is None


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("words", [case[0] for case in CASES])
def test_the_words_shown_can_be_typed_again(words: str) -> None:
    rule = parse_repeat(words, MONDAY)
    if shown := rule_words(rule._replace(start=None)):
        assert parse_repeat(shown, MONDAY) == rule._replace(start=None)
    assert read(text_of(anchored(rule, MONDAY))) == anchored(rule, MONDAY)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("often", RepeatNotUnderstood),
        ("", RepeatNotUnderstood),
        ("每", RepeatNotUnderstood),
        ("每周八", RepeatNotUnderstood),
        ("每月32号", RepeatNotUnderstood),
        ("每0天", RepeatNotUnderstood),
        ("every second tusday", RepeatNotUnderstood),
        ("every last friday", RepeatNotUnderstood),
        ("every week, 0 times", RepeatNotUnderstood),
        ("每年13月1日", RepeatNotUnderstood),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101", RepeatNotUnderstood),
        ("FREQ=WEEKLY;BYDAY=2TU", RepeatNotUnderstood),
        ("FREQ=WEEKLY;BYMONTHDAY=1", RepeatNotUnderstood),
        ("FREQ=DAILY;BYHOUR=9", RepeatNotUnderstood),
        ("FREQ=DAILY;INTERVAL=0", RepeatNotUnderstood),
        ("FREQ=DAILY;UNTIL=20261340", RepeatNotUnderstood),
        ("FREQ=DAILY;FREQ=DAILY", RepeatNotUnderstood),
        ("BYDAY=MO", RepeatNotUnderstood),
        ("FREQ=SECONDLY", RepeatTooOften),
        ("FREQ=HOURLY;INTERVAL=2", RepeatTooOften),
        ("every hour", RepeatTooOften),
        ("每小时", RepeatTooOften),
        ("每年2月30日", RepeatNever),
        ("every year on 31 Apr", RepeatNever),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", RepeatNever),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", RepeatNever),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=9", RepeatNever),
    ],
)
def test_what_is_no_repetition_is_told_with_examples(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="Try: every"):
        parse_repeat(text, MONDAY)


def test_a_rule_that_ends_before_its_first_day_is_told() -> None:
    with pytest.raises(RepeatNever):
        anchored(read("FREQ=WEEKLY;UNTIL=20261101"), MONDAY)


# A step every second Wednesday from 2 December: due on, finished on, the next.
FINISHED = [
    ("finished on its day", date(2026, 12, 2), date(2026, 12, 2), date(2026, 12, 16)),
    ("finished early", date(2026, 12, 2), date(2026, 11, 25), date(2026, 12, 16)),
    ("finished late", date(2026, 12, 2), date(2026, 12, 10), date(2026, 12, 16)),
    ("two were missed", date(2026, 12, 2), date(2027, 1, 5), date(2027, 1, 13)),
    ("finished on a later one's day", date(2026, 12, 2), date(2026, 12, 16), date(2026, 12, 30)),
    ("put off by a day", date(2026, 12, 3), date(2026, 12, 3), date(2026, 12, 16)),
    ("put off beyond the next", date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 30)),
    ("brought forward", date(2026, 11, 30), date(2026, 11, 30), date(2026, 12, 2)),
]


@pytest.mark.parametrize(("due_on", "today", "wanted"), [case[1:] for case in FINISHED],
                         ids=[case[0] for case in FINISHED])  # fmt: skip
def test_missed_days_do_not_pile_up_and_the_series_stays_where_it_is(
    due_on: date, today: date, wanted: date
) -> None:
    rule = anchored(parse_repeat("每两周", MONDAY), date(2026, 12, 2))
    coming = following(rule, due_on, today)
    assert coming is not None
    assert coming[0] == wanted


def test_what_is_left_counts_down_to_the_last() -> None:
    rule: Rule = anchored(parse_repeat("every week, 3 times", MONDAY), MONDAY)
    lefts, day = [], MONDAY
    while coming := following(rule, day, day):
        day, rule = coming
        lefts.append(rule.left)
    assert lefts == [2, 1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("last working day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("first working day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
        ("every working day", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"),
        ("每两周", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ],
)
def test_other_calendars_get_a_rule_they_know(text: str, wanted: str) -> None:
    assert standard(anchored(parse_repeat(text, MONDAY), MONDAY, "10:00")) == wanted


def test_the_time_of_day_is_kept_with_the_anchor() -> None:
    rule = anchored(parse_repeat("every week", MONDAY), MONDAY, "14:05")
    assert text_of(rule).endswith("DTSTART=20261123T140500")
    assert read(text_of(rule)).at == "14:05"


def test_a_repetition_that_is_none_is_shown_as_it_stands() -> None:
    assert repeat_words("ab und zu") == "ab und zu"
    assert repeat_words("FREQ=YEARLY;BYDAY=MO;DTSTART=20261123") == "FREQ=YEARLY;BYDAY=MO"


def _in_week(found: set[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=DAYS.index))


def _some(*values: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.sets(st.sampled_from(values), max_size=2).map(lambda found: tuple(sorted(found)))


RULES = st.one_of(
    st.integers(1, 40).map(lambda n: Rule("DAILY", n)),
    st.tuples(st.integers(1, 6), st.sets(st.sampled_from(DAYS), max_size=4)).map(
        lambda made: Rule("WEEKLY", made[0], by_day=_in_week(made[1]))
    ),
    st.tuples(
        st.sampled_from(["MONTHLY", "YEARLY"]), st.integers(1, 5), _some(*range(1, 13)),
        _some(-1, 1, 15, 28), st.sampled_from(["", "BEFORE", "AFTER"]),
    ).map(lambda made: Rule(*made[:4], workday=made[4])),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(RULES, st.dates(MONDAY, date(2030, 1, 1)), st.integers(0, 400))
def test_the_days_go_on_and_the_next_is_the_first_after_any_day(
    rule: Rule, first: date, later: int
) -> None:
    begun = anchored(possible(rule, ""), first)
    after = first + timedelta(days=later)
    days = list(islice(dates(begun, first, WORKDAYS), 200))
    assert all(one < other for one, other in pairwise(days))
    wanted = next((day for day in days if day > after), None)
    if wanted is not None:
        assert next(dates(begun, after, WORKDAYS)) == wanted
