"""One unit of work: every change to customer data goes through here, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from crmtui.domain.changes import Changed
from crmtui.domain.errors import EditConflict, RowMissing
from crmtui.domain.records import Record, Value
from crmtui.domain.workdays import WEEKENDS
from crmtui.store import bulk, bulkdelete, bulkupdate, derived, forgetting, journal, sideindex, uids
from crmtui.store import reverse as reversing
from crmtui.store.journal import UNJOURNALED, Entry
from crmtui.store.shape import DERIVED, columns

if TYPE_CHECKING:
    from pathlib import Path

    from crmtui.domain.search import SearchDoc
    from crmtui.settings import Settings

ENTRIES_HELD = 20_000  # then they are written, so that undoing an import takes little memory


class UnitOfWork:
    """Changes to the tables, journaled; derived columns and search follow at the commit."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        settings: Settings,
        keys: derived.Keys,
        source: str,
        session: str,
    ) -> None:
        self.sql = raw
        self.settings = settings
        self.workdays = WEEKENDS  # whoever opens it puts the user's own in
        self.source = source
        self.session = session
        self.now = uids.utc_now()
        self._keys = keys
        self._verb = ""
        self._summary = ""
        self._operation_id: int | None = None
        self._entries: list[Entry] = []
        self._wrote = False
        self._touched: dict[int, None] = {}
        self._fresh: set[int] = set()  # customers whose derived data the caller has written

    # -- the operation -----------------------------------------------------------------------

    def describe(self, verb: str, summary: str = "") -> None:
        """Name what is being done; the first name given stays."""
        if not self._verb:
            self._verb, self._summary = verb, summary

    @property
    def operation_id(self) -> int:
        """The operation's id; opens it in the journal if nothing was written yet."""
        if self._operation_id is None:
            self._operation_id = journal.open_operation(
                self.sql,
                self.now,
                self.settings.me,
                self.source,
                self.session,
                self._verb or "change",
                self._summary,
            )
        return self._operation_id

    def changed(self, id: int | None = None, customer_id: int | None = None) -> Changed:
        """What to report back: the topics to read again, and the row this was about."""
        topics = {"queue", "customers"} | {f"customer:{touched}" for touched in self._touched}
        if not self.changed_anything:
            return Changed(self._operation_id, frozenset(), id, customer_id)
        if customer_id is None and len(self._touched) == 1:
            customer_id = next(iter(self._touched))
        return Changed(self.operation_id, frozenset(topics), id, customer_id)

    @property
    def changed_anything(self) -> bool:
        """Whether there is anything to journal."""
        return self._wrote or bool(self._entries)

    # -- reading inside ----------------------------------------------------------------------

    def row(self, table: str, row_id: int) -> Record | None:
        """One row or None."""
        return next(self._select(table, {"id": row_id}), None)

    def must(self, table: str, row_id: int) -> Record:
        """One row; RowMissing when it is not there."""
        if (found := self.row(table, row_id)) is None:
            raise RowMissing(table, row_id)
        return found

    def rows(self, table: str, **equals: Value) -> list[Record]:
        """The rows whose columns equal these values, by id."""
        return list(self._select(table, equals))

    def _select(self, table: str, equals: Mapping[str, Value]) -> Iterator[Record]:
        names = columns(table)
        where = " AND ".join(f'"{name}" IS ?' for name in equals) or "1"
        if strangers := equals.keys() - set(names):
            raise KeyError(*strangers)  # SQLite would take such a name for a text
        quoted = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT {quoted} FROM {table} WHERE {where} ORDER BY id"
        for row in self.sql.execute(sql, tuple(equals.values())):
            yield Record(zip(names, row, strict=True))

    # -- writing -----------------------------------------------------------------------------

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Add a row; gives its id. `uid` and `recorded_at` are filled in."""
        names = columns(table)
        full = dict(values)
        if "uid" in names:
            full.setdefault("uid", uids.new_uid())
        if "recorded_at" in names:
            full.setdefault("recorded_at", self.now)
        cursor = self.sql.execute(bulk.insert_sql(table, tuple(full)), tuple(full.values()))
        row_id = int(full.get("id") or cursor.lastrowid or 0)
        self._note(table, row_id, "insert", None, full)
        return row_id

    def update(
        self, table: str, row_id: int, values: Mapping[str, Value], revision: int | None = None
    ) -> bool:
        """Change a row; False when nothing differs. EditConflict when `revision` is old."""
        current = self.must(table, row_id)
        if revision is not None and current["revision"] != revision:
            raise EditConflict(table, row_id, current)
        before = {name: current[name] for name, value in values.items() if current[name] != value}
        if not before:
            return False
        after = {name: values[name] for name in before}
        assignments = ", ".join(f'"{name}" = ?' for name in after)
        if "revision" in current:
            assignments += ", revision = revision + 1"
        self.sql.execute(
            f"UPDATE {table} SET {assignments} WHERE id = ?", (*after.values(), row_id)
        )
        self._note(table, row_id, "update", before, after, current)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row; RowMissing when it is not there."""
        current = self.must(table, row_id)
        self.sql.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        self._note(table, row_id, "delete", current, None)

    def delete_many(self, table: str, ids: Sequence[int]) -> None:
        """Remove rows, the many packed; the caller has seen to what points at them."""
        bulkdelete.delete(self, table, ids)

    def insert_many(
        self,
        table: str,
        names: Sequence[str],
        rows: Iterable[Sequence[Value]],
        tick: Callable[[int], None] | None = None,
    ) -> range:
        """Add rows in bulk; their ids are one unbroken run, journaled as one change.

        `names`: the columns of each row, without `id`. Customers of a `customer_id` column and new
        ones are refreshed at the commit, unless `docs` has them. `tick` hears of each part.
        """
        columns = zip(*rows, strict=True)
        return self.insert_columns(table, dict(zip(names, columns, strict=False)), tick)

    def insert_columns(
        self,
        table: str,
        columns: Mapping[str, Sequence[Value]],
        tick: Callable[[int], None] | None = None,
        *,
        later: bool = False,
    ) -> range:
        """Like `insert_many`, the rows given by column; `later`: take_index or fill brings them."""
        write = bulk.upcoming if later else bulk.insert
        made = write(self.sql, table, columns, tick)
        if made:
            if "customer_id" in columns:
                self._touched.update(dict.fromkeys(columns["customer_id"]))  # type: ignore[arg-type]  # ids
            if table == "customer":
                self._touched.update(dict.fromkeys(made))
            self._entries.append(Entry(table, made[0], made[-1], None, "insert", None, None))
        return made

    def without_indexes(self, rows: Mapping[str, int]) -> Callable[[], None]:
        """Drop the indexes of tables about to get so many rows; gives what makes them again."""
        return bulk.drop_indexes(self.sql, rows)

    def next_id(self, table: str) -> int:
        """The id the next row of this table will get."""
        return bulk.next_id(self.sql, table)

    def update_many(self, table: str, changes: Iterable[tuple[int, Mapping[str, Value]]]) -> int:
        """Change many rows, each journaled; gives how many really changed."""
        count = 0
        for row in bulkupdate.update(self.sql, table, columns(table), changes):
            self._note(table, row.id, "update", row.before, row.after, row.current)
            count += 1
        return count

    def docs(self, docs: Mapping[int, SearchDoc]) -> None:
        """Ready search documents of customers whose derived columns the caller has set as well."""
        derived.write_docs(self.sql, docs, new=True)
        self._fresh.update(docs)

    def fill(self, table: str, columns: Mapping[str, Sequence[Value]]) -> None:
        """Write rows that were to come later."""
        bulk.insert(self.sql, table, columns)

    def take_index(self, path: Path, customers: Iterable[int], tables: Iterable[str] = ()) -> None:
        """Like `docs`, with what wiring.make_index made; there was nothing in it before."""
        sideindex.take(self.sql, path, tables)
        self._fresh.update(customers)

    def note(self, entry: Entry) -> None:
        """Journal rows that the store has written in bulk."""
        self._entries.append(entry)

    def touch(self, customers: Iterable[int], *, in_step: bool = False) -> None:
        """Count these customers as changed; `in_step`: what is derived of them is done already."""
        touched = dict.fromkeys(customers)
        self._touched.update(touched)
        if in_step:
            self._fresh.update(touched)

    def reverse(
        self,
        operation_id: int,
        staying: Mapping[str, frozenset[int]],
        progress: Callable[[int], None] | None = None,
    ) -> reversing.Outcome:
        """Put back what an operation did, but for those of its rows that stay."""
        return reversing.reverse(self, operation_id, staying, progress)

    def wipe(self, deletions: Sequence[int]) -> None:
        """Let go for good of what these operations deleted: nobody can bring it back."""
        forgetting.wipe(self, deletions)

    def mark_undone(self, operation_id: int) -> None:
        """Note in the journal that this operation was undone by the present one.

        Undoing an undo makes the operation behind it whole again; undoing a redo undoes it.
        """
        journal.mark_undone(self.sql, operation_id, self.operation_id)

    def _note(
        self,
        table: str,
        row_id: int,
        action: str,
        before: Mapping[str, Value] | None,
        after: Mapping[str, Value] | None,
        current: Mapping[str, Value] | None = None,
    ) -> None:
        if table in UNJOURNALED:
            return
        values = {**(after or {}), **(current or before or {})}
        customer = row_id if table == "customer" else values.get("customer_id")
        customer_id = customer if isinstance(customer, int) else None
        # A row that moves to another customer touches both.
        for touched in (customer_id, (after or {}).get("customer_id")):
            if isinstance(touched, int):
                self._touched[touched] = None
        if len(self._entries) >= ENTRIES_HELD:
            self._write_entries()
        drop = DERIVED.get(table, frozenset())
        self._entries.append(
            Entry(
                table,
                row_id,
                row_id,
                customer_id,
                action,
                journal.said(before, drop, whole=action == "delete"),
                journal.said(after, drop, whole=False),
            )
        )

    # -- the end -----------------------------------------------------------------------------

    def finish(self) -> None:
        """Bring derived columns and search in step and write the journal; the caller commits."""
        if not self.changed_anything:
            return
        stale = [customer for customer in self._touched if customer not in self._fresh]
        derived.refresh(self.sql, stale, self.settings, self._keys)
        self._write_entries()

    def _write_entries(self) -> None:
        journal.write(self.sql, self.operation_id, self._entries)
        self._entries, self._wrote = [], True
