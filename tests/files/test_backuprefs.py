"""Lost references are found as the database itself finds them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.files.backuprefs import lost

SCHEMA = """
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE word (key TEXT PRIMARY KEY);
CREATE TABLE call (id INTEGER PRIMARY KEY, who INTEGER REFERENCES person (id),
                   with_whom INTEGER REFERENCES person, answers INTEGER REFERENCES call (id));
CREATE TABLE label (call INTEGER REFERENCES call (id), word TEXT REFERENCES word (key));
CREATE INDEX ix_call_who ON call (who);
"""
ID = st.integers(1, 5)
MAYBE = st.one_of(st.none(), ID, st.sampled_from(("x", 2.5, 0)))


@settings(max_examples=80)
@given(
    st.sets(ID),
    st.dictionaries(ID, st.tuples(MAYBE, MAYBE, MAYBE), max_size=5),
    st.lists(st.tuples(MAYBE, st.sampled_from(("a", "b", None))), max_size=4),
)
def test_both_checks_agree(
    people: set[int],
    calls: dict[int, tuple[object, object, object]],
    labels: list[tuple[object, str | None]],
) -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.executescript(SCHEMA)
        conn.executemany("INSERT INTO person (id) VALUES (?)", [(id,) for id in people])
        conn.execute("INSERT INTO word VALUES ('a')")
        rows = [(id, *row) for id, row in calls.items()]
        conn.executemany("INSERT INTO call VALUES (?, ?, ?, ?)", rows)
        conn.executemany("INSERT INTO label VALUES (?, ?)", labels)
        said: dict[str, int] = {}
        for table, *_rest in conn.execute("PRAGMA foreign_key_check"):
            said[table] = said.get(table, 0) + 1
        assert dict(lost(conn)) == said


@pytest.mark.parametrize("gap", [False, True])
def test_one_reference_too_many_is_found(gap: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.executescript(SCHEMA)
        conn.executemany("INSERT INTO person (id) VALUES (?)", [(1,), (2,), (4 if gap else 3,)])
        conn.execute("INSERT INTO call (id, who) VALUES (1, 2)")
        assert lost(conn) == []
        conn.execute("INSERT INTO call (id, who) VALUES (2, ?)", (3 if gap else 4,))
        assert lost(conn) == [("call", 1)]


def test_a_number_between_two_ids_is_no_id() -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.executescript(SCHEMA)
        conn.executemany("INSERT INTO person (id) VALUES (?)", [(1,), (2,), (3,)])
        conn.executemany("INSERT INTO call (who) VALUES (?)", [(1,), (2.5,), (3,)])
        assert lost(conn) == [("call", 1)]
