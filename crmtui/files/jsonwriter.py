"""Writing the complete export as JSON or JSON Lines: one row a line, never held in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from json import JSONEncoder
from typing import IO

from crmtui.domain.completetables import FORMAT, TABLES, VERSION

TICK = 1_000
Value = str | int | None
Rows = Iterable[Sequence[Value]]
_encode = JSONEncoder(ensure_ascii=False).encode


def write_json(
    file: IO[bytes],
    tables: Iterable[tuple[str, Rows]],
    exported_on: date,
    tick: Callable[[int], None] | None = None,
) -> int:
    """One object: what it is, then every table by name as a list of objects; gives the rows."""
    head = _head(exported_on)
    file.write(f'{head[:-1]}, "tables": {{'.encode())
    count = 0
    for at, (table, rows) in enumerate(tables):
        file.write(f"{',' if at else ''}\n{_encode(table)}: [".encode())
        separator = "\n"
        for line in _lines(table, rows, tick):
            file.write(f"{separator}{line}".encode())
            separator = ",\n"
            count += 1
        file.write(b"]" if separator == "\n" else b"\n]")
    file.write(b"\n}}\n")
    return count


def write_lines(
    file: IO[bytes],
    tables: Iterable[tuple[str, Rows]],
    exported_on: date,
    tick: Callable[[int], None] | None = None,
) -> int:
    """JSON Lines: first what it is, then a row a line with its table's name; gives the rows."""
    file.write(f"{_head(exported_on)}\n".encode())
    count = 0
    for table, rows in tables:
        start = f'{{"table": {_encode(table)}, '
        for line in _lines(table, rows, tick):
            file.write(f"{start}{line[1:]}\n".encode())
            count += 1
    return count


def _head(exported_on: date) -> str:
    return _encode({"format": FORMAT, "version": VERSION, "exported_on": exported_on.isoformat()})


def _lines(table: str, rows: Rows, tick: Callable[[int], None] | None) -> Iterator[str]:
    """The rows of a table as JSON objects."""
    fields = TABLES[table].fields
    names = TABLES[table].names
    flags = [at for at, field in enumerate(fields) if field.kind == "flag"]
    for number, row in enumerate(rows, 1):
        made: dict[str, Value | bool] = dict(zip(names, row, strict=True))
        for at in flags:
            made[names[at]] = bool(row[at])
        if tick and number % TICK == 0:
            tick(TICK)
        yield _encode(made)
