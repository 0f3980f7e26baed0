"""A sheet of customers, read column by column into values of our own fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from crmtui.domain.cells import texts, words
from crmtui.domain.codes import code_of
from crmtui.domain.columns import LEFT_OUT, NOT_WANTED, Column
from crmtui.domain.contactdates import read_last_contact
from crmtui.domain.customcolumns import read_codes, read_custom
from crmtui.domain.customertable import Context, CustomerTable
from crmtui.domain.daycolumns import OCCASION, read_days
from crmtui.domain.findings import Findings
from crmtui.domain.headers import MOST_COLUMNS, Heading
from crmtui.domain.namecolumns import compose_names, read_prefix
from crmtui.domain.pointcolumns import read_points
from crmtui.domain.regions import split_region
from crmtui.domain.sheets import CellValue
from crmtui.domain.words import _

_CODED = frozenset({"grade", "stage", "country", "price_sensitivity", "contact.role"})
_LINES = frozenset(
    {"note", "needs", "invoice", "contact.family", "contact.hobbies", "contact.note"}
)
_LATER = frozenset({"last_on", "last_text", "next_on", "next_what"})
_NOTHING = frozenset({"running", "-", "label"})
_OF_YOUR_OWN = frozenset({"custom", "cargo", "frequency"})
Cells = Sequence[Sequence[CellValue]]


def read_customers(
    heading: Heading, lines: list[int], cells: Cells, findings: Findings, context: Context
) -> CustomerTable:
    """Every column of the sheet as values; problems and texts to keep go into `findings`."""
    table = CustomerTable(lines, [], heading.person)
    later: dict[str, tuple[Column, Sequence[CellValue]]] = {}
    for index, values in enumerate(cells):
        if index < len(heading.columns):
            given = heading.columns[index]
        elif index < MOST_COLUMNS:
            given = Column(index, "", "")
        else:
            break  # beyond any heading, and beyond what a list of customers can have
        column = _settle(given, cells, table, findings, context)
        table.columns.append(column)
        if column.field in _LATER:
            later[column.field] = (column, values)
    read_last_contact(table, later, findings, context)
    compose_names(table, people=heading.people)
    count = len(lines)
    table.tags = table.tags or [()] * count
    table.points = table.points or [()] * count
    table.birthdays = table.birthdays or [()] * count
    _keep_in_note(table, findings)
    return table


def _settle(
    column: Column, cells: Cells, table: CustomerTable, findings: Findings, context: Context
) -> Column:
    """Read one column; gives the column as it turned out to be once its cells were seen."""
    name, values = column.field, cells[column.index]
    filled = next((row for row, value in enumerate(values) if value not in (None, "")), None)
    if filled is None or name in _NOTHING:
        # A known field stays in the picture shown to the user; an empty stranger is nothing.
        return replace(column, field="") if name in ("custom", "") else column
    if name in ("custom", "") and not column.told_by and _is_unwanted(column, context):
        return replace(column, field=LEFT_OUT, key=NOT_WANTED)
    if not name:
        column = _unnamed(column, filled, values[filled], findings)
        name = "custom"
    if name.startswith("point."):
        read_points(column, cells, table, findings, context)
    elif name in ("birthday", "lunar_birthday") or name.startswith(OCCASION):
        read_days(column, values, table, findings, context)
    elif name in _CODED:
        column = read_codes(column, values, table, findings, context)
    elif reader := _READERS.get(name):
        reader(column, values, table, findings)
    elif name in _OF_YOUR_OWN:
        column = read_custom(column, values, table, findings, context)
    elif name not in _LATER:
        found = texts(values, column, findings, lines=name in _LINES)
        where, _dot, short = name.partition(".")
        contact = table.people(column.group).contact
        (contact if where == "contact" else table.fields)[short or name] = found
        if name == "name":
            context.helper.names(found)
    return column


def _is_unwanted(column: Column, context: Context) -> bool:
    """Whether the column would need a new field, and new fields are not asked for."""
    return not context.options.new_fields and column.header.casefold() not in context.custom


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
    codes = [code_of("contact.sex", text) or "" if text else "" for text in found]
    table.people(column.group).contact["sex"] = codes
    for row, text in enumerate(found):
        if text and not codes[row] and text.casefold() not in _UNSAID:
            findings.keep(row, column, text)


_UNSAID = frozenset({"unspecified", "unknown", "未知", "未指定", "保密", "nicht angegeben"})
_Reader = Callable[[Column, Sequence[CellValue], CustomerTable, Findings], None]
_READERS: Mapping[str, _Reader] = {
    "tags": _read_tags,
    "region": _read_region,
    "contact.sex": _read_sex,
    "contact.prefix": read_prefix,
}


def _keep_in_note(table: CustomerTable, findings: Findings) -> None:
    """Add the texts no field could hold to the rows' remarks."""
    if not findings.kept:
        return
    notes = list(table.fields.get("note") or [""] * len(table.lines))
    for row, kept in findings.kept.items():
        notes[row] = "\n".join(([notes[row]] if notes[row] else []) + kept)
    table.fields["note"] = notes
