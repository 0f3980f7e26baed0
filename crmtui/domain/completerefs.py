"""What the rows of a complete export refer to, in the files and in the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from crmtui.domain.completematch import name_place
from crmtui.domain.completerows import Given, GivenRow
from crmtui.domain.completetables import TABLES, Field, Table
from crmtui.domain.importplan import Ref
from crmtui.domain.known import Known
from crmtui.domain.records import Value
from crmtui.domain.words import _


@dataclass(slots=True)
class Referred:
    """Who is meant by which name: rows of the files and rows of the database."""

    given: Given
    known: Known
    names: dict[str, dict[str, Ref]] = field(default_factory=dict)  # by table
    merged: dict[str, Ref] = field(default_factory=dict)  # former uids -> who they are now
    labels: dict[Ref, str] = field(default_factory=dict)  # of customers

    def __post_init__(self) -> None:
        self.labels = {key.id: f"{key.number or ''} {key.name}".strip() for key in self.known.keys}

    def of(self, table: str) -> dict[str, Ref]:
        """Everybody a row of this table is known by; read from the database where need be."""
        found = self.names.get(table)
        if found is None:
            place = (name_place(TABLES[table]) or 0) + 1
            stored = self.known.stored(table)
            found = self.names[table] = {str(row[place]): int(row[0] or 0) for row in stored}
        return found

    def read_merged(self) -> None:
        """Former uids of customers and contacts that were merged into others here."""
        table = TABLES["alias"]
        for row in self.known.stored("alias"):
            told = dict(zip(table.columns, row[1:], strict=True))
            into = told["contact_id"] or told["customer_id"]
            if told["uid"] and isinstance(into, int):
                self.merged[str(told["uid"])] = into

    def resolve(self, table: Table, row: GivenRow) -> bool:
        """Put refs in place of names; False (and noted) where a needed one leads nowhere."""
        for at, told in enumerate(table.fields):
            name = row.values[at]
            if told.kind != "ref" or name is None:
                continue
            where = str(row.values[0]) if told.refers == "kind" else told.refers
            ref = self.of(where).get(str(name))
            row.merged = row.merged or name in self.merged
            row.values[at] = ref
            if ref is None:
                self._nowhere(table, row, told, name)
                if told.needed:
                    return False
        return True

    def _nowhere(self, table: Table, row: GivenRow, told: Field, name: Value) -> None:
        message = _("There is no such row, neither here nor in what is imported.")
        self.given.report(row.source, row.row, told, str(name), message, lost=told.needed)
        if told.needed:
            label = self.label(table, row)
            self.given.ledger.note(row.source, row.row, "not_taken", label)

    def label(self, table: Table, row: GivenRow) -> str:
        """The customer a row is about, as the user knows it."""
        names = table.names
        if table.name == "customer":
            number, name = (row.values[names.index(part)] for part in ("number", "name"))
            return f"{number or ''} {name or ''}".strip()
        ref = row.values[names.index("customer")] if "customer" in names else None
        return self.labels.get(ref, "") if isinstance(ref, int) else ""

    def words(self, told: Field, value: Value) -> Value:
        """A value as it is shown: who is referred to, not by which number."""
        if told.kind != "ref" or not isinstance(value, int):
            return value
        if told.refers == "customer":
            return self.labels.get(value, "")
        if told.refers not in TABLES:
            return value
        return next((name for name, ref in self.of(told.refers).items() if ref == value), "")
