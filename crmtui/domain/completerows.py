"""The sheets of a complete export as rows of values, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from crmtui.domain.completecells import BadCell, read_cell
from crmtui.domain.completetables import SHEET_KIND, TABLES, Field, Table, defaults
from crmtui.domain.completewords import heading, sheet_name
from crmtui.domain.findings import Findings, shown
from crmtui.domain.importplan import Problem
from crmtui.domain.ledger import Ledger
from crmtui.domain.records import Value
from crmtui.domain.sheets import CellValue, Sheet
from crmtui.domain.words import _

# Rows that somebody wrote into a workbook by hand get a uid made of what they say, so that the
# same row is the same one the next time.
_BY_HAND = UUID("6f1d3c52-0d7e-5f0a-9a44-63726d747569")


@dataclass(slots=True)
class GivenRow:
    """A row as the file tells it; references are still texts. `values` follow the table."""

    source: int
    row: int
    values: list[Value]
    said: Sequence[bool]  # which fields the sheet has at all
    merged: bool = False  # about somebody who was merged into another here


@dataclass(slots=True)
class Given:
    """All rows of the files by table; rows that cannot be taken are noted in the ledger."""

    ledger: Ledger
    today: str
    tables: dict[str, list[GivenRow]] = field(default_factory=dict)
    titles: dict[int, Mapping[str, str]] = field(default_factory=dict)  # by source: field -> words

    def add(self, sheet: Sheet, file: str) -> int:
        """Read a sheet; gives how many rows it has."""
        table = TABLES[sheet.kind.removeprefix(SHEET_KIND)]
        lines = [row.line for row in sheet.rows]
        source = self.ledger.enter(Findings(file, sheet.name, lines), ())
        self.titles[source] = _titles(sheet, table)
        said = [name in sheet.fields for name in table.names]
        places = [sheet.fields.index(name) if name in sheet.fields else -1 for name in table.names]
        made = self.tables.setdefault(table.name, [])
        for number, row in enumerate(sheet.rows):
            cells = [row.cells[at] if 0 <= at < len(row.cells) else None for at in places]
            values = self._values(source, number, table, cells)
            if values is not None:
                made.append(GivenRow(source, number, values, said))
        return len(lines)

    def _values(
        self, source: int, row: int, table: Table, cells: Sequence[CellValue]
    ) -> list[Value] | None:
        """The row's values, or None where it cannot be taken: a needed one is wrong."""
        values: list[Value] = []
        good = True
        for told, cell in zip(table.fields, cells, strict=True):
            try:
                values.append(read_cell(told, cell))
            except BadCell as wrong:
                values.append(None)
                good = good and not told.needed
                self.report(source, row, told, cell, str(wrong), lost=told.needed)
        if good and self._complete(source, row, table, values):
            return values
        self.ledger.note(source, row, "not_taken", _label(table, values))
        return None

    def _complete(self, source: int, row: int, table: Table, values: list[Value]) -> bool:
        """Fill in what goes without saying; False where something needed is missing."""
        names = table.names
        if "uid" in table.key and not values[names.index("uid")]:
            values[names.index("uid")] = str(uuid5(_BY_HAND, f"{table.name}{values}"))
        own = {"added_on": self.today, "recorded_at": f"{self.today}T00:00:00.000+00:00"}
        for at, (told, empty) in enumerate(zip(table.fields, defaults(table.name), strict=True)):
            if values[at] is None:
                values[at] = own.get(told.name, empty)
            if values[at] is None and told.needed:
                self.report(source, row, told, None, _("This must not be empty."), lost=True)
                return False
        return True

    def report(
        self, source: int, row: int, told: Field, found: CellValue, message: str, *, lost: bool
    ) -> None:
        """A problem with a cell; `lost`: the row is not taken in for it."""
        ends = _("The row was not taken in.") if lost else _("The cell was left empty.")
        findings = self.ledger.sources[source].findings
        findings.problems.append(
            Problem(
                findings.file,
                findings.sheet,
                findings.lines[row],
                self.titles[source][told.name],
                shown(found),
                f"{message} {ends}",
            )
        )


def _titles(sheet: Sheet, table: Table) -> Mapping[str, str]:
    """What the fields are called in the file: in JSON by their names, in a workbook by words."""
    if sheet.name == table.name:
        return {name: name for name in table.names}
    lang = "zh" if sheet.name == sheet_name(table.name, "zh") else "en"
    return {name: heading(name, lang) for name in table.names}


def _label(table: Table, values: Sequence[Value]) -> str:
    told = dict(zip(table.names, values, strict=True))
    found = (told.get(name) for name in ("number", "name", "what", "summary", "value"))
    return " ".join(str(value) for value in found if value)
