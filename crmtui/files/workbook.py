"""Workbooks: read by a child process under limits, put together here."""

from __future__ import annotations

import datetime as dt
import marshal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from crmtui.domain.file_errors import (
    FileDamaged,
    FileNeedsPassword,
    WorkbookTookTooLong,
    WorkbookTooWide,
)
from crmtui.domain.sheets import CellValue, MergedRange, Row, Sheet, Workbook
from crmtui.domain.words import _, ngettext
from crmtui.files import biff, opendocument, zipped
from crmtui.files.filling import fill_merged, with_cells
from crmtui.files.marks import Marks
from crmtui.files.textkinds import Kind
from crmtui.files.watch import Fate, Watch

GIGABYTE = 1 << 30
MOST_SECONDS = 120.0
LEAST_SECONDS = 8.0
NAMED_CELLS = 5


@dataclass(slots=True)
class _Draft:
    """A sheet as its frames arrive."""

    name: str
    hidden: bool
    rows: list[Row] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    cut: int = 0


@dataclass(slots=True)
class _Outcome:
    """What the child told besides the sheets."""

    drafts: list[_Draft] = field(default_factory=list)
    last: str = ""
    reason: str = ""


def read_workbook(path: Path, kind: Kind, size: int) -> Workbook:
    """The sheets of an XLSX, XLSB, XLS or ODS file of `size` bytes."""
    unpacked = size if kind is Kind.XLS else zipped.unpacked_size(path)
    seconds = time_allowed(size, unpacked)
    memory = memory_allowed(unpacked)
    child = _start(path, seconds, memory)
    with Watch(child, seconds, memory) as watch:
        assert child.stdout is not None
        # While the child parses, which takes longest, this process looks for what calamine drops.
        marks = _marks(path, kind)
        outcome = _collect(child.stdout)
    if outcome.last == "damaged" and kind is Kind.XLS and biff.is_locked(path):
        raise FileNeedsPassword(path.name)
    _raise_unless_ended(path.name, outcome, watch)
    sheets = tuple(_finished(draft, marks.get(draft.name)) for draft in outcome.drafts)
    return Workbook(path, sheets, notes=(*_cuts(outcome.drafts), *_notes(marks)))


def time_allowed(size: int, unpacked: int) -> float:
    """Seconds: about ten times what an honest file of this size takes on a slow machine."""
    return min(MOST_SECONDS, LEAST_SECONDS + size / 1e6 + unpacked / 4e6)


