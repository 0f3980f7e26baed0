"""Reads one workbook with calamine in a process of its own and sends it up the pipe.

A hostile workbook aborts, hangs or takes gigabytes: here it ends only this process. It is run
by its path, needs nothing of this package, and starts in a few milliseconds.

Frames on stdout: length (4 bytes, big-endian), then one marshalled tuple:
("sheet", name, hidden) · ("merged", ranges) · ("rows", lines, width, text, plain, days, moments) ·
("cut", columns) · ("end",) · ("password",) · ("damaged", reason) · ("memory",). In "rows" all
cells of the chunk are one text joined by NUL, with the cells that are no text left empty and sent
as (indexes, values).
"""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import marshal
import signal
import sys
from collections.abc import Iterable
from typing import Any, BinaryIO

CHUNK_CELLS = 30_000
# Rows of a very wide sheet are cut: no table of customers has this many columns.
MOST_COLUMNS = 1_000


def limit(seconds: int, memory: int) -> None:
    """Let the system end this process when it takes more than its share."""
    try:
        import resource
    except ImportError:  # Windows: the parent watches
        return
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            hard = resource.getrlimit(what)[1]
            top = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (top, hard))
        except (ValueError, OSError):  # macOS refuses some: the parent watches
            continue


def send(out: BinaryIO, *frame: Any) -> None:
    """One frame up the pipe."""
    data = marshal.dumps(frame)
    out.write(len(data).to_bytes(4, "big"))
    out.write(data)


def plain_number(value: float) -> float:
    """A whole number as int: calamine reads 13800138000 as 13800138000.0."""
    return int(value) if -1e15 < value < 1e15 and value == int(value) else value


def moment(value: Any) -> tuple[int, ...]:
    """A date with time, a time or a duration as numbers, told apart by their count."""
    if isinstance(value, dt.datetime):
        day = (value.year, value.month, value.day)
        return (*day, value.hour, value.minute, value.second, value.microsecond)
    if isinstance(value, dt.time):
        return (value.hour, value.minute, value.second, value.microsecond)
    return (value.days, value.seconds, value.microseconds)


def send_rows(out: BinaryIO, lines: list[int], rows: list[list[Any]]) -> None:
    """A chunk of equally long rows."""
    cells: list[Any] = list(itertools.chain.from_iterable(rows))
    others = [i for i, cell in enumerate(cells) if cell.__class__ is not str]
    plain: tuple[list[int], list[float]] = ([], [])
    days: tuple[list[int], list[int]] = ([], [])
    moments: tuple[list[int], list[tuple[int, ...]]] = ([], [])
    for i in others:
        cell = cells[i]
        cells[i] = ""
        kind = cell.__class__
        if kind is float:
            plain[0].append(i)
            plain[1].append(plain_number(cell))
        elif kind is dt.date:
            days[0].append(i)
            days[1].append(cell.toordinal())
        elif kind is int or kind is bool:
            plain[0].append(i)
            plain[1].append(cell)
        else:
            moments[0].append(i)
            moments[1].append(moment(cell))
    text = "\0".join(cells)
    if text.count("\0") != len(cells) - 1:
        text = "\0".join([cell.replace("\0", "") for cell in cells])
    send(out, "rows", lines, len(rows[0]), text, plain, days, moments)


def send_sheet(out: BinaryIO, rows: Iterable[list[Any]], left: int, width: int) -> None:
    """The filled rows of a sheet, in chunks; `left` columns before them are empty."""
    size = max(1, CHUNK_CELLS // max(1, min(left + width, MOST_COLUMNS)))
    margin = [""] * left
    lines: list[int] = []
    chunk: list[list[Any]] = []
    for line, row in enumerate(rows, 1):
        if row[0] == "" and row.count("") == len(row):
            continue
        if margin:
            row = margin + row
        lines.append(line)
        chunk.append(row if len(row) <= MOST_COLUMNS else row[:MOST_COLUMNS])
        if len(chunk) == size:
            send_rows(out, lines, chunk)
            lines, chunk = [], []
    if chunk:
        send_rows(out, lines, chunk)
    if left + width > MOST_COLUMNS:
        send(out, "cut", MOST_COLUMNS)


def send_workbook(out: BinaryIO, path: str) -> None:
    """Every worksheet of the file."""
    import python_calamine as calamine

    # Opened by its content: the ending of a file's name often lies.
    with open(path, "rb") as file, calamine.load_workbook(file) as book:  # noqa: PTH123
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            # Told before it is read: when reading ends this process, the parent knows where.
            send(out, "sheet", meta.name, hidden)
            out.flush()
            sheet = book.get_sheet_by_name(meta.name)
            send(out, "merged", sheet.merged_cell_ranges or [])
            if sheet.start:
                # calamine's rows begin in the first row, but only in the first filled column.
                send_sheet(out, sheet.iter_rows(), sheet.start[1], sheet.width)


def main() -> None:
    """Read argv[1] within argv[2] seconds and argv[3] bytes of memory."""
    path, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    limit(seconds, memory)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when this ends
    gc.disable()  # nothing here makes cycles, and the collector would walk every cell
    out = sys.stdout.buffer
    try:
        send_workbook(out, path)
        send(out, "end")
    except MemoryError:
        send(out, "memory")
    except BrokenPipeError:
        return
    except BaseException as problem:  # a Rust panic is no Exception
        kind = type(problem).__name__
        if kind == "PasswordError":
            send(out, "password")
        else:
            send(out, "damaged", (str(problem) or kind)[:300])
    out.flush()


if __name__ == "__main__":
    main()
