"""Freshly migrated databases, and rows put into them by hand."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from crmtui import zh
from crmtui.domain.search import build_doc, company_key
from crmtui.store.migrate import to_head

Value = str | int | float | None
TODAY = "2026-11-23"


@cache
def _template() -> Path:
    """One migrated, empty database for all tests of this process."""
    folder = tempfile.mkdtemp(prefix="crmtui-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "empty.db"
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        to_head(connection)
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    return path


def fresh(path: Path) -> None:
    """Put a migrated, empty database at this path."""
    shutil.copyfile(_template(), path)


def writer(path: Path) -> sqlite3.Connection:
    """A connection that writes, making the database first where there is none."""
    if not path.exists():
        fresh(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Value]) -> int:
    """One row with just these columns; gives its id."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values())
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _next_uid(connection: sqlite3.Connection, table: str) -> str:
    (last,) = connection.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()
    return f"{table}-{last + 1}"


def add_customer(connection: sqlite3.Connection, name: str, **values: Value) -> int:
    """A customer as the unit of work would leave it, sorted by its letters; gives its id."""
    row: dict[str, Value] = {
        "uid": _next_uid(connection, "customer"),
        "name": name,
        "added_on": "2026-01-01",
        "name_key": company_key(name),
        "sort_key": name.casefold(),
    }
    return insert(connection, "customer", row | values)


def add_contact(
    connection: sqlite3.Connection,
    customer_id: int,
    name: str,
    points: Mapping[str, str] | None = None,
    **values: Value,
) -> int:
    """A person at a customer, with contact points by kind; gives the contact's id."""
    row: dict[str, Value] = {
        "uid": _next_uid(connection, "contact"),
        "customer_id": customer_id,
        "name": name,
        "is_primary": 1,
    }
    contact_id = insert(connection, "contact", row | values)
    for kind, value in (points or {}).items():
        point: dict[str, Value] = {
            "customer_id": customer_id,
            "contact_id": contact_id,
            "kind": kind,
            "value": value,
            "normal": value.lower().replace(" ", ""),
        }
        insert(connection, "contact_point", point)
    return contact_id


def add_interaction(
    connection: sqlite3.Connection, customer_id: int, on: str, summary: str = "", **values: Value
) -> int:
    """One entry of the history; gives its id."""
    row: dict[str, Value] = {
        "uid": _next_uid(connection, "interaction"),
        "customer_id": customer_id,
        "on": on,
        "kind": "call",
        "summary": summary,
        "is_touch": 1,
        "recorded_at": f"{on}T02:00:00Z",
    }
    return insert(connection, "interaction", row | values)


def add_follow_up(
    connection: sqlite3.Connection, customer_id: int, due_on: str, what: str = "", **values: Value
) -> int:
    """A next step, open unless said otherwise; gives its id."""
    row: dict[str, Value] = {
        "uid": _next_uid(connection, "follow_up"),
        "customer_id": customer_id,
        "due_on": due_on,
        "what": what,
        "recorded_at": "2026-01-01T02:00:00Z",
    }
    return insert(connection, "follow_up", row | values)


def add_occasion(
    connection: sqlite3.Connection,
    customer_id: int,
    calendar: str,
    month: int,
    day: int,
    **values: Value,
) -> int:
    """A day that matters; gives its id."""
    row: dict[str, Value] = {
        "uid": _next_uid(connection, "occasion"),
        "customer_id": customer_id,
        "calendar": calendar,
        "month": month,
        "day": day,
    }
    return insert(connection, "occasion", row | values)


def _texts(connection: sqlite3.Connection, sql: str, customer_id: int) -> list[str]:
    rows = connection.execute(sql, {"id": customer_id})
    return [text for row in rows for text in row if text]


def index(connection: sqlite3.Connection, customer_id: int) -> None:
    """Write the customer's search row from what is stored."""
    names = _texts(
        connection, "SELECT name, short_name, number FROM customer WHERE id = :id", customer_id
    )
    people = _texts(connection, "SELECT name FROM contact WHERE customer_id = :id", customer_id)
    phones = [
        (value, normal)
        for value, normal in connection.execute(
            "SELECT value, normal FROM contact_point WHERE customer_id = ? "
            "AND kind IN ('mobile', 'phone')",
            (customer_id,),
        )
    ]
    rest = _texts(connection, "SELECT city, note, needs FROM customer WHERE id = :id", customer_id)
    history = _texts(
        connection, "SELECT summary FROM interaction WHERE customer_id = :id", customer_id
    )
    doc = build_doc(names, people, phones, rest, history, zh.pinyin_keys, zh.simplify)
    connection.execute("DELETE FROM search WHERE rowid = ?", (customer_id,))
    connection.execute(
        "INSERT INTO search (rowid, names, keys, phones, rest, history) VALUES (?, ?, ?, ?, ?, ?)",
        (customer_id, doc.names, doc.keys, doc.phones, doc.rest, doc.history),
    )
