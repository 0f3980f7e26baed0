"""The user's own days: read as written, and refused with the line where they do not fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crmtui.domain.peaks import Peak, Season, coming, season_in
from crmtui.domain.workdays import Holiday, HolidayYear
from crmtui.files.holidayfile import (
    TEMPLATE,
    BadHolidayFile,
    OwnDay,
    OwnDays,
    parse,
    read,
    with_own,
)

FILE = Path("holidays.toml")
TEXT = """
[[day]]
date = 2026-12-24
name = "厂庆"

[[day]]
date = "2026-12-26"
off = false
country = "de"

[[peak]]
name = "双十一"
from = "11-01"
to = "11-11"
lead = 20
segment = "grade:A"

[[peak]]
name = "年货季"
from = "12-20"
to = "01-20"
"""


def test_days_and_peaks_are_read_as_written() -> None:
    found = parse(TEXT, FILE)
    assert found.days == (
        OwnDay(date(2026, 12, 24), "厂庆", True, ""),
        OwnDay(date(2026, 12, 26), "", False, "DE"),
    )
    assert found.peaks == (
        Peak("双十一", (11, 1), (11, 11), None, 20, "grade:A"),
        Peak("年货季", (12, 20), (1, 20)),
    )


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "none.toml") == OwnDays()


def test_the_template_is_all_comments() -> None:
    assert parse(TEMPLATE, FILE) == OwnDays()


def test_what_the_template_shows_is_valid() -> None:
    shown = "\n".join(
        line.removeprefix("# ")
        for line in TEMPLATE.splitlines()
        if line.startswith("# ") and ("=" in line or "[[" in line) and "(" not in line
    )
    found = parse(shown, FILE)
    assert len(found.days) == 1
    assert len(found.peaks) == 1


BAD = [
    ("[[day]\n", "holidays.toml:1", "every entry begins with [[day]]"),
    ("[[day]]\nname = 'x'\n", "holidays.toml:1 [date]", "2027-02-05"),
    ("[[day]]\ndate = 3\n", "holidays.toml:2 [date]", "2027-02-05"),
    ("[[day]]\ndate = '2026-02-30'\n", "holidays.toml:2 [date]", "exists"),
    ("[[day]]\ndate = 2026-02-03\noff = 'x'\n", "holidays.toml:3 [off]", "true | false"),
    ("[[day]]\ndate = 2026-02-03\n[[day]]\ndate = 1\n", "holidays.toml:4 [date]", "day"),
    ("[[day]]\ndate = 2026-02-03\ncountry = 'China'\n", ":3 [country]", "two letters"),
    ("[[day]]\ndate = 2026-02-03\ncolour = 'x'\n", ":3 [colour]", "country, date, name, off"),
    ("[[peak]]\nfrom = '11-01'\n", ":1 [name]", "name of the peak"),
    ("[[peak]]\nname = 'x'\nfrom = 'soon'\n", ":3 [from]", "11-11"),
    ("[[peak]]\nname = 'x'\nfrom = '11-31'\n", ":3 [from]", "exists"),
    ("[[peak]]\nname = 'x'\nfrom = '11-01'\nlead = 999\n", ":4 [lead]", "from 1 to 120"),
    ("[[peak]]\nname='x'\nfrom=2026-11-05\nto=2026-11-01\n", ":4 [to]", "later day"),
    ("day = 3\n", "holidays.toml:1 [day]", "[[day]]"),
    ("other = 3\n", "holidays.toml:1 [other]", "[[day]] | [[peak]]"),
]


@pytest.mark.parametrize(("text", "where", "wanted"), BAD)
def test_what_does_not_fit_is_told_with_its_line(text: str, where: str, wanted: str) -> None:
    with pytest.raises(BadHolidayFile) as told:
        parse(text, FILE)
    assert where in str(told.value)
    assert wanted in str(told.value)


def test_own_days_come_before_public_ones_and_only_in_their_country() -> None:
    christmas = Holiday(date(2026, 12, 25), "圣诞节", True, False)
    year = HolidayYear("CN", 2026, True, (christmas,))
    own = OwnDays(
        (
            OwnDay(date(2026, 12, 24), "厂庆", True, ""),
            OwnDay(date(2026, 12, 25), "补班", False, "CN"),
            OwnDay(date(2026, 12, 26), "盘点", False, ""),
            OwnDay(date(2026, 12, 28), "x", True, "DE"),
            OwnDay(date(2027, 1, 4), "x", True, ""),
        )
    )
    assert with_own(year, own, "CN").days == (
        Holiday(date(2026, 12, 24), "厂庆", True, False, own=True),
        Holiday(date(2026, 12, 25), "补班", False, False, own=True),
        Holiday(date(2026, 12, 26), "盘点", False, True, own=True),
    )


def test_a_peak_is_put_up_within_its_lead_and_may_run_into_the_next_year() -> None:
    stock = Peak("年货季", (12, 20), (1, 20), None, 14)
    assert season_in(stock, 2026) == Season(stock, date(2026, 12, 20), date(2027, 1, 20))
    assert not coming((stock,), date(2026, 12, 5))
    assert [s.first for s in coming((stock,), date(2026, 12, 6))] == [date(2026, 12, 20)]
    assert not coming((stock,), date(2026, 12, 20))


def test_a_peak_of_one_year_does_not_come_back() -> None:
    expo = Peak("展会", (3, 1), (3, 5), 2027)
    assert season_in(expo, 2026) is None
    assert [s.first for s in coming((expo,), date(2027, 2, 20))] == [date(2027, 3, 1)]


def test_a_peak_on_the_29th_of_february_begins_on_the_28th_in_common_years() -> None:
    leap = Peak("x", (2, 29), (3, 2))
    assert season_in(leap, 2027) == Season(leap, date(2027, 2, 28), date(2027, 3, 2))
