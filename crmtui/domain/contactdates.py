"""Columns of dates: the last contact of a customer and the next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from crmtui.domain.birthcells import ambiguous_words
from crmtui.domain.cells import NOTHING_WORDS, error_words, texts
from crmtui.domain.clean import clean
from crmtui.domain.customertable import Context, CustomerTable
from crmtui.domain.dates import parse_when
from crmtui.domain.errors import DateNotUnderstood
from crmtui.domain.findings import Findings, shown
from crmtui.domain.headers import Column
from crmtui.domain.sheetdates import (
    AmbiguousDate,
    DateStyle,
    Moment,
    month_day,
    nearest,
    read_moment,
    style_of,
)
from crmtui.domain.sheets import CellValue, ErrorCell
from crmtui.domain.words import _

Later = Mapping[str, tuple[Column, Sequence[CellValue]]]
# How a date without a year, or a relative one, is understood: the text and its row -> ISO day.
Guess = Callable[[str, int], str | None]


class _Unclear(str):
    """What to say of a date that may be two days."""


def read_moments(
    values: Sequence[CellValue],
    column: Column,
    findings: Findings,
    order: str,
    guess: Guess,
    *,
    keep: bool = True,
) -> list[Moment | None]:
    """Each cell's day; what is none is reported, and kept in the remarks where asked."""
    style = style_of(set(values), order)
    seen: dict[CellValue, Moment | str | None] = {None: None, "": None}
    made: list[Moment | None] = []
    for row, value in enumerate(values):
        if value in seen:
            found = seen[value]
        else:
            found = seen[value] = _moment_or_problem(value, style)
        if isinstance(found, str):
            guessed = guess(clean(value), row) if isinstance(value, str) else None
            if guessed is None:
                findings.report(row, column, value, found, keep=keep)
                if isinstance(found, _Unclear):
                    findings.doubt(column, value)
            made.append(Moment(guessed) if guessed else None)
        else:
            made.append(found)
    return made


def _moment_or_problem(value: CellValue, style: DateStyle) -> Moment | str | None:
    """The day, None for nothing, or what is wrong in words."""
    if isinstance(value, ErrorCell):
        return error_words(value)
    if isinstance(value, str):
        value = clean(value)
        if not value or value.casefold() in NOTHING_WORDS:
            return None
    try:
        found = read_moment(value, style)
    except AmbiguousDate as unclear:
        return _Unclear(ambiguous_words(shown(value), unclear))
    return found or unreadable_words(shown(value))


def unreadable_words(text: str) -> str:
    """What to tell the user about a date in no notation we know."""
    return _(
        "“{text}” is no date I understand. Write it in the file like 2026-09-03 or 2026年9月3日."
    ).format(text=text)


def past_day(today: date) -> Guess:
    """9月3日 in a column of past days is the last one up to today."""

    def guess(text: str, row: int) -> str | None:
        found = month_day(text)
        return nearest(*found, today, after=False) if found else None

    return guess


def coming_day(since: Sequence[str | None], today: date) -> Guess:
    """9月3日 and 下周三 in a column of next steps count from the day of their own row."""

    def guess(text: str, row: int) -> str | None:
        start = since[row] if row < len(since) else None
        base = date.fromisoformat(start) if start else today
        if found := month_day(text):
            return nearest(*found, base, after=True)
        try:
            return parse_when(text, base).on.isoformat()
        except DateNotUnderstood:
            return None

    return guess


def read_last_contact(
    table: CustomerTable, later: Later, findings: Findings, context: Context
) -> None:
    """The columns of the last contact and of the next step; nothing said there is lost."""
    count = len(table.lines)
    order, today = context.options.date_order, context.today
    table.last_on = [None] * count
    table.last_text = [""] * count
    table.next_on = [None] * count
    table.next_what = [""] * count
    if "last_text" in later:
        column, values = later["last_text"]
        table.last_text = texts(values, column, findings, lines=True)
    if "last_on" in later:
        column, values = later["last_on"]
        found = read_moments(values, column, findings, order, past_day(today))
        _past_only(table, found, column, values, findings, today)
    if "last_text" in later:
        _keep_undated(table, later["last_text"][0], findings)
    if "next_on" in later:
        column, values = later["next_on"]
        steps = read_moments(values, column, findings, order, coming_day(table.last_on, today))
        table.next_on = [step.on if step else None for step in steps]
    if "next_what" in later:
        column, values = later["next_what"]
        table.next_what = texts(values, column, findings)
        _keep_undue(table, column, findings)


def _past_only(
    table: CustomerTable,
    found: Sequence[Moment | None],
    column: Column,
    values: Sequence[CellValue],
    findings: Findings,
    today: date,
) -> None:
    limit = today.isoformat()
    for row, moment in enumerate(found):
        if moment is not None and moment.on > limit:
            findings.report(row, column, _as_day(values[row]), future_words(moment.on))
        elif moment is not None:
            table.last_on[row] = moment.on


def _as_day(value: CellValue) -> CellValue:
    """A date cell without the midnight that spreadsheets store with it."""
    return value.date() if isinstance(value, dt.datetime) and not value.time() else value


def future_words(on: str) -> str:
    """What to tell the user about a contact dated after today."""
    return _(
        "{on} is still to come, so it cannot be the day of a contact. Correct the date in the "
        "file, or plan it as a next step."
    ).format(on=on)


def _keep_undue(table: CustomerTable, column: Column, findings: Findings) -> None:
    """What is to be done some day, nobody knows which, goes into the remarks."""
    for row, text in enumerate(table.next_what):
        if text and table.next_on[row] is None:
            findings.keep(row, column, text)


def _keep_undated(table: CustomerTable, column: Column, findings: Findings) -> None:
    """What was said at a contact whose day is not known goes into the remarks."""
    for row, text in enumerate(table.last_text):
        if text and table.last_on[row] is None:
            findings.keep(row, column, text)
            table.last_text[row] = ""
