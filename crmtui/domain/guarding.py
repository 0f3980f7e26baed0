"""Cells of a text table that a spreadsheet program would take for something else.

A cell that could be a formula gets an apostrophe in front, and our own reading takes exactly that
one off again. Digits of which a spreadsheet would drop some get a tab behind them, which it takes
for a sign of text and does not show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crmtui.domain.clean import clean, is_harmless

GUARD = "'"
_FORMULAS = frozenset("=@\t\r")
_GUARDED = frozenset("=@\t\r+-0123456789")
_FIRST = _GUARDED | {GUARD}
_SUSPECT = re.compile(r"^(?:[=@\t\r'+-]|0[0-9]|[0-9]{12}|[0-9]+[eE]|[0-9]{1,2}[-/])", re.MULTILINE)
# Numbers and phones begin with a sign and are harmless: -5, +86 138-1234-8833, +49 (30) 12.5.
_NUMBER_OR_PHONE = re.compile(r"[+-][0-9](?:[0-9 .,()/-]*[0-9)])?%?")
# 0021 would become 21, eighteen digits end in zeros, 1E5 be 100000, 3-5 a day, +86-771-5 a sum.
_KEPT_AS_TEXT = re.compile(
    r"0[0-9]+|[+-]?[0-9]{12,}|[0-9]+[eE][+-]?[0-9]+|[0-9]{1,2}[-/][0-9]{1,2}|"
    r"[+-][0-9]+(?:[-/][0-9]+)+"
)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program could take the text for a formula."""
    first = text[:1]
    if first in ("+", "-"):
        return _NUMBER_OR_PHONE.fullmatch(text) is None
    return first in _FORMULAS


def guarded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; `unguarded` gives it back."""
    return GUARD + text if is_formula(text) or _is_guarded(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given; of other programs' cells as well, such as '0021."""
    return text[1:] if _is_guarded(text) else text


def _is_guarded(text: str) -> bool:
    """Whether an apostrophe stands before what needs one, or before such a text itself."""
    bare = text.lstrip(GUARD)
    return bare != text and bare[:1] in _GUARDED


def safe_column(cells: Sequence[str | int | None], *, tabs: bool) -> Sequence[str]:
    """A column with every cell guarded; `tabs`: digits are kept whole with a tab behind them."""
    try:
        # Nearly every column is harmless: looked at as one text, that costs next to nothing.
        joined = "\n".join(cells)  # type: ignore[arg-type]  # the try is for it
        if _SUSPECT.search(joined) is None and is_harmless(joined):
            return cells  # type: ignore[return-value]
    except TypeError:
        cells = ["" if cell is None else str(cell) for cell in cells]
    return [_safe(_clean(str(cell)), tabs) for cell in cells]


def _clean(cell: str) -> str:
    return cell if is_harmless(cell) else clean(cell)


def _safe(cell: str, tabs: bool) -> str:
    if cell[:1] not in _FIRST:
        return cell
    if tabs and _KEPT_AS_TEXT.fullmatch(cell):
        return f"{cell}\t"
    return guarded(cell)
