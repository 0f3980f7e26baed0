"""Cells of a column as clean text, and as lists of words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TypeGuard

from crmtui.domain.clean import clean
from crmtui.domain.findings import Findings
from crmtui.domain.guarding import unguarded
from crmtui.domain.headers import Column
from crmtui.domain.sheets import CellValue, ErrorCell
from crmtui.domain.words import _

_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # ="0001": how web systems keep leading zeros
_LIST_MARKS = re.compile(r"[,，;；、/|\n]+|\s*:::\s*")
_NO_TAGS = frozenset({"myContacts", "starred"})  # groups every contact of a Google export is in
NOTHING_WORDS = frozenset(
    {
        "无",
        "暂无",
        "没有",
        "未知",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        "n/a",
        "null",
        "none",
        "nil",
        ".",
    }
)


def texts(
    values: Sequence[CellValue], column: Column, findings: Findings, *, lines: bool = False
) -> list[str]:
    """The column as clean text; `lines` keeps line breaks, else each cell is one line."""
    if None in values:
        values = ["" if value is None else value for value in values]
    if _all_plain(values):
        return list(values)
    return [
        # Most cells are plain printable text: nothing to clean but the ends.
        (value.strip() if value[:1] not in "='" else _unguarded(value.strip()))
        if type(value) is str and value.isprintable() and value
        else _text(value, row, column, findings, lines)
        for row, value in enumerate(values)
    ]


def _all_plain(values: Sequence[CellValue]) -> TypeGuard[Sequence[str]]:
    """Whether there is nothing to clean in a whole column: looked at as one text."""
    try:
        whole = "\n".join(values)  # type: ignore[arg-type]  # fails at the first that is no text
    except TypeError:
        return False
    if whole.count("\n") != len(values) - 1 or not whole.replace("\n", "").isprintable():
        return False
    whole = f"\n{whole}\n"
    return not any(ending in whole for ending in ("\n ", " \n", "\n=", "\n'"))


def _text(value: CellValue, row: int, column: Column, findings: Findings, lines: bool) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, ErrorCell):
        findings.report(row, column, value, error_words(value))
        return ""
    if not isinstance(value, str):
        return plain(value)
    text = _unguarded(clean(value))
    return text if lines else " ".join(text.split())


def error_words(cell: ErrorCell) -> str:
    """What to tell the user about a cell in which the spreadsheet shows an error."""
    return _(
        "The spreadsheet shows the error {error} here. Correct the formula in the file."
    ).format(error=cell.text)


def _unguarded(text: str) -> str:
    """Text without the dressing that kept a spreadsheet from reading it as number or formula."""
    if found := _FORMULA_TEXT.fullmatch(text):
        return found[1].strip()
    return unguarded(text).strip()


def plain(value: CellValue) -> str:
    """A number, day or truth value as text: 13800138000.0 -> '13800138000'."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(" ", timespec="minutes")
    if isinstance(value, str):
        return clean(value)
    return str(value) if value is not None else ""


def words(text: str) -> tuple[str, ...]:
    """The words of a cell that lists several: 'VIP、老客户' -> VIP, 老客户."""
    found = (word.strip("* ") for word in _LIST_MARKS.split(text))
    return tuple(dict.fromkeys(word for word in found if word and word not in _NO_TAGS))
