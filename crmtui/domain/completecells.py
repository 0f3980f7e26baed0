"""Cells of a complete export -> values of our tables, each checked for what its field may hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from crmtui.domain.cells import error_words, plain
from crmtui.domain.clean import clean
from crmtui.domain.completetables import Field
from crmtui.domain.errors import CrmError
from crmtui.domain.records import Value
from crmtui.domain.sheets import CellValue, ErrorCell
from crmtui.domain.words import _

_TRUE = frozenset({"true", "yes", "1", "是", "wahr"})
_FALSE = frozenset({"false", "no", "0", "否", "falsch"})


class BadCell(CrmError):
    """A cell that its field cannot hold; the message says what it must be."""


def read_cell(field: Field, cell: CellValue) -> Value:
    """The value for the database (a reference: its text); None where nothing is said.

    Raises BadCell.
    """
    if isinstance(cell, ErrorCell):
        raise BadCell(error_words(cell))
    if cell is None or cell == "":
        return None
    return _READERS[field.kind](field, cell)


def _text(field: Field, cell: CellValue) -> Value:
    if isinstance(cell, str):
        # Nearly every text is plain; cleaning it would give it back.
        return clean(cell) or None
    return clean(plain(cell)) or None


def _number(field: Field, cell: CellValue) -> Value:
    number = _whole(cell)
    if number is not None and field.low <= number <= field.high:
        return number
    if field.high < 2**53:
        words = _("It must be a whole number from {low} to {high}.")
        raise BadCell(words.format(low=field.low, high=field.high))
    raise BadCell(_("It must be a whole number, at least {low}.").format(low=field.low))


def _whole(cell: CellValue) -> int | None:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = cell.strip() if isinstance(cell, str) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 17 else None


def _flag(field: Field, cell: CellValue) -> Value:
    word = plain(cell).casefold() if not isinstance(cell, bool) else str(cell).casefold()
    if word in _TRUE or word in _FALSE:
        return int(word in _TRUE)
    raise BadCell(_("It must be true or false."))


def _day(field: Field, cell: CellValue) -> Value:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    text = cell.strip() if isinstance(cell, str) else ""
    try:
        # Basic forms such as 20261123 would not sort with the others.
        return dt.date.fromisoformat(text[:10]).isoformat() if _is_day(text) else _no_day()
    except ValueError:
        return _no_day()


def _is_day(text: str) -> bool:
    return len(text) in (10, 19) and text[4:5] == "-" and text[10:] in ("", " 00:00:00")


def _no_day() -> Value:
    raise BadCell(_("It must be a day, written like 2026-11-23."))


def _time(field: Field, cell: CellValue) -> Value:
    if isinstance(cell, dt.datetime):
        cell = cell.time()
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    try:
        text = cell.strip() if isinstance(cell, str) else ""
        return dt.time.fromisoformat(text.rjust(5, "0")).strftime("%H:%M")
    except ValueError:
        raise BadCell(_("It must be a time of day, written like 14:30.")) from None


def _moment(field: Field, cell: CellValue) -> Value:
    if isinstance(cell, dt.datetime):
        return cell.isoformat()
    text = cell.strip() if isinstance(cell, str) else ""
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadCell(_("It must be an instant, like 2026-11-23T06:30:00+00:00.")) from None
    return text


def _code(field: Field, cell: CellValue) -> Value:
    text = clean(plain(cell))
    if text in field.codes:
        return text
    raise BadCell(_("It must be one of these: {codes}.").format(codes=", ".join(field.codes)))


_READERS: Mapping[str, Callable[[Field, CellValue], Value]] = {
    "text": _text,
    "int": _number,
    "flag": _flag,
    "day": _day,
    "time": _time,
    "moment": _moment,
    "code": _code,
    "ref": _text,
}
