"""Behind a first import, which lets nobody in: looking and writing wait for it, and say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from crmtui import wiring
from crmtui.actions import customers
from crmtui.settings import Settings
from tests.store.acts import TODAY
from tests.store.looking import count


@pytest.fixture
def importing(crm: Settings) -> Iterator[sqlite3.Connection]:
    """Somebody who holds the whole database, as a first import does."""
    with closing(sqlite3.connect(crm.db, isolation_level=None, check_same_thread=False)) as held:
        held.execute("PRAGMA journal_mode = DELETE")
        held.execute("BEGIN EXCLUSIVE")
        yield held


def test_who_writes_waits_until_the_import_is_done(
    crm: Settings, importing: sqlite3.Connection
) -> None:
    def done() -> None:
        importing.execute("ROLLBACK")

    with wiring.unit_of_work(crm, on_wait=done) as uow:
        customers.add(uow, {"name": "王"}, today=TODAY)
    assert count(crm, "customer") == 1


def test_who_looks_waits_until_the_import_is_done(
    crm: Settings, importing: sqlite3.Connection
) -> None:
    said = []

    def done() -> None:
        said.append(1)
        importing.execute("ROLLBACK")

    with wiring.reader(crm, done) as conn:
        assert conn.execute("SELECT count(*) FROM customer").fetchone() == (0,)
    assert said == [1]
