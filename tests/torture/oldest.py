"""A database as the first program made it, with customers and what hangs on them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from crmtui.store import migrate
from tests import support


def build_oldest(path: Path, customers: int, revision: str = "0001") -> None:
    """Write so many customers, each with a contact, a record and a step, into an old schema."""
    with create_engine(f"sqlite:///{path}", poolclass=NullPool).begin() as connection:
        migrate.to_head(connection, revision)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("BEGIN")
        for n in range(customers):
            made = support.add_customer(raw, f"第{n}号贸易公司", number=f"{n:05}", grade="A")
            support.add_contact(raw, made, f"王{n}", {"mobile": f"+861380{n:07}"})
            support.add_interaction(raw, made, "2026-10-02", f"报价 {n}")
            support.add_follow_up(raw, made, "2026-12-01", f"寄样品 {n}")
        raw.execute("COMMIT")
