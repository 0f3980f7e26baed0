"""Columns of birthdays and of other days that come back every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crmtui.domain import birthcells
from crmtui.domain.birthdays import Birthday
from crmtui.domain.columns import Column
from crmtui.domain.customertable import Context, CustomerTable
from crmtui.domain.findings import Findings
from crmtui.domain.sheets import CellValue

OCCASION = "occasion."


def read_days(
    column: Column,
    values: Sequence[CellValue],
    table: CustomerTable,
    findings: Findings,
    context: Context,
) -> None:
    """One column's days, beside those of other columns."""
    kind = column.field.removeprefix(OCCASION) if column.field.startswith(OCCASION) else ""
    found = birthcells.read_birthdays(
        values,
        column,
        findings,
        context.today,
        context.options.date_order,
        lunar=column.field == "lunar_birthday",
        born=not kind,
    )
    label = column.header if kind == "other" else ""
    made: list[tuple[Birthday, ...]] = [
        () if day is None else (replace(day, kind=kind, label=label) if kind else day,)
        for day in found
    ]
    people = table.people(column.group)
    if people.birthdays:
        both = zip(people.birthdays, made, strict=True)
        made = [first + second if first != second else first for first, second in both]
    people.birthdays = made
