"""Our own complete export as JSON or JSON Lines: every table as a sheet that needs no headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from crmtui.domain.completetables import FORMAT, SHEET_KIND, TABLES, VERSION
from crmtui.domain.errors_complete import ExportTooNew
from crmtui.domain.file_errors import FileNotReadable
from crmtui.domain.sheets import CellValue, Row, Sheet, Workbook
from crmtui.domain.source_errors import JsonBroken, JsonTooDeep, JsonTooLarge
from crmtui.domain.system_words import why
from crmtui.domain.words import _

_TABLE = re.compile(r'"(\w+)": \[\]?,?')
_ENDS = frozenset({"]", "],", "}}"})
MOST_AT_ONCE = 64 * 1024 * 1024  # bytes of a file whose lines are not as we write them
_DEEPEST = 900


class _Otherwise(Exception):
    """The lines are not as we write them: somebody laid the file out anew."""


class _Sheets:
    """Rows by table, and what of them is not known here."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {}
        self.strange: dict[tuple[str, str], None] = {}  # table and field, '' for a whole table
        self._once: dict[str, str] = {}  # a uid or a code is held once, however often it comes

    def add(self, table: str, line: int, item: dict[str, Any]) -> None:
        """One row."""
        if table not in TABLES:
            self.strange[table, ""] = None
            return
        names = TABLES[table].names
        once = self._once.setdefault
        cells = tuple(
            [
                once(cell, cell) if again and isinstance(cell, str) else cell
                for again, cell in zip(_again(table), map(_cell, map(item.get, names)), strict=True)
            ]
        )
        if len(item) > len(names) or not item.keys() <= set(names):
            for name in item.keys() - set(names) - {"table"}:
                self.strange[table, name] = None
        self.rows.setdefault(table, []).append(Row(line, cells))

    def book(self, path: Path) -> Workbook:
        """Everything, in the order in which rows refer to each other."""
        sheets = [
            Sheet(name, self.rows[name], kind=f"{SHEET_KIND}{name}", fields=TABLES[name].names)
            for name in TABLES
            if name in self.rows
        ]
        return Workbook(path, tuple(sheets), "utf-8", notes=tuple(map(_strange, self.strange)))


@cache
def _again(table: str) -> tuple[bool, ...]:
    """Which fields of a table say the same in many rows."""
    fields = TABLES[table].fields
    return tuple(told.name == "uid" or told.kind not in ("text", "int") for told in fields)


def read(path: Path) -> Workbook:
    """The tables of the export; raises ExportTooNew, JsonBroken and what a file can be."""
    try:
        return _read(path)
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None
    except UnicodeDecodeError:
        raise JsonBroken(path.name, 1, 1, _("it is not UTF-8")) from None
    except RecursionError:
        raise JsonTooDeep(path.name, _DEEPEST) from None


def _read(path: Path) -> Workbook:
    with path.open(encoding="utf-8-sig") as file:
        try:
            return _by_lines(file, path).book(path)
        except _Otherwise:
            pass
    if path.stat().st_size > MOST_AT_ONCE:
        raise JsonTooLarge(path.name)
    return _at_once(path).book(path)


def _by_lines(file: IO[str], path: Path) -> _Sheets:
    """A row from each line, so that only the rows are held; both of our formats are so."""
    first = file.readline()
    if '"tables"' in first:
        if not first.rstrip().endswith('"tables": {'):
            raise _Otherwise
        _check(_object(f"{first.rstrip()}}}}}", path, 1), path)
        return _from_document(file, path)
    head = _object(first, path, 1)
    _check(head, path)
    sheets = _Sheets()
    for line, text in enumerate(file, 2):
        if text.strip():
            item = _object(text, path, line)
            sheets.add(str(item.get("table", "")), line, item)
    return sheets


def _from_document(file: IO[str], path: Path) -> _Sheets:
    sheets = _Sheets()
    table = ""
    for line, text in enumerate(file, 2):
        stripped = text.strip()
        if stripped.startswith("{"):
            sheets.add(table, line, _object(stripped.removesuffix(","), path, line))
        elif found := _TABLE.fullmatch(stripped):
            table = found[1]
        elif stripped and stripped not in _ENDS:
            raise _Otherwise
    return sheets


def _object(text: str, path: Path, line: int) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as problem:
        if line == 1:
            raise _Otherwise from None
        raise JsonBroken(path.name, line, problem.colno, problem.msg) from None
    except ValueError:
        raise JsonTooLarge(path.name) from None
    if not isinstance(found, dict):
        raise _Otherwise
    return found


def _at_once(path: Path) -> _Sheets:
    """A file that an editor or another program laid out anew; rows are counted in their table."""
    text = path.read_text(encoding="utf-8-sig")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as problem:
        raise JsonBroken(path.name, problem.lineno, problem.colno, problem.msg) from None
    if not isinstance(document, dict):
        raise JsonBroken(path.name, 1, 1, _("it is no object"))
    _check(document, path)
    tables = document.get("tables")
    sheets = _Sheets()
    for table, rows in tables.items() if isinstance(tables, dict) else ():
        for number, item in _objects(rows):
            sheets.add(table, number, item)
    return sheets


def _objects(rows: object) -> Iterator[tuple[int, dict[str, Any]]]:
    items: Iterable[object] = rows if isinstance(rows, list) else ()
    for number, item in enumerate(items, 1):
        yield number, item if isinstance(item, dict) else {}


def _check(head: dict[str, Any], path: Path) -> None:
    """Refuse what a newer program wrote."""
    version = head.get("version")
    if head.get("format") != FORMAT or not isinstance(version, int) or version < 1:
        raise JsonBroken(path.name, 1, 1, _("it does not say which version it is"))
    if version > VERSION:
        raise ExportTooNew(path.name, version, VERSION)


def _cell(value: object) -> CellValue:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def _strange(what: tuple[str, str]) -> str:
    table, field = what
    if not field:
        return _("The table “{table}” is not known here and was left out.").format(table=table)
    return _("The field “{field}” of “{table}” is not known here and was left out.").format(
        field=field, table=table
    )