def memory_allowed(unpacked: int) -> int:
    """Bytes: an honest workbook takes a few times its unpacked size."""
    return min(4 * GIGABYTE, GIGABYTE // 2 + 8 * unpacked)


def _start(path: Path, seconds: float, memory: int) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("workbook_child.py")
    # -P: a python_calamine.py lying in the user's folder is not ours to run.
    command = [sys.executable, "-P", str(script), str(path), str(int(seconds) + 1), str(memory)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a Rust abort prints pages
        creationflags=flags,
    )


def _marks(path: Path, kind: Kind) -> dict[str, Marks]:
    if kind is Kind.XLSX:
        return zipped.marks(path)
    if kind is Kind.ODS:
        return opendocument.marks(path)
    return biff.marks(path) if kind is Kind.XLS else {}


def _frames(pipe: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    """The child's frames; ends early when the child does."""
    while len(head := pipe.read(4)) == 4:
        length = int.from_bytes(head, "big")
        data = pipe.read(length)
        if len(data) < length:
            return
        yield marshal.loads(data)


def _collect(pipe: IO[bytes]) -> _Outcome:
    """Everything the child sends until it ends."""
    outcome = _Outcome()
    for frame in _frames(pipe):
        what = outcome.last = frame[0]
        if what == "rows":
            outcome.drafts[-1].rows.extend(_rows(*frame[1:]))
        elif what == "sheet":
            outcome.drafts.append(_Draft(frame[1], frame[2]))
        elif what == "merged":
            outcome.drafts[-1].merged = [
                MergedRange(top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in frame[1]
            ]
        elif what == "cut":
            outcome.drafts[-1].cut = frame[1]
        elif what == "damaged":
            outcome.reason = frame[1]
    return outcome


def _rows(
    lines: list[int],
    width: int,
    text: str,
    plain: tuple[list[int], list[float]],
    days: tuple[list[int], list[int]],
    moments: tuple[list[int], list[tuple[int, ...]]],
) -> Iterator[Row]:
    """The rows of one frame."""
    cells: list[CellValue] = [cell or None for cell in text.split("\0")]
    for i, number in zip(*plain, strict=True):
        cells[i] = number
    from_ordinal = dt.date.fromordinal
    for i, day in zip(*days, strict=True):
        cells[i] = from_ordinal(day)
    for i, parts in zip(*moments, strict=True):
        cells[i] = _moment(parts)
    edges = pairwise(range(0, len(cells) + 1, width))
    return (
        Row(line, tuple(cells[start:end])) for line, (start, end) in zip(lines, edges, strict=True)
    )


def _moment(parts: tuple[int, ...]) -> CellValue:
    """A date with time (7 numbers), a time (4) or a duration (3)."""
    if len(parts) == 7:
        year, month, day, hour, minute, second, micro = parts
        return dt.datetime(year, month, day, hour, minute, second, micro)
    if len(parts) == 4:
        return dt.time(*parts)
    return dt.timedelta(*parts)


def _raise_unless_ended(name: str, outcome: _Outcome, watch: Watch) -> None:
    """The sentence for a child that did not come to its end."""
    if outcome.last == "end":
        return
    sheet = outcome.drafts[-1].name if outcome.drafts else "?"
    code = watch.child.returncode
    if outcome.last == "password":
        raise FileNeedsPassword(name)
    if outcome.last == "damaged":
        raise FileDamaged(name, outcome.reason)
    if watch.fate is Fate.TOO_LONG or code == -_signal("SIGXCPU"):
        raise WorkbookTookTooLong(name, int(watch.seconds))
    # A Rust allocation that fails aborts; so does a panic inside a destructor.
    if watch.fate is Fate.TOO_MUCH or outcome.last in ("memory", "sheet"):
        raise WorkbookTooWide(name, sheet)
    raise FileDamaged(name, _("it cannot be read to its end"))


def _signal(name: str) -> int:
    import signal

    return int(getattr(signal, name, 0)) or 1_000_000


def _finished(draft: _Draft, marks: Marks | None) -> Sheet:
    """The sheet with what calamine drops, and merged values on every row they stand beside."""
    known: dict[tuple[int, int], CellValue] = {**marks.padded, **marks.errors} if marks else {}
    rows = with_cells(draft.rows, known) if known else draft.rows
    merged = draft.merged or (marks.merged if marks else [])
    if rows and merged:
        fill_merged(rows, merged)
    return Sheet(draft.name, rows, draft.hidden, tuple(merged))


def _cuts(drafts: list[_Draft]) -> Iterator[str]:
    """Sheets of which only the first columns were taken."""
    for draft in drafts:
        if draft.cut:
            yield _("Sheet “{sheet}”: only the first {count} columns are read.").format(
                sheet=draft.name, count=draft.cut
            )


def _notes(marks: dict[str, Marks]) -> Iterator[str]:
    """What the user should know about cells that could not be read."""
    for sheet, found in marks.items():
        if found.empty_formulas:
            count = len(found.empty_formulas)
            cells = ", ".join(found.empty_formulas[:NAMED_CELLS])
            yield ngettext(
                "Sheet “{sheet}”: {count} formula has no stored result ({cells}). Open the file "
                "in Excel or WPS, save it, and import it again.",
                "Sheet “{sheet}”: {count} formulas have no stored result ({cells} …). Open the "
                "file in Excel or WPS, save it, and import it again.",
                count,
            ).format(sheet=sheet, count=count, cells=cells)
        if found.lost_errors:
            yield ngettext(
                "Sheet “{sheet}”: {count} cell shows an error and is taken as empty.",
                "Sheet “{sheet}”: {count} cells show an error and are taken as empty.",
                found.lost_errors,
            ).format(sheet=sheet, count=found.lost_errors)
