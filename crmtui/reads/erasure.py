"""All that a database holds about a person: their rows, and where else they are named."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping

from crmtui.domain.erasure import Mention, Person, pattern, telling
from crmtui.domain.folding import company_key
from crmtui.reads import deleting, rowtitles
from crmtui.reads.rows import each

MERGED = (
    "SELECT d.row_id FROM change a JOIN change d ON d.operation_id = a.operation_id "
    "WHERE a.customer_id = ? AND a.table_name = 'alias' AND a.action = 'insert' "
    "AND d.table_name = 'customer' AND d.action = 'delete'"
)
# What tells of a person: the table, its columns, and the column that says whose it is.
TELLING = {
    "customer": ("name", "short_name"),
    "contact": ("name",),
    "contact_point": ("value", "normal"),
    "alias": ("name",),
}
UIDS = ("customer", "contact", "alias")
# Texts in which somebody may be named.
TEXTS = {
    "customer": ("name", "short_name", "address", "source", "referred_by", "invoice", "needs",
                 "note"),
    "contact": ("name", "hobbies", "taboos", "temperament", "family", "note"),
    "interaction": ("summary",),
    "follow_up": ("what",),
    "promise": ("what", "why"),
    "occasion": ("label", "note"),
    "greeting": ("text", "gift"),
    "custom_value": ("value",),
    "tag": ("name",),
    "greeting_template": ("text", "name"),
}  # fmt: skip
ROWS = "SELECT {columns} FROM {table} WHERE id IN ({marks})"
OTHERS = 'SELECT 1 FROM {table} WHERE "{column}" = ? AND id NOT IN ({marks}) LIMIT 1'
NAMING = "SELECT id, {by} FROM {table} WHERE {where}"
REFERRED = "SELECT id, referred_by FROM customer WHERE referred_by <> ''"
# Emptied from the bin: the deletion itself tells nothing any more, what came before it does.
EMPTIED = (
    "SELECT c.row_id, o.summary FROM change c JOIN operation o ON o.id = c.operation_id "
    "JOIN operation e ON e.id = o.undone_by AND e.verb = 'empty_bin' WHERE c.operation_id = ? "
    "AND c.table_name = 'customer' AND c.action = 'delete' AND c.before IS NULL"
)
EARLIER = (
    "SELECT table_name, before, after FROM change WHERE customer_id = ? "
    "AND (before LIKE '_\"%' OR after LIKE '_\"%') ORDER BY id"
)
DELETED = (
    "SELECT row_id, before FROM change WHERE operation_id = ? AND table_name = ? "
    "AND action = 'delete' AND before LIKE '_\"%'"
)


def look(conn: sqlite3.Connection, kind: str, row_id: int) -> Person:
    """A customer or contact that is there; RowMissing otherwise."""
    going = deleting.look(conn, kind, [row_id])
    customers = _merged(conn, row_id) if kind == "customer" else set()
    texts = {column: set(_texts(conn, going.rows, column)) for column in TELLING}
    everything = [text for found in texts.values() for text in found]
    named = [text for text in telling(everything) if not _anothers(conn, text, going.rows)]
    names = frozenset(company_key(text) for text in (*texts["customer"], *texts["contact"]))
    referred = _referred(conn, names, customers) if kind == "customer" else ()
    return Person(
        kind=kind,
        id=row_id,
        name=_name(conn, kind, row_id) or going.titles[0],
        customers=frozenset(customers),
        uids=frozenset(_column(conn, going.rows, UIDS, "uid")),
        rows=going.rows,
        texts=tuple(named),
        referring=tuple(going.referring),
        referred=referred,
        mentions=tuple(_mentions(conn, named, going.rows, referred)),
    )


def deleted(conn: sqlite3.Connection, operation: int) -> list[Person]:
    """The customers that a deletion took, one by one, those emptied from the bin too."""
    people = []
    for row_id, before in conn.execute(DELETED, (operation, "customer")).fetchall():
        texts, uids = _of_journal(conn, operation, row_id)
        people.append(_gone(conn, row_id, json.loads(before)["name"], texts, uids))
    emptied = conn.execute(EMPTIED, (operation,)).fetchall()
    for row_id, summary in emptied:
        names, texts, uids = _earlier(conn, row_id)
        # A deletion of one customer is called after it; of several, the journal knows more.
        name = summary if len(emptied) == 1 and summary else next(reversed(names), "")
        if name:
            people.append(_gone(conn, row_id, name, [*texts, name], uids))
    return people


def _gone(
    conn: sqlite3.Connection, row_id: int, name: str, texts: list[str], uids: list[str]
) -> Person:
    """A customer that is not there any more."""
    named = [text for text in telling(texts) if not _anothers(conn, text, {})]
    return Person(
        kind="customer",
        id=row_id,
        name=name,
        customers=frozenset(_merged(conn, row_id)),
        uids=frozenset(uids),
        rows={},
        texts=tuple(named),
        referred=_referred(conn, frozenset({company_key(name)}), set()),
        mentions=tuple(_mentions(conn, named, {}, ())),
    )


def _earlier(conn: sqlite3.Connection, customer: int) -> tuple[list[str], list[str], list[str]]:
    """The names, telling texts and uids that the journal still holds of a customer."""
    names: list[str] = []
    texts: list[str] = []
    uids: list[str] = []
    for table, *sides in conn.execute(EARLIER, (customer,)).fetchall():
        for was in (json.loads(side) for side in sides if side and side[1] == '"'):
            names += [was["name"]] if table == "customer" and was.get("name") else []
            texts += [was[column] for column in TELLING.get(table, ()) if was.get(column)]
            uids += [was["uid"]] if table in UIDS and was.get("uid") else []
    return names, texts, uids


def _of_journal(
    conn: sqlite3.Connection, operation: int, customer: int
) -> tuple[list[str], list[str]]:
    """The texts that tell of a deleted customer, and the uids it and its people had."""
    texts: list[str] = []
    uids: list[str] = []
    for table, columns in TELLING.items():
        for row_id, before in conn.execute(DELETED, (operation, table)).fetchall():
            was = json.loads(before)
            if customer == (row_id if table == "customer" else was.get("customer_id")):
                texts += [was[column] for column in columns if was.get(column)]
                uids += [was["uid"]] if was.get("uid") else []
    return texts, uids


def _name(conn: sqlite3.Connection, kind: str, row_id: int) -> str:
    return next(str(row["name"]) for row in rowtitles.whole(conn, kind, [row_id]))


def _merged(conn: sqlite3.Connection, customer: int) -> set[int]:
    """The customer's id, and those of all that were merged into it."""
    found, waiting = {customer}, [customer]
    while waiting:
        for (other,) in conn.execute(MERGED, (waiting.pop(),)).fetchall():
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _texts(
    conn: sqlite3.Connection, rows: Mapping[str, Collection[int]], table: str
) -> Iterator[str]:
    columns = ", ".join(TELLING[table])
    sql = ROWS.format(columns=columns, table=table, marks="{marks}")
    for row in each(conn, sql, sorted(rows.get(table, ()))):
        yield from (text for text in row if text)


