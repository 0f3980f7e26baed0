"""Which rows an operation created, and which of them undoing it has to leave as they are.

A row stays where it was edited since, or where a row that came since needs it. What it needs stays
with it, and so does what belongs to it: a customer that stays keeps its people and its history.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

from crmtui.domain.takeback import KeptRow, TakeBack
from crmtui.reads import bin, dependents, rowtitles
from crmtui.reads.rows import each

CREATED = (
    "SELECT table_name, row_id, row_last FROM change "
    "WHERE operation_id = ? AND action = 'insert' ORDER BY table_name, row_id"
)
UPDATED = (
    "SELECT table_name, row_id, before, after FROM change "
    "WHERE operation_id = ? AND action = 'update' AND before IS NOT NULL ORDER BY id DESC"
)
CHANGED = (
    "SELECT count(before), count(*) - count(before), "
    "count(before) FILTER (WHERE action = 'update') FROM change "
    "WHERE operation_id = ? AND action <> 'insert'"
)
DELETED = "SELECT table_name, row_id FROM change WHERE operation_id = ? AND action = 'delete'"
POINTING = (
    'SELECT m.name, f."from", f."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
    "WHERE m.type = 'table' ORDER BY m.name, f.\"from\""
)
EDITED = (
    "SELECT row_id, before FROM change WHERE table_name = ? AND action = 'update' "
    "AND row_id BETWEEN ? AND ? AND operation_id > ? AND before IS NOT NULL ORDER BY id DESC"
)
NEEDING = (
    'SELECT "{column}", id FROM {other} WHERE id BETWEEN ? AND ? AND "{column}" BETWEEN ? AND ?'
)
NEEDED = 'SELECT id, "{column}" FROM {table} WHERE "{column}" IS NOT NULL AND id IN ({marks})'
OF_OWNER = 'SELECT id FROM {table} WHERE "{column}" IN ({marks})'
OF_CONTACT = (
    "SELECT t.id, t.contact_id FROM {table} t WHERE t.customer_id IN "
    "(SELECT p.customer_id FROM contact p WHERE p.id IN ({marks}))"
)
OWNERS = "SELECT id, customer_id FROM {table} WHERE id IN ({marks})"

_LAST = 2**62
Runs = dict[str, list[tuple[int, int]]]
Ids = dict[str, set[int]]
Users = dict[
    str, dict[int, set[tuple[str, int]]]
]  # by table and row: the tables and rows needing it


class _Journal:
    """The rows an operation created, and how the tables point at each other."""

    def __init__(self, conn: sqlite3.Connection, operation_id: int) -> None:
        self.conn = conn
        self.operation_id = operation_id
        self.runs: Runs = {}
        for table, first, last in conn.execute(CREATED, (operation_id,)):
            _append(self.runs.setdefault(table, []), first, last)
        # Table and column, and what the column points at, as far as the operation created there.
        self.keys = [key for key in conn.execute(POINTING) if key[2] in self.runs]

    def ours(self, table: str, row_id: int) -> bool:
        """Whether the operation created this row."""
        return any(first <= row_id <= last for first, last in self.runs.get(table, ()))

    def others(self, table: str) -> Iterator[tuple[int, int]]:
        """The ids of a table that are not of the operation, as runs."""
        after = 0
        for first, last in self.runs.get(table, ()):
            if first > after + 1:
                yield after + 1, first - 1
            after = last
        yield after + 1, _LAST


def _append(runs: list[tuple[int, int]], first: int, last: int) -> None:
    if runs and first <= runs[-1][1] + 1:
        runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
    else:
        runs.append((first, last))


def look(conn: sqlite3.Connection, operation_id: int) -> TakeBack:
    """What undoing this operation would do with the rows it created."""
    journal = _Journal(conn, operation_id)
    edited = _edited(journal)
    used = _used(journal)
    seeds: Ids = {table: set(rows) for table, rows in edited.items()}
    for table, rows in used.items():
        seeds.setdefault(table, set()).update(rows)
    staying = _with_theirs(journal, seeds)
    changed, wiped, edits = conn.execute(CHANGED, (operation_id,)).fetchone()
    gone, gone_by = dependents.gone(conn, operation_id, journal.runs)
    return TakeBack(
        operation=operation_id,
        created={
            table: sum(last - first + 1 for first, last in runs)
            for table, runs in journal.runs.items()
        },
        kept=tuple(_kept(journal, seeds, edited, used, staying)),
        staying={table: frozenset(ids) for table, ids in staying.items() if ids},
        changed=changed,
        kept_changes=tuple(
            row._replace(since=dependents.since(conn, operation_id, [row[:2]]))
            for row in _changed_again(journal)
        ),
        gone=gone,
        gone_by=gone_by,
        returning=bin.deleted_rows(conn, [operation_id])[operation_id],
        edits=edits,
        wiped=wiped,
    )


def _changed_again(journal: _Journal) -> Iterator[KeptRow]:
    """Rows of which the operation changed fields that say something else by now."""
    changes: dict[str, dict[int, list[tuple[dict[str, Any], dict[str, Any]]]]] = {}
    for table, row_id, before, after in journal.conn.execute(UPDATED, (journal.operation_id,)):
        rows = changes.setdefault(table, {})
        rows.setdefault(row_id, []).append((json.loads(before), json.loads(after)))
    deleted = set(journal.conn.execute(DELETED, (journal.operation_id,)))
    for table, rows in sorted(changes.items()):
        again: dict[int, tuple[tuple[str, ...], bool]] = {}
        missing = dict.fromkeys(id for id in rows if (table, id) not in deleted)
        for current in rowtitles.whole(journal.conn, table, rows):
            missing.pop(current["id"], None)
            fields: dict[str, None] = {}
            for before, after in rows[current["id"]]:
                for name, value in after.items():
                    if current[name] == value:
                        current[name] = before[name]
                    else:
                        fields[name] = None
            if fields:
                every = {name for _before, after in rows[current["id"]] for name in after}
                again[current["id"]] = tuple(fields), every == fields.keys()
        titles = rowtitles.titles(journal.conn, table, again)
        for row_id, (edited, whole) in again.items():
            yield KeptRow(table, row_id, titles[row_id], edited, whole=whole)
        for row_id in missing:
            title = rowtitles.former(journal.conn, table, row_id)
            yield KeptRow(table, row_id, title, gone=True)


def _edited(journal: _Journal) -> dict[str, dict[int, tuple[str, ...]]]:
    """Rows that no longer say what they said when they were created, and in which fields.

    What later updates found there first is what the row was created with.
    """
    found: dict[str, dict[int, tuple[str, ...]]] = {}
    for table, runs in journal.runs.items():
        created: dict[int, dict[str, Any]] = {}
        for first, last in runs:
            given = (table, first, last, journal.operation_id)
            for row_id, before in journal.conn.execute(EDITED, given):
                created.setdefault(row_id, {}).update(json.loads(before))
        for current in rowtitles.whole(journal.conn, table, created):
            was = created[current["id"]]
            fields = tuple(name for name, value in was.items() if current[name] != value)
            if fields:
                found.setdefault(table, {})[current["id"]] = fields
    return found


def _used(journal: _Journal) -> Users:
    """Rows that others need which came otherwise, and these."""
    found: Users = {}
    let_go = set(_let_go(journal))
    for other, column, table in journal.keys:
        sql = NEEDING.format(other=other, column=column)
        for first, last in journal.runs[table]:
            for low, high in journal.others(other):
                for row_id, user in journal.conn.execute(sql, (low, high, first, last)):
                    if (other, column, user) not in let_go:
                        rows = found.setdefault(table, {})
                        rows.setdefault(row_id, set()).add((other, user))
    return found


def _let_go(journal: _Journal) -> Iterator[tuple[str, str, int]]:
    """Columns of rows that point where the operation made them point: that is taken back too."""
    keys = {(other, column) for other, column, _table in journal.keys}
    if not keys:
        return
    changes = journal.conn.execute(UPDATED, (journal.operation_id,)).fetchall()
    for other, row_id, _before, after in changes:
        for column, target in json.loads(after).items():
            if (other, column) in keys and target is not None:
                (row,) = [*rowtitles.whole(journal.conn, other, [row_id])] or [{}]
                if row.get(column) == target:
                    yield other, column, row_id


def _with_theirs(journal: _Journal, seeds: Ids) -> Ids:
    """These rows with what they need and what belongs to them, as far as it was created too."""
    staying: Ids = {}
    new = seeds
    while new:
        for table, ids in new.items():
            staying.setdefault(table, set()).update(ids)
        found: Ids = {}
        for table, ids in [*_needed(journal, new), *_belonging(journal, new)]:
            fresh = {row_id for row_id in ids if journal.ours(table, row_id)}
            if fresh := fresh - staying.get(table, set()):
                found.setdefault(table, set()).update(fresh)
        new = found
    return staying


def _needed(journal: _Journal, rows: Ids) -> Iterator[tuple[str, set[int]]]:
    """What these rows point at."""
    for table, column, target in journal.keys:
        if ids := rows.get(table):
            sql = NEEDED.format(table=table, column=column, marks="{marks}")
            yield target, {found for _id, found in each(journal.conn, sql, sorted(ids))}


def _belonging(journal: _Journal, rows: Ids) -> Iterator[tuple[str, set[int]]]:
    """What belongs to these customers and contacts."""
    for table, column, target in journal.keys:
        ids = rows.get(target)
        if not ids or table not in journal.runs or column != f"{target}_id":
            continue
        if target == "customer":
            sql = OF_OWNER.format(table=table, column=column, marks="{marks}")
            yield table, {found for (found,) in each(journal.conn, sql, sorted(ids))}
        elif target == "contact":
            # By the customer, for which there is an index in every table.
            sql = OF_CONTACT.format(table=table, marks="{marks}")
            found = each(journal.conn, sql, sorted(ids))
            yield table, {row_id for row_id, contact in found if contact in ids}


def _kept(
    journal: _Journal,
    seeds: Ids,
    edited: dict[str, dict[int, tuple[str, ...]]],
    used: Users,
    staying: Ids,
) -> Iterator[KeptRow]:
    """One line for each customer that stays, and for each other row that stays for itself."""
    owners = {table: _owners(journal, table, ids) for table, ids in staying.items()}
    stays_with = Counter(
        owner for of_table in owners.values() for owner in of_table.values() if owner
    )
    lines: dict[tuple[str, int], tuple[dict[str, None], set[tuple[str, int]]]] = {}
    because: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for table, ids in seeds.items():
        for row_id in sorted(ids):
            owner = owners[table].get(row_id)
            key = ("customer", owner) if owner else (table, row_id)
            fields, users = lines.setdefault(key, ({}, set()))
            where = "" if key[0] == table else f"{table}."
            said = edited.get(table, {}).get(row_id, ())
            fields.update(dict.fromkeys(where + name for name in said))
            users.update(used.get(table, {}).get(row_id, ()))
            because.setdefault(key, set()).update(users, [(table, row_id)] if said else ())
    titles = {table: rowtitles.titles(journal.conn, table, [k[1] for k in lines if k[0] == table])
              for table in {key[0] for key in lines}}  # fmt: skip
    for (table, row_id), (fields, users) in sorted(lines.items()):
        title = titles[table].get(row_id, "")
        rows = stays_with[row_id] if table == "customer" else 1
        by_table = Counter(other for other, _user in users)
        users_by = tuple(sorted(by_table.items()))
        since = dependents.since(journal.conn, journal.operation_id, because[table, row_id])
        yield KeptRow(table, row_id, title, tuple(fields), users_by, rows, since)


def _owners(journal: _Journal, table: str, ids: set[int]) -> dict[int, int]:
    """Whose each row is, as far as the operation created that customer too."""
    if table == "customer":
        return {row_id: row_id for row_id in ids}
    if not any(key[:2] == (table, "customer_id") for key in journal.keys):
        return {}
    sql = OWNERS.format(table=table, marks="{marks}")
    found = each(journal.conn, sql, sorted(ids))
    return {row_id: owner for row_id, owner in found if journal.ours("customer", owner)}
