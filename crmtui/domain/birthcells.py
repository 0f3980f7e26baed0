"""A column of birthdays, in either calendar and every notation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from crmtui.domain.birthdays import Birthday, parse_birthday
from crmtui.domain.cells import NOTHING_WORDS, error_words
from crmtui.domain.clean import clean
from crmtui.domain.errors import BirthdayNotUnderstood, CrmError
from crmtui.domain.findings import Findings, shown
from crmtui.domain.headers import Column
from crmtui.domain.lunar import is_marked_lunar
from crmtui.domain.sheetdates import (
    AmbiguousDate,
    DateStyle,
    Moment,
    plain_day,
    read_moment,
    style_of,
)
from crmtui.domain.sheets import CellValue, ErrorCell
from crmtui.domain.words import _

_SHORT_YEAR = re.compile(r"(?![0-9]{4}).*[./-][0-9]{2}")  # 3/8/85, but not 2012-05-03
_YOUNGEST = 16  # of a two-digit year's two centuries, the one that makes a grown-up
_SPREADSHEET_YEARS = frozenset({1900, 1904})  # what a day typed without a year may be stored under


_NO_DAY = frozenset({"0/0/00", "00/00/00", "0000-00-00"})  # how some programs write none


class UnclearDate(CrmError):
    """A date of which nothing tells whether day or month comes first."""


class UnlikelyYear(CrmError):
    """A birth year that says the contact was born yesterday; month and day are good."""

    def __init__(self, year: int) -> None:
        super().__init__(
            _(
                "Someone born in {year} is hardly a contact: the spreadsheet may have added that "
                "year by itself. Month and day were taken in; add the year of birth on the card."
            ).format(year=year)
        )


def read_birthdays(
    values: Sequence[CellValue],
    column: Column,
    findings: Findings,
    today: date,
    order: str,
    *,
    lunar: bool,
    born: bool = True,
) -> list[Birthday | None]:
    """Each cell's birthday; what cannot be one is reported and kept in the remarks.

    `born`: it is the day somebody was born, so that the year tells of somebody grown up.
    """
    style = style_of(set(values), order)
    seen: dict[CellValue, Birthday | CrmError | None] = {None: None, "": None}
    made: list[Birthday | None] = []
    for row, value in enumerate(values):
        if value in seen:
            found = seen[value]
        else:
            found = seen[value] = _read(value, style, today, lunar, born)
        if isinstance(found, UnlikelyYear):
            findings.report(row, column, value, str(found), keep=False)
            found = _without_year(value, style)
        elif isinstance(found, CrmError):
            findings.report(row, column, value, str(found))
            if isinstance(found, UnclearDate):
                findings.doubt(column, value)
            found = None
        made.append(found)
    return made


def _read(
    value: CellValue, style: DateStyle, today: date, lunar: bool, born: bool
) -> Birthday | CrmError | None:
    if isinstance(value, ErrorCell):
        return CrmError(error_words(value))
    text = clean(value) if isinstance(value, str) else ""
    if isinstance(value, str) and (not text or text.casefold() in NOTHING_WORDS | _NO_DAY):
        return None
    try:
        if not lunar and (day := plain_day(value)) and day.year < today.year - _YOUNGEST:
            return _of(day)
        if lunar:
            return _lunar(value, text, style, today)
        return _solar(value, text, style, today, born)
    except AmbiguousDate as unclear:
        if born:
            days = map(date.fromisoformat, (unclear.day_first, unclear.month_first))
            unclear = AmbiguousDate(*(str(_born(text, day, today)) for day in days))
        return UnclearDate(ambiguous_words(shown(value), unclear))
    except CrmError as wrong:
        return wrong


def _lunar(value: CellValue, text: str, style: DateStyle, today: date) -> Birthday:
    """A cell of a lunar column: lunar also where it does not say so, and where it is a date."""
    if not text:
        moment = read_moment(value, style)
        if moment is None:
            raise BirthdayNotUnderstood(shown(value))
        text = moment.on
    elif text.startswith(("公历", "阳历", "新历")):
        return parse_birthday(text, today)
    return parse_birthday(text if is_marked_lunar(text) else f"农历{text}", today)


def _solar(value: CellValue, text: str, style: DateStyle, today: date, birth: bool) -> Birthday:
    moment = read_moment(text or value, style)
    if moment is None:
        return parse_birthday(text or shown(value), today)
    born = date.fromisoformat(moment.on)
    if not birth:
        return _of(born)
    born = _born(text, born, today)
    if born.year >= today.year - 1:
        raise UnlikelyYear(born.year)
    return _of(born)


def _born(text: str, day: date, today: date) -> date:
    """The day a birthday means: a year of two digits is that of a grown-up."""
    if _SHORT_YEAR.fullmatch(text) and day.year > today.year - _YOUNGEST:
        return day.replace(year=day.year - 100, day=min(day.day, 28 if day.month == 2 else 31))
    return day


def _of(born: date) -> Birthday:
    year = None if born.year in _SPREADSHEET_YEARS else born.year
    return Birthday("gregorian", born.month, born.day, False, year)


def _without_year(value: CellValue, style: DateStyle) -> Birthday:
    moment = read_moment(clean(value) if isinstance(value, str) else value, style)
    assert isinstance(moment, Moment)
    born = date.fromisoformat(moment.on)
    return Birthday("gregorian", born.month, born.day)


def ambiguous_words(text: str, unclear: AmbiguousDate) -> str:
    """What to tell the user about a date that may be two days."""
    return _(
        "“{text}” may be {first} or {second}, and no other date in this column tells which. "
        "Write it with the year first in the file, like {first}, or tell the order of them all: "
        "crmtui import --date-order dmy (or mdy)."
    ).format(text=text, first=unclear.day_first, second=unclear.month_first)