def _column(
    conn: sqlite3.Connection, rows: Mapping[str, Collection[int]], tables: Iterable[str], name: str
) -> Iterator[str]:
    for table in tables:
        sql = ROWS.format(columns=name, table=table, marks="{marks}")
        for (value,) in each(conn, sql, sorted(rows.get(table, ()))):
            if value:
                yield value


def _anothers(conn: sqlite3.Connection, text: str, rows: Mapping[str, Collection[int]]) -> bool:
    """Whether somebody else is called so, or reached there."""
    for table, columns in TELLING.items():
        own = sorted(rows.get(table, ()))[:500]
        marks = ", ".join("?" * len(own))
        for column in columns:
            sql = OTHERS.format(table=table, column=column, marks=marks)
            if conn.execute(sql, (text, *own)).fetchone():
                return True
    return False


def _referred(
    conn: sqlite3.Connection, names: frozenset[str], own: Collection[int]
) -> tuple[int, ...]:
    found = conn.execute(REFERRED).fetchall()
    return tuple(id for id, text in found if id not in own and company_key(text) in names)


def _mentions(
    conn: sqlite3.Connection,
    texts: Collection[str],
    rows: Mapping[str, Collection[int]],
    referred: Collection[int],
) -> Iterator[Mention]:
    """The rows of others in which one of the texts stands."""
    found = pattern(texts)
    if found is None:
        return
    cleared = set(referred)
    conn.create_function("tells", 1, lambda text: bool(text and found.search(text)))
    for table, columns in TEXTS.items():
        where = " OR ".join(f'tells("{column}")' for column in columns)
        # What others say they were referred by is taken out.
        by = "referred_by" if table == "customer" else "''"
        own = set(rows.get(table, ()))
        ids = []
        for id, said in conn.execute(NAMING.format(by=by, table=table, where=where)).fetchall():
            if id not in own and not (id in cleared and _only_there(conn, id, found, said)):
                ids.append(id)
        yield from _told(conn, table, ids)


def _only_there(
    conn: sqlite3.Connection, customer: int, found: re.Pattern[str], referred_by: str
) -> bool:
    """Whether a customer names the person in nothing but who referred it."""
    (row,) = rowtitles.whole(conn, "customer", [customer])
    texts = [str(row[column]) for column in TEXTS["customer"] if column != "referred_by"]
    return bool(referred_by) and not any(found.search(text) for text in texts)


def _told(conn: sqlite3.Connection, table: str, ids: list[int]) -> Iterator[Mention]:
    names: dict[int | None, str] = {}
    rows = list(rowtitles.whole(conn, table, ids))
    owners = sorted({row["customer_id"] for row in rows if row.get("customer_id")})
    names.update(each(conn, rowtitles.NAMES, owners))
    for row in rows:
        owner = row["id"] if table == "customer" else row.get("customer_id")
        name = row["name"] if table == "customer" else names.get(owner, "")
        yield Mention(table, row["id"], owner, name)
