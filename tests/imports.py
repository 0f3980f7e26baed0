"""Small tables as an import gets them, and the plan made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from crmtui import wiring
from crmtui.actions import transfer as importing
from crmtui.domain.importplan import ImportOptions, ImportPlan, ImportResult
from crmtui.domain.known import Known
from crmtui.domain.sheets import CellValue, Row, Sheet, Workbook
from crmtui.domain.transfer import plan
from crmtui.reads import matching
from crmtui.settings import Settings

TODAY = date(2026, 11, 23)
Table = Sequence[Sequence[CellValue]]


def sheet(rows: Table, name: str = "客户", *, hidden: bool = False, first: int = 1) -> Sheet:
    """A sheet; rows of nothing are left out, as files do."""
    made = [
        Row(line, tuple(cells))
        for line, cells in enumerate(rows, first)
        if any(cell is not None and cell != "" for cell in cells)
    ]
    return Sheet(name, made, hidden)


def book(*sheets: Sheet, name: str = "file.xlsx") -> Workbook:
    """A file of these sheets."""
    return Workbook(Path(name), sheets)


def planned(*tables: Table, known: Known | None = None, order: str = "") -> ImportPlan:
    """The plan of one file with these sheets."""
    sheets = [sheet(rows, f"S{number}") for number, rows in enumerate(tables, 1)]
    options = ImportOptions(date_order=order)
    return plan([book(*sheets)], known or Known(), TODAY, options)


@contextmanager
def looked_up(settings: Settings) -> Iterator[Known]:
    """What the database knows."""
    with wiring.reader(settings) as conn:
        yield matching.known(conn)


def plan_for(settings: Settings, *tables: Table, today: date = TODAY) -> ImportPlan:
    """The plan of these sheets for a real database."""
    sheets = [sheet(rows, f"S{number}") for number, rows in enumerate(tables, 1)]
    with looked_up(settings) as known:
        return plan([book(*sheets)], known, today)


def take_in(settings: Settings, made: ImportPlan, today: date = TODAY) -> ImportResult:
    """Write a plan."""
    ready = importing.prepare(made)
    with wiring.unit_of_work(settings) as uow:
        return importing.apply(uow, ready, today)


def imported(settings: Settings, *tables: Table, today: date = TODAY) -> ImportPlan:
    """Import these sheets; gives the plan that was written."""
    made = plan_for(settings, *tables, today=today)
    take_in(settings, made, today)
    return made


def column(made: ImportPlan, name: str) -> list[object]:
    """A column of the new customers."""
    at = made.orders.customer_columns.index(name)
    return [row[at] for row in made.orders.customers]
