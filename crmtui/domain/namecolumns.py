"""Names put together from their parts, and customers who are people without a company."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.cells import texts
from crmtui.domain.codes import code_of
from crmtui.domain.columns import Column
from crmtui.domain.customertable import CustomerTable, People
from crmtui.domain.findings import Findings
from crmtui.domain.sheets import CellValue

_PARTS = ("first", "middle", "last")


def compose_names(table: CustomerTable, *, people: bool) -> None:
    """Contact names from first and last ones, and the customer's where the rows are people.

    `people`: a row without a company is a customer of its own.
    """
    count = len(table.lines)
    _compose(table, count)
    for other in table.others.values():
        _compose(other, count)
    table.has_contact = "name" in table.contact
    if table.person:
        if "name" in table.fields:
            table.contact["name"] = table.fields["name"]
        else:
            table.fields["name"] = table.contact.get("name") or [""] * count
    table.contact.setdefault("name", [""] * count)
    if people:
        _name_the_lonely(table)


def _compose(people: People | CustomerTable, count: int) -> None:
    parts = [people.contact.pop(part, None) for part in _PARTS]
    if any(parts) and "name" not in people.contact:
        rows = zip(*(part or [""] * count for part in parts), strict=True)
        people.contact["name"] = [_whole_name(*row) for row in rows]


def _whole_name(first: str, middle: str, last: str) -> str:
    """王 + 小明 -> 王小明; Ann + Lee -> Ann Lee."""
    if first and last and not (first + last).isascii() and ord(last[0]) >= 0x2E80:
        return last + first
    return " ".join(part for part in (first, middle, last) if part)


def _name_the_lonely(table: CustomerTable) -> None:
    """People without a company are customers under their own name, or what they are reached by."""
    names = list(table.fields.get("name") or [""] * len(table.lines))
    for row, name in enumerate(names):
        if not name:
            points = table.points[row] if table.points else ()
            names[row] = table.contact["name"][row] or (points[0].value if points else "")
            if names[row]:
                table.alone.add(row)
    table.fields["name"] = names


def read_prefix(
    column: Column, values: Sequence[CellValue], table: CustomerTable, findings: Findings
) -> None:
    """Mr and Ms say the sex, where no column does; Dr and the like are kept in the remarks."""
    people = table.people(column.group)
    found = texts(values, column, findings)
    sexes = [code_of("contact.sex", text) or "" if text else "" for text in found]
    if any(sexes):
        people.contact.setdefault("sex", sexes)
    for row, text in enumerate(found):
        if text and not sexes[row]:
            findings.keep(row, column, text)
