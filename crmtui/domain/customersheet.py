"""A sheet of customers, read column by column into values of our own fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from crmtui.domain import birthcells
from crmtui.domain.birthdays import Birthday
from crmtui.domain.cells import texts, words
from crmtui.domain.codes import code_of
from crmtui.domain.contactdates import read_last_contact
from crmtui.domain.customcolumns import read_codes, read_custom
from crmtui.domain.customertable import Context, CustomerTable
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column, Heading
from crmtui.domain.points import PointText, read_column
from crmtui.domain.regions import split_region
from crmtui.domain.sheets import CellValue
from crmtui.domain.words import _

_CODED = frozenset({"grade", "stage"})
_LINES = frozenset({"note", "needs", "invoice", "contact.family", "contact.hobbies"})


def read_customers(
    heading: Heading,
    lines: list[int],
    cells: Sequence[Sequence[CellValue]],
    findings: Findings,
    context: Context,
) -> CustomerTable:
    """Every column of the sheet as values; problems and texts to keep go into `findings`."""
    table = CustomerTable(lines, [], heading.person)
    later: dict[str, tuple[Column, Sequence[CellValue]]] = {}
    for values, column in zip_longest(cells, heading.columns):
        index = len(table.columns)
        given = column or Column(index, "", "")
        table.columns.append(_settle(given, values, table, findings, context))
        if table.columns[-1].field in ("last_on", "last_text", "next_on"):
            later[table.columns[-1].field] = (table.columns[-1], values)
    read_last_contact(table, later, findings, context)
    _compose_names(table)
    count = len(lines)
    table.tags = table.tags or [()] * count
    table.points = table.points or [()] * count
    table.birthdays = table.birthdays or [()] * count
    _keep_in_note(table, findings)
    return table


def _settle(
    column: Column,
    values: Sequence[CellValue],
    table: CustomerTable,
    findings: Findings,
    context: Context,
) -> Column:
    """Read one column; gives the column as it turned out to be once its cells were seen."""
    name = column.field
    filled = next((row for row, value in enumerate(values) if value not in (None, "")), None)
    if filled is None or name == "running":
        # A known field stays in the picture shown to the user; an empty stranger is nothing.
        return replace(column, field="") if name in ("custom", "") else column
    if not name:
        column = _unnamed(column, filled, values[filled], findings)
        name = "custom"
    if name.startswith("point."):
        _read_points(column, values, table, findings, context)
    elif name in ("birthday", "lunar_birthday"):
        _read_birthdays(column, values, table, findings, context)
    elif name in _CODED:
        column = read_codes(column, values, table, findings, context)
    elif reader := _READERS.get(name):
        reader(column, values, table, findings)
    elif name in ("custom", "cargo", "frequency"):
        column = read_custom(column, values, table, findings, context)
    elif name not in ("last_on", "last_text", "next_on"):
        found = texts(values, column, findings, lines=name in _LINES)
        where, _dot, short = name.partition(".")
        (table.contact if where == "contact" else table.fields)[short or name] = found
    return column


def _unnamed(column: Column, row: int, sample: CellValue, findings: Findings) -> Column:
    """A column without a heading: its cells are kept under a name of its own, and that is said."""
    label = _("Column {letter}").format(letter=column.title)
    findings.report(
        row,
        column,
        sample,
        _(
            "This column has no heading. Its cells were taken in as the field of your own "
            "“{label}”; give the column a heading in the file to name it."
        ).format(label=label),
        keep=False,
    )
    return replace(column, field="custom", header=label)


def _read_points(
    column: Column,
    values: Sequence[CellValue],
    table: CustomerTable,
    findings: Findings,
    context: Context,
) -> None:
    kind, label = column.field.partition(".")[2], column.label
    country = context.options.country
    made, left = read_column(texts(values, column, findings), kind, label, country)
    for row, pieces in left.items():
        _report_left(row, column, pieces, findings)
    if table.points:
        both = zip(table.points, made, strict=True)
        made = [_joined(one, two) if one and two else one or two for one, two in both]
    table.points = made


def _joined(first: tuple[PointText, ...], second: tuple[PointText, ...]) -> tuple[PointText, ...]:
    """Two columns' points, each number once."""
    known = {point.normal or point.value for point in first}
    return first + tuple(p for p in second if (p.normal or p.value) not in known)


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


def _read_birthdays(
    column: Column,
    values: Sequence[CellValue],
    table: CustomerTable,
    findings: Findings,
    context: Context,
) -> None:
    found = birthcells.read_birthdays(
        values,
        column,
        findings,
        context.today,
        context.options.date_order,
        lunar=column.field == "lunar_birthday",
    )
    made: list[tuple[Birthday, ...]] = [(birthday,) if birthday else () for birthday in found]
    if table.birthdays:
        both = zip(table.birthdays, made, strict=True)
        made = [first + second if first != second else first for first, second in both]
    table.birthdays = made


def _read_tags(
    column: Column, values: Sequence[CellValue], table: CustomerTable, findings: Findings
) -> None:
    table.tags = [words(text) if text else () for text in texts(values, column, findings)]


def _read_region(
    column: Column, values: Sequence[CellValue], table: CustomerTable, findings: Findings
) -> None:
    split = [split_region(text) if text else ("", "") for text in texts(values, column, findings)]
    for place, name in enumerate(("province", "city")):
        if name not in table.fields:
            table.fields[name] = [both[place] for both in split]


def _read_sex(
    column: Column, values: Sequence[CellValue], table: CustomerTable, findings: Findings
) -> None:
    found = texts(values, column, findings)
    table.contact["sex"] = [code_of("contact.sex", text) or "" if text else "" for text in found]
    for row, text in enumerate(found):
        if text and not table.contact["sex"][row]:
            findings.keep(row, column, text)


_Reader = Callable[[Column, Sequence[CellValue], CustomerTable, Findings], None]
_READERS: Mapping[str, _Reader] = {
    "tags": _read_tags,
    "region": _read_region,
    "contact.sex": _read_sex,
}


def _compose_names(table: CustomerTable) -> None:
    """Contact names from first and last ones, and the customer's where the rows are people."""
    first, last = table.contact.pop("first", None), table.contact.pop("last", None)
    if (first or last) and "name" not in table.contact:
        count = len(table.lines)
        pairs = zip(first or [""] * count, last or [""] * count, strict=True)
        table.contact["name"] = [_whole_name(*pair) for pair in pairs]
    table.has_contact = "name" in table.contact
    if table.person:
        if "name" in table.fields:
            table.contact["name"] = table.fields["name"]
        else:
            table.fields["name"] = table.contact["name"]
    table.contact.setdefault("name", [""] * len(table.lines))


def _whole_name(first: str, last: str) -> str:
    """王 + 小明 -> 王小明; Ann + Lee -> Ann Lee."""
    if first and last and not (first + last).isascii() and ord(last[0]) >= 0x2E80:
        return last + first
    return f"{first} {last}".strip()


def _keep_in_note(table: CustomerTable, findings: Findings) -> None:
    """Add the texts no field could hold to the rows' remarks."""
    if not findings.kept:
        return
    notes = list(table.fields.get("note") or [""] * len(table.lines))
    for row, kept in findings.kept.items():
        notes[row] = "\n".join(([notes[row]] if notes[row] else []) + kept)
    table.fields["note"] = notes
