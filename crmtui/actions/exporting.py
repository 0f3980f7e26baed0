"""Exports: what was asked for, read in one transaction and written whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TypeAlias

from crmtui.actions import exportbooks, exportpages, exportparts
from crmtui.actions.exportparts import Source
from crmtui.domain.export_errors import EncodingNotUsed, NothingToExport, SeveralFiles
from crmtui.domain.exportorder import COMPLETE, PARTS, TEXT_TABLES, Chosen, Order
from crmtui.domain.importplan import Progress
from crmtui.domain.search import Query, parse_query
from crmtui.files import jsonwriter, placing, texttables
from crmtui.reads import customers, export

Tick: TypeAlias = Callable[[int], None]

FLAT_OF_ALL = ("customers", "contacts", "interactions", "follow-ups", "occasions", "promises")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to."""

    files: tuple[Path, ...]
    rows: int
    cut: int = 0  # texts too long for a workbook's cell
    archived: int = 0  # customers left out because they are put away


def export_to(
    conn: sqlite3.Connection,
    order: Order,
    path: Path,
    today: date,
    lang: str,
    progress: Progress | None = None,
    *,
    lead_days: int = 7,
) -> Exported:
    """Write what the order says to this file (`-`: the standard output).

    lead_days: how long before days that matter a calendar reminds where a day says nothing.
    Raises what `domain.export_errors` has; whatever goes wrong, no file is left or touched.
    """
    if order.format not in TEXT_TABLES and order.encoding != "utf-8":
        raise EncodingNotUsed(order.format)
    encoding = texttables.encoding_of(order.encoding)
    several = order.what == "all" and order.format in TEXT_TABLES
    if several and path == placing.STDOUT:
        raise SeveralFiles
    placing.check(path, force=order.force or several)
    with snapshot(conn):
        chosen = _chosen(conn, order)
        source = Source(conn, chosen, _whole(order), today, lang, lead_days)
        if several:
            return _several(source, order, path, encoding, progress)
        meter = _Meter(_expected(source, order), progress)
        with placing.placed(path, force=order.force) as file:
            rows, cut = _write(source, order, file, encoding, meter.add)
            if not rows:
                raise NothingToExport
        meter.end()
        left = 0 if _whole(order) or not order.chosen.everybody else export.archived_count(conn)
        return Exported((path,), rows, cut, left)


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """Everything read inside is of one moment, whoever writes meanwhile."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        conn.execute("ROLLBACK")


def _whole(order: Order) -> bool:
    """Whether it is everything there is, what is put away included."""
    return order.what == "all" and order.chosen.everybody


def _chosen(conn: sqlite3.Connection, order: Order) -> list[int]:
    """The customers it is about, in the order they were added."""
    chosen = order.chosen
    if chosen.everybody:
        return export.every_id(conn, archived=order.what == "all")
    return sorted(
        customers.ids(
            conn,
            query=_query(chosen),
            grades=chosen.grades,
            stages=chosen.stages,
            tags=chosen.tags,
            regions=chosen.regions,
            owners=chosen.owners,
            archived=chosen.archived,
            hidden_on=chosen.hidden_on,
        )
    )


def _query(chosen: Chosen) -> Query | None:
    if not chosen.words.strip():
        return None
    if chosen.words.isascii():
        return parse_query(chosen.words)
    from crmtui.zh import simplify

    return parse_query(chosen.words, simplify)


def _several(
    source: Source, order: Order, path: Path, encoding: str, progress: Progress | None
) -> Exported:
    """Every flat table that holds anything, each into a file of its own: NAME-customers.csv …"""
    flats = {what: source.flat(what, apart=True) for what in FLAT_OF_ALL}
    meter = _Meter(sum(_rows_of(source, what) for what in FLAT_OF_ALL), progress)
    files: list[Path] = []
    count = 0
    with ExitStack() as stack:
        for what, flat in flats.items():
            rows = exportparts.filled(flat.rows)
            if rows is not None:
                files.append(path.with_name(f"{path.stem}-{what}{path.suffix}"))
                file = stack.enter_context(placing.placed(files[-1], force=order.force))
                count += texttables.write(
                    file,
                    flat.headings,
                    rows,
                    tabs=order.format == "tsv",
                    encoding=encoding,
                    tick=meter.add,
                )
        if not files:
            raise NothingToExport
    meter.end()
    return Exported(tuple(files), count)


def _write(
    source: Source, order: Order, file: IO[bytes], encoding: str, tick: Tick
) -> tuple[int, int]:
    """Write the one file; gives its rows and how many texts had to be cut."""
    what, form = order.what, order.format
    if form in TEXT_TABLES:
        flat = source.flat(what)
        tabs = form == "tsv"
        rows = texttables.write(
            file, flat.headings, flat.rows, tabs=tabs, encoding=encoding, tick=tick
        )
        return rows, 0
    if form in COMPLETE:
        write = jsonwriter.write_json if form == "json" else jsonwriter.write_lines
        return write(file, source.tables(what), source.today, tick), 0
    if form == "xlsx":
        return exportbooks.write(source, what, file, _expected(source, order), tick)
    if form in exportpages.WRITERS:
        return exportpages.WRITERS[form](source, what, file, tick), 0
    from crmtui.actions import exportcards

    return exportcards.WRITERS[form](source, what, file, tick), 0


def _expected(source: Source, order: Order) -> int:
    """About how many rows there will be."""
    if order.format in COMPLETE or (order.what == "all" and order.format == "xlsx"):
        return sum(export.count(source.conn, table) for table in PARTS[order.what])
    return _rows_of(source, order.what)


def _rows_of(source: Source, what: str) -> int:
    table = PARTS.get(what, ("customer",))[0]
    rows = export.count(source.conn, table)
    return min(rows, len(source.ids)) if table == "customer" else rows


class _Meter:
    """Adds up what is written, and tells the caller."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = max(total, 1)
        self._progress = progress
        self._done = 0

    def add(self, rows: int) -> None:
        """So many more."""
        self._done += rows
        if self._progress:
            self._progress(min(self._done, self._total), self._total)

    def end(self) -> None:
        """All of it."""
        self.add(self._total)
