"""A complete export -> what is new, changed and the same in the database it comes into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crmtui.domain.changes import FieldChange
from crmtui.domain.completematch import Stored, keys_of, name_place
from crmtui.domain.completerefs import Referred
from crmtui.domain.completerows import Given, GivenRow
from crmtui.domain.completetables import SHEET_KIND, TABLES, Table
from crmtui.domain.importplan import (
    ImportOptions,
    ImportPlan,
    NewRows,
    Orders,
    Ref,
    SheetMapping,
    Update,
)
from crmtui.domain.known import Known
from crmtui.domain.ledger import Ledger
from crmtui.domain.records import Value
from crmtui.domain.sheets import Workbook
from crmtui.domain.words import _

# Worked out from other fields, or what the row is known by: the database's stands.
_NOT_COMPARED = frozenset({"uid", "is_touch", "normal"})
_TEXTS = frozenset({"text", "code"})


def plan_complete(
    books: Sequence[Workbook], known: Known, today: date, options: ImportOptions
) -> ImportPlan:
    """What importing these exports would do; every sheet is one of a complete export."""
    given = Given(Ledger(), today.isoformat())
    sheets = []
    for book in books:
        for sheet in book.sheets:
            rows = given.add(sheet, book.name)
            sheets.append(SheetMapping(book.name, sheet.name, sheet.kind, 0, rows))
    planner = _Planner(given, Referred(given, known), known, options.overwrite)
    planner.referred.read_merged()
    for table in TABLES.values():
        planner.table(table)
    ledger = given.ledger
    return ImportPlan(
        files=tuple(str(book.path) for book in books),
        sheets=tuple(sheets),
        counts=ledger.counts(),
        outcomes=tuple(ledger.details),
        look_alikes=(),
        problems=ledger.problems(),
        notes=tuple(note for book in books for note in book.notes),
        fingerprint=known.fingerprint,
        orders=Orders(tables=planner.made, table_updates=planner.updates),
    )


def is_complete(book: Workbook) -> bool:
    """Whether a file is a complete export."""
    return any(sheet.kind.startswith(SHEET_KIND) for sheet in book.sheets)


@dataclass(slots=True)
class _Planner:
    """Goes through the tables in their order; rows refer only to what was settled before."""

    given: Given
    referred: Referred
    known: Known
    overwrite: bool
    made: list[NewRows] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)

    def table(self, table: Table) -> None:
        """Settle every row of a table."""
        rows = self.given.tables.pop(table.name, None)
        if rows is None:
            return
        rows = [row for row in rows if self.referred.resolve(table, row)]
        if table.name == "not_same":
            for row in rows:
                _lower_first(row.values)
        keys = list(keys_of(table, (row.values for row in rows)))
        stored = Stored(table, self.known, frozenset(keys))
        names = self.referred.names[table.name] = stored.names
        place = name_place(table)
        new: list[tuple[Value, ...]] = []
        first: dict[tuple[Value, ...], GivenRow] = {}
        for key, row in zip(keys, rows, strict=True):
            if first.setdefault(key, row) is not row:
                self._twice(table, row, first[key])
                continue
            name = "" if place is None else str(row.values[place])
            ref = self._settle(table, row, stored.match(key, row), stored, new)
            if place is not None and ref is not None:
                names[name] = ref
        if new:
            self.made.append(NewRows(table.name, new))

    def _settle(
        self,
        table: Table,
        row: GivenRow,
        was: tuple[Value, ...] | None,
        stored: Stored,
        new: list[tuple[Value, ...]],
    ) -> Ref | None:
        """New, changed or the same; gives what the row is now referred to by, None: not taken."""
        ledger, at = self.given.ledger, (row.source, row.row)
        own = "uid" in table.key
        survivor = self.referred.merged.get(str(row.values[0])) if own and was is None else None
        # What was merged here, an older export does not take apart or write over.
        if survivor is not None or (row.merged and (was is not None or not own)):
            ledger.note(*at, "same")
            return survivor or (int(was[0] or 0) if was else None)
        ref = int(was[0] or 0) if was else -len(new) - 1
        if not self._unique(table, row, ref, stored):
            ledger.note(*at, "not_taken", self.referred.label(table, row))
            return None
        if was:
            changes = self._changes(table, row, was)
            outcome = "updated" if changes else "same"
            label = self.referred.label(table, row) if changes else ""
            customer = _customer_id(table, row, ref)
            ledger.note(*at, outcome, label, customer_id=customer, changes=changes)
            return ref
        new.append(tuple(row.values))
        if table.name == "customer":
            self.referred.labels[ref] = self.referred.label(table, row)
        return ref

    def _unique(self, table: Table, row: GivenRow, ref: Ref, stored: Stored) -> bool:
        """Whether the row can be had with its number; where it can do without, it loses it."""
        if stored.also is None or (value := row.values[stored.also]) is None:
            return True
        if stored.owners.setdefault(value, ref) == ref:
            return True
        told = table.fields[stored.also]
        message = _("Another one has this already.")
        self.given.report(row.source, row.row, told, str(value), message, lost=told.needed)
        row.values[stored.also] = None
        return not told.needed

    def _changes(self, table: Table, row: GivenRow, was: tuple[Value, ...]) -> list[FieldChange]:
        """The fields that differ, ordered to be written."""
        values: dict[str, Value] = {}
        changes = []
        for at, told in enumerate(table.fields):
            after, before = row.values[at], was[1 + at]
            if after == before or not row.said[at] or told.name in _NOT_COMPARED:
                continue
            if after in ("", None) and told.kind in _TEXTS and not self.overwrite:
                continue  # blank cells never erase
            values[told.column] = after
            words = (self.referred.words(told, value) for value in (before, after))
            changes.append(FieldChange(told.name, *words))
        if values:
            self.updates.append(Update(table.name, int(was[0] or 0), values))
        return changes

    def _twice(self, table: Table, row: GivenRow, first: GivenRow) -> None:
        """A row that was there already: harmless where both say the same."""
        if row.values == first.values:
            self.given.ledger.note(row.source, row.row, "same")
            return
        told = table.fields[table.names.index(table.key[0])]
        message = _("This row is there twice, and the two differ.")
        found = None if told.kind == "ref" else row.values[table.names.index(told.name)]
        self.given.report(row.source, row.row, told, found, message, lost=True)
        label = self.referred.label(table, row)
        self.given.ledger.note(row.source, row.row, "not_taken", label)


def _lower_first(values: list[Value]) -> None:
    """Pairs stand with the lower id first; new rows, -1, -2 …, come after those there are."""
    one, other = (int(value or 0) for value in values[1:3])
    if (one < 0, abs(one)) > (other < 0, abs(other)):
        values[1:3] = other, one


def _customer_id(table: Table, row: GivenRow, ref: Ref) -> int | None:
    if table.name == "customer":
        return ref
    if "customer" not in table.names:
        return None
    owner = row.values[table.names.index("customer")]
    return owner if isinstance(owner, int) and owner > 0 else None
