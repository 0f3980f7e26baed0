"""Columns of phones, mail addresses and the like, with those that say of what kind they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crmtui.domain.cells import texts
from crmtui.domain.columns import Column
from crmtui.domain.customertable import Context, CustomerTable, People
from crmtui.domain.findings import Findings
from crmtui.domain.points import PointText, read_column
from crmtui.domain.sheets import CellValue
from crmtui.domain.words import _

Cells = Sequence[Sequence[CellValue]]
_BETWEEN = re.compile(r"\s*:::\s*")
_MOBILES = frozenset({"mobile", "cell", "iphone", "手机", "移动电话", "handy", "mobil"})
# A Chinese mobile number with a digit too few or too many.
_ODD_MOBILE = re.compile(r"1[3-9][0-9]{8}|1[3-9][0-9]{10}")
_MOBILE_DIGITS = 11


def read_points(
    column: Column, cells: Cells, table: CustomerTable, findings: Findings, context: Context
) -> None:
    """One column's ways to reach the person it is about, beside those of other columns."""
    kind, country = column.field.partition(".")[2], context.options.country
    found = texts(cells[column.index], column, findings)
    made, left = read_column(found, kind, column.label, country)
    for row, pieces in left.items():
        _report_left(row, column, pieces, findings)
    if country == "CN" and kind in ("phone", "mobile"):
        _report_odd(made, column, findings)
    if column.labels >= 0:
        labels = texts(cells[column.labels], column, findings)
        made = [_labelled(points, label) for points, label in zip(made, labels, strict=True)]
    people = table.people(column.group)
    _add(people, made)


def _add(people: People | CustomerTable, made: list[tuple[PointText, ...]]) -> None:
    if people.points:
        both = zip(people.points, made, strict=True)
        made = [_joined(one, two) if one and two else one or two for one, two in both]
    people.points = made


def _joined(first: tuple[PointText, ...], second: tuple[PointText, ...]) -> tuple[PointText, ...]:
    """Two columns' points, each number once."""
    if len(first) == 1 == len(second) and "" != first[0].normal != second[0].normal != "":
        return first + second
    known = {point.normal or point.value for point in first}
    return first + tuple(p for p in second if (p.normal or p.value) not in known)


def _labelled(points: tuple[PointText, ...], text: str) -> tuple[PointText, ...]:
    """Points with the labels their own column gives: '* Work ::: Home'."""
    if not points or not text:
        return points
    labels = [label.lstrip("* ").strip() for label in _BETWEEN.split(text)]
    return tuple(
        _with_label(point, labels[min(place, len(labels) - 1)])
        for place, point in enumerate(points)
    )


def _with_label(point: PointText, label: str) -> PointText:
    """Mobile and fax are kinds of their own; work and home are labels."""
    small = label.casefold()
    if small in _MOBILES and point.kind == "phone":
        return point._replace(kind="mobile", label="")
    if ("fax" in small or "传真" in small) and point.kind in ("phone", "mobile"):
        return point._replace(kind="fax", label=small.replace("fax", "").strip())
    return point._replace(label=small if small.isascii() else label)


def _report_left(row: int, column: Column, pieces: Sequence[str], findings: Findings) -> None:
    if column.field == "point.email":
        message = _("“{text}” is no e-mail address. It was kept in the remarks; correct it there.")
    else:
        message = _(
            "“{text}” is no number one can call. It was kept in the remarks; ask for the whole "
            "number and enter it on the card."
        )
    for text in pieces:
        findings.report(row, column, text, message.format(text=text))


def _report_odd(made: Sequence[tuple[PointText, ...]], column: Column, findings: Findings) -> None:
    """Mobile numbers that lack a digit: kept as they are, and said."""
    odd = [(row, p) for row, points in enumerate(made) for p in points if p.normal[:1] == "1"]
    for row, point in odd:
        if _ODD_MOBILE.fullmatch(point.normal):
            message = _(
                "“{text}” has {n} digits; a Chinese mobile number has {right}. It was kept as "
                "it is; ask for the right number."
            ).format(text=point.value, n=len(point.normal), right=_MOBILE_DIGITS)
            findings.report(row, column, point.value, message, keep=False)
