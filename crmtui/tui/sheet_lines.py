"""The sheets of an import as lines: how each is understood, its columns with samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtui.domain.importplan import SheetMapping
from crmtui.domain.words import _, ngettext
from crmtui.tui.importing_state import Job, samples
from crmtui.tui.ink import Line, Piece, column, joined, wrap
from crmtui.tui.widgets.rows import Key

if TYPE_CHECKING:
    from crmtui.domain.importplan import ColumnMapping

Row = tuple[Key | None, Line]
GO: Key = ("go", 0)
MOST_SAMPLES = 5
MOST_COLUMNS = 10_000  # of a sheet; keys of columns are counted on from its number times this


def sheets_of(job: Job) -> Sequence[SheetMapping]:
    """The sheets as they were understood; without a plan none of them was."""
    if job.plan is not None:
        return job.plan.sheets
    note = _("No headings were found here. Press h and say on which row they stand.")
    return [
        SheetMapping(book.name, sheet.name, "skipped", 0, len(sheet.rows), (), note)
        for book in job.books
        for sheet in book.sheets
    ]


def rows_of(job: Job, width: int) -> list[Row]:
    """A line that goes on, then each sheet with its columns."""
    made: list[Row] = []
    if job.plan is not None:
        made = [(GO, ((" → ", "plan!"), (_("Go on to the plan"), "text!"))), (None, ())]
        for note in job.plan.notes:
            made += [(None, ((f" {line}", "dim"),)) for line in wrap(note, width - 2)]
    several = len({book.name for book in job.books}) > 1
    for index, sheet in enumerate(sheets_of(job)):
        if index or len(made) > 2:
            made.append((None, ()))
        made += _sheet(job, index, sheet, several, width)
    return made


def unclear_words(job: Job) -> list[str]:
    """Columns of dates of which nobody knows yet whether the day or the month comes first."""
    if job.plan is None or job.options.date_order:
        return []
    words = _("Column {column}: nothing tells whether day or month comes first: {samples}")
    return [
        words.format(column=each.column, samples=_(", ").join(each.samples[:3]))
        for each in job.plan.unclear
    ]


def sheet_at(key: Key) -> int:
    """The number of the sheet that a line belongs to."""
    return key[1] // MOST_COLUMNS if key[0] == "column" else key[1]


def _sheet(job: Job, index: int, sheet: SheetMapping, several: bool, width: int) -> list[Row]:
    head = joined([(text, ink) for text, ink in _facts(job, sheet, several) if text])
    made: list[Row] = [(("sheet", index), ((" ", ""), *head))]
    if sheet.note:
        made += [(None, ((f"   {line}", "near"),)) for line in wrap(sheet.note, width - 4)]
    for number, each in enumerate(sheet.columns):
        key = ("column", index * MOST_COLUMNS + number)
        made.append((key, _column(job, sheet, each, width)))
    return made


def _facts(job: Job, sheet: SheetMapping, several: bool) -> list[Piece]:
    book = job.book(sheet.file)
    facts: list[Piece] = [
        (f"{sheet.file} · {sheet.sheet}" if several else sheet.sheet or sheet.file, "text!"),
        (_kind(sheet), "near" if sheet.kind == "skipped" else "dim"),
    ]
    if sheet.header_row:
        facts.append((_("headings in row {row}").format(row=sheet.header_row), "dim"))
    if book is not None and book.encoding:
        facts.append((book.encoding, "dim"))
    return facts


def _kind(sheet: SheetMapping) -> str:
    kinds = {
        "customers": ngettext("{n} row of customers", "{n} rows of customers", sheet.rows),
        "history": ngettext("{n} contact record", "{n} contact records", sheet.rows),
        "steps": ngettext("{n} next step", "{n} next steps", sheet.rows),
        "occasions": ngettext("{n} day", "{n} days", sheet.rows),
    }
    return kinds.get(sheet.kind, _("left out")).format(n=f"{sheet.rows:,}")


def _column(job: Job, sheet: SheetMapping, found: ColumnMapping, width: int) -> Line:
    heading, field = (18, 24) if width >= 70 else (12, 14)
    texts = samples(job.sheet(sheet.file, sheet.sheet), sheet, found.letter, MOST_SAMPLES)
    values = " | ".join(texts) if texts else found.sample
    taken = bool(found.field)
    words = found.words if taken else _("(left out)")
    return (
        (f"   {found.letter:>2} ", "faint"),
        (column(found.header, heading), "text"),
        (" → ", "faint"),
        (column(words, field), "plan" if taken else "dim"),
        ("  " + values.replace("\n", " "), "faint"),
    )
