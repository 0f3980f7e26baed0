"""Every SQL constant runs on a freshly migrated database and keeps to portable SQL."""

from __future__ import annotations

import ast
import pkgutil
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from tests.house.tree import PACKAGE, python_files, shown
from tests.support import fresh

STATEMENT = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|REPLACE)\b")
# What stands for a part that is put in at run time; any other name stands for itself.
FILLED = {"marks": "?", "where": "1", "order": "1", "limit": "1", "select": "SELECT id FROM tag"}
FILLED |= {"table": "interaction", "other": "interaction", "column": "customer_id"}
FILLED |= {"owner": "customer_id"}
# Of SQLite only; a shared PostgreSQL would refuse them.
NOT_PORTABLE = re.compile(r"(?i)\b(julianday|strftime|datetime\(|rowid)\b")


def _modules(room: str) -> Iterator[str]:
    for found in pkgutil.walk_packages([str(PACKAGE / room)], f"crmtui.{room}."):
        yield found.name


def _constants(room: str) -> list[tuple[str, str]]:
    """Where each SQL constant of the room is, and what it says."""
    found = []
    for module in _modules(room):
        for name, value in vars(import_module(module)).items():
            if name.isupper() and isinstance(value, str) and STATEMENT.match(value):
                found.append((f"{module}.{name}", value))
    return sorted(set(found))


READS = _constants("reads")
ALL = [*READS, *_constants("store")]


class _Anything(dict[str, Any]):
    """Gives a value for whatever parameter is asked for."""

    def __missing__(self, name: str) -> int:
        return 1


def _filled(sql: str) -> str:
    fields = {name for _text, name, _spec, _conversion in Formatter().parse(sql) if name}
    return sql.format(**{name: FILLED.get(name, "1") for name in fields})


def _explain(raw: sqlite3.Connection, sql: str) -> None:
    """Let SQLite parse and plan the statement, with as many parameters as it wants."""
    if re.search(r"[:@]\w", sql):
        raw.execute(f"EXPLAIN {sql}", _Anything()).fetchall()
        return
    wanted = 0
    while True:
        try:
            raw.execute(f"EXPLAIN {sql}", [1] * wanted).fetchall()
        except sqlite3.ProgrammingError as error:
            told = re.search(r"uses (\d+)", str(error))
            if not told or int(told[1]) == wanted:
                raise
            wanted = int(told[1])
        else:
            return


@pytest.mark.parametrize(("name", "sql"), ALL, ids=[name for name, _sql in ALL])
def test_a_statement_runs_on_a_fresh_database(name: str, sql: str, tmp_path: Path) -> None:
    fresh(tmp_path / "crm.db")
    with closing(sqlite3.connect(tmp_path / "crm.db")) as raw:
        _explain(raw, _filled(sql))


@pytest.mark.parametrize(("name", "sql"), READS, ids=[name for name, _sql in READS])
def test_a_statement_is_portable(name: str, sql: str) -> None:
    if "search" not in sql:  # the one place where full-text search is spoken
        assert not NOT_PORTABLE.search(sql)


@pytest.mark.parametrize("path", python_files("crmtui/reads"), ids=shown)
def test_statements_are_constants_that_the_tests_above_see(path: Path) -> None:
    """SQL inside a function would never be tried on a fresh database."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and STATEMENT.match(node.value)
    ]
    assert not hidden, f"{shown(path)}: make these lines' SQL a module constant"


def test_there_are_statements_to_try() -> None:
    assert len(READS) > 10
