"""Quick dates: every notation, and nothing understood that is no date."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crmtui.domain.dates import (
    When,
    parse_when,
)
from crmtui.domain.errors import DateNotUnderstood

SATURDAY = date(2026, 11, 21)
TUESDAY = date(2026, 11, 24)

DAYS = [
    ("2026-12-01", "2026-12-01"),
    ("2026/12/1", "2026-12-01"),
    ("2026.12.1", "2026-12-01"),
    ("20261201", "2026-12-01"),
    ("2026年12月1日", "2026-12-01"),
    ("12-01", "2026-12-01"),
    ("12/1", "2026-12-01"),
    ("12月1日", "2026-12-01"),
    ("12月1号", "2026-12-01"),
    ("12 月 1 日", "2026-12-01"),
    ("12月1", "2026-12-01"),
    ("十二月一号", "2026-12-01"),
    ("今年12月1日", "2026-12-01"),
    ("明年1月3日", "2027-01-03"),
    ("11-21", "2026-11-21"),
    ("11-20", "2027-11-20"),
    ("Dec 3", "2026-12-03"),
    ("3 December", "2026-12-03"),
    ("March 3rd, 2027", "2027-03-03"),
    ("月初", "2026-12-01"),
    ("下月初", "2026-12-01"),
    ("下个月初", "2026-12-01"),
    ("今晚", "2026-11-21"),
    ("明早上", "2026-11-22"),
    ("3d", "2026-11-24"),
    ("3D", "2026-11-24"),
    ("2w", "2026-12-05"),
    ("1m", "2026-12-21"),
    ("1y", "2027-11-21"),
    ("+3d", "2026-11-24"),
    ("in 3 days", "2026-11-24"),
    ("in 2 weeks", "2026-12-05"),
    ("in a week", "2026-11-28"),
    ("in an hour or so", None),
    ("3 days", "2026-11-24"),
    ("today", "2026-11-21"),
    ("Tomorrow", "2026-11-22"),
    ("day after tomorrow", "2026-11-23"),
    ("the day after tomorrow", "2026-11-23"),
    ("tue", "2026-11-24"),
    ("sat", "2026-11-28"),
    ("next tue", "2026-11-24"),
    ("next sunday", "2026-11-29"),
    ("this fri", "2026-11-20"),
    ("this sun", "2026-11-22"),
    ("next week", "2026-11-23"),
    ("next month", "2026-12-01"),
    ("eom", "2026-11-30"),
    ("end of month", "2026-11-30"),
    ("end of next month", "2026-12-31"),
    ("eoy", "2026-12-31"),
    ("15th", "2026-12-15"),
    ("今天", "2026-11-21"),
    ("明天", "2026-11-22"),
    ("后天", "2026-11-23"),
    ("大后天", "2026-11-24"),
    ("周三", "2026-11-25"),
    ("星期三", "2026-11-25"),
    ("礼拜三", "2026-11-25"),
    ("周六", "2026-11-28"),
    ("这周五", "2026-11-20"),
    ("本周日", "2026-11-22"),
    ("下周三", "2026-11-25"),
    ("下星期天", "2026-11-29"),
    ("下下周三", "2026-12-02"),
    ("下周", "2026-11-23"),
    ("下个月", "2026-12-01"),
    ("下月3号", "2026-12-03"),
    ("下个月三号", "2026-12-03"),
    ("本月30号", "2026-11-30"),
    ("3天后", "2026-11-24"),
    ("三天后", "2026-11-24"),
    ("３天之后", "2026-11-24"),
    ("3日后", "2026-11-24"),
    ("两周后", "2026-12-05"),
    ("三个月后", "2027-02-21"),
    ("3个工作日后", "2026-11-25"),
    ("三个工作日后", "2026-11-25"),
    ("3 working days", "2026-11-25"),
    ("3wd", "2026-11-25"),
    ("半个月后", "2026-12-06"),
    ("半年后", "2027-05-21"),
    ("月底", "2026-11-30"),
    ("下月底", "2026-12-31"),
    ("年底", "2026-12-31"),
    ("15号", "2026-12-15"),
    ("21号", "2026-11-21"),
    ("31号", "2026-12-31"),
    ("二十二号", "2026-11-22"),
    ("2100-12-31", "2100-12-31"),
    ("1901-01-01", "1901-01-01"),
]


@pytest.mark.parametrize(("text", "day"), [(text, day) for text, day in DAYS if day])
def test_each_notation_means_its_day(text: str, day: str) -> None:
    assert parse_when(text, SATURDAY) == When(date.fromisoformat(day))


NONSENSE = [
    *(
        "",
        " ",
        "3",
        "xyz",
        "next",
        "in an hour or so",
        "gibberish 3d",
        "3dozen",
        "3d3d",
        "12-01-26",
    ),
    *("2026-02-30", "2026-13-01", "12-32", "02-29", "13/1", "0000-00-00", "31号31号", "本月31号"),
    *(
        "3661d",
        "99999d",
        "523w",
        "121m",
        "11y",
        "2700wd",
        "9999天后",
        "2026年后",
        "1900-12-31",
        "2101-01-01",
    ),
    *(
        "周末",
        "下周末",
        "周八",
        "农历八月十五",
        "八月十五",
        "明天下午",
        "sundays",
        "maybe tue",
        "3.5d",
    ),
    *("昨天", "3天前", "yesterday", "3 days ago", "last fri", "上周五", "去年12月1日"),
    *(
        "明天 25:00",
        "明天下午25点",
        "明天 10:75",
        "tomorrow 13pm",
        "明天上午13点",
        "14:00",
        "下午3点",
    ),
]


@pytest.mark.parametrize("text", NONSENSE)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DateNotUnderstood):
        parse_when(text, SATURDAY)


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("明天 14:00", "2026-11-22", "14:00"),
        ("明天14：00", "2026-11-22", "14:00"),
        ("2026-12-01T09:30", "2026-12-01", "09:30"),
        ("明天下午3点", "2026-11-22", "15:00"),
        ("明天下午三点一刻", "2026-11-22", "15:15"),
        ("明天下午3:20", "2026-11-22", "15:20"),
        ("下周三上午10点半", "2026-11-25", "10:30"),
        ("下周三十点", "2026-11-25", "10:00"),
        ("后天8点05分", "2026-11-23", "08:05"),
        ("后天8点05", "2026-11-23", "08:05"),
        ("明天3点", "2026-11-22", "15:00"),
        ("明天 3:00", "2026-11-22", "03:00"),
        ("明天中午", "2026-11-22", "12:00"),
        ("明天中午1点", "2026-11-22", "13:00"),
        ("明晚8点", "2026-11-22", "20:00"),
        ("今早9点", "2026-11-21", "09:00"),
        ("明天凌晨12点", "2026-11-22", "00:00"),
        ("tomorrow 2pm", "2026-11-22", "14:00"),
        ("tomorrow at 12:15 am", "2026-11-22", "00:15"),
        ("next tue noon", "2026-11-24", "12:00"),
        ("3d 9:30", "2026-11-24", "09:30"),
    ],
)
def test_a_time_may_follow(text: str, day: str, time: str) -> None:
    assert parse_when(text, SATURDAY) == When(date.fromisoformat(day), time)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tue", "2026-12-01"),
        ("周二", "2026-12-01"),
        ("next tue", "2026-12-01"),
        ("下周二", "2026-12-01"),
        ("这周二", "2026-11-24"),
        ("wed", "2026-11-25"),
        ("next wed", "2026-12-02"),
        ("mon", "2026-11-30"),
        ("next mon", "2026-11-30"),
    ],
)
def test_weekdays_on_a_tuesday(text: str, day: str) -> None:
    assert parse_when(text, TUESDAY).on == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("1m", date(2027, 1, 31), date(2027, 2, 28)),
        ("eom", date(2028, 2, 1), date(2028, 2, 29)),
        ("next month", date(2026, 12, 31), date(2027, 1, 1)),
        ("下月底", date(2026, 12, 5), date(2027, 1, 31)),
        ("01-05", date(2026, 12, 31), date(2027, 1, 5)),
        ("30号", date(2027, 1, 31), date(2027, 3, 30)),
        ("2-29", date(2028, 1, 1), date(2028, 2, 29)),
        ("下周", date(2026, 11, 22), date(2026, 11, 23)),
    ],
)
def test_ends_of_months_and_years(text: str, today: date, day: date) -> None:
    assert parse_when(text, today).on == day


@given(st.dates(date(1901, 1, 1), date(2100, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 1, 1)))
def test_every_full_date_reads_back(day: date, today: date) -> None:
    forms = (f"{day}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}")
    assert [parse_when(form, today).on for form in forms] == [day] * 3


@given(st.integers(0, 3660), st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_every_number_of_days_is_added(n: int, today: date) -> None:
    forms = (f"{n}d", f"in {n} days", f"{n}天后")
    assert [parse_when(form, today).on for form in forms] == [today + timedelta(days=n)] * 3


TYPED = st.text(
    "0123456789一二两三十百半廿年月日号天周星期后前下上个今明大底末: ：-/.dwmyntuea点时早晚午中"
)


@given(TYPED, st.booleans())
@example("9999年12月31日", False)
@example("1年百后", True)
def test_whatever_is_typed_is_understood_or_refused(text: str, past: bool) -> None:
    try:
        when = parse_when(text, SATURDAY, past=past)
    except DateNotUnderstood:
        return
    assert 1901 <= when.on.year <= 2100
    assert when.time is None or "00:00" <= when.time <= "23:59"


def test_reading_dates_loads_no_library() -> None:
    code = (
        "import sys; from datetime import date; from crmtui.domain.dates import parse_when;"
        "parse_when('下周三', date(2026, 11, 21));"
        "print(*{'borax', 'dateutil', 'calendar', 'unicodedata'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
