"""Values of the user's own fields by their kind: numbers, days, yes or no."""

from __future__ import annotations

import re

from crmtui.domain.columns import Column
from crmtui.domain.findings import Findings
from crmtui.domain.numerals import narrow
from crmtui.domain.sheetdates import AmbiguousDate, DateStyle, read_moment, style_of
from crmtui.domain.words import _

_YES = frozenset("yes y true 1 是 有 对 √ ✓ ja wahr".split())
_NO = frozenset("no n false 0 否 无 没有 × nein falsch".split())
_NUMBER = re.compile(r"[¥￥$€]?\s*([+-]?[0-9]+(?:\.[0-9]+)?)")
_GROUPED = re.compile(r"[¥￥$€]?\s*([+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)")


def read_values(found: list[str], kind: str, column: Column, findings: Findings) -> list[str]:
    """The texts in the form the kind is stored in; what is none is kept in the remarks."""
    if kind not in ("number", "date", "yesno"):
        return found
    style = style_of(found)
    made = {text: stored(text, kind, style) for text in set(found) if text}
    for row, text in enumerate(found):
        if text and made[text] is None:
            findings.report(row, column, text, _wrong_words(text, kind))
    return [made.get(text) or "" for text in found]


def stored(text: str, kind: str, style: DateStyle | None = None) -> str | None:
    """A text as a value of this kind; None where it is none."""
    plain = narrow(text).strip()
    if kind == "number":
        number = _NUMBER.fullmatch(plain) or _GROUPED.fullmatch(plain)
        return repr(float(number[1].replace(",", ""))).removesuffix(".0") if number else None
    if kind == "yesno":
        small = plain.casefold()
        return "yes" if small in _YES else "no" if small in _NO else None
    try:
        moment = read_moment(plain, style or DateStyle())
    except AmbiguousDate:
        return None
    return moment.on if moment else None


def _wrong_words(text: str, kind: str) -> str:
    message = {
        "number": _("“{text}” is no number. It was kept in the remarks; correct it on the card."),
        "date": _("“{text}” is no date I understand. It was kept in the remarks."),
        "yesno": _("“{text}” is neither yes nor no. It was kept in the remarks."),
    }[kind]
    return message.format(text=text)
