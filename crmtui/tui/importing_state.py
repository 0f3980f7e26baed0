"""What an import on the screen has come to: files, how they are read, the plan, the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.domain.importplan import ImportOptions

if TYPE_CHECKING:
    from crmtui.domain.importplan import ColumnMapping, ImportPlan, RowOutcome, SheetMapping
    from crmtui.domain.profiles import Profile
    from crmtui.domain.sheets import Sheet, Workbook

Place = tuple[str, str, int]
"""Where a row stands: file, sheet, line."""
FILE_WINS = "overwrite"
"""The decision that a row's words replace what the user entered since."""


@dataclass(frozen=True, slots=True)
class Job:
    """One import from the choice of its files on; every change of it makes another one."""

    paths: tuple[Path, ...]
    options: ImportOptions = field(default_factory=ImportOptions)
    encodings: Mapping[str, str] = field(default_factory=dict)  # by the file's name
    books: tuple[Workbook, ...] = ()
    plan: ImportPlan | None = None
    asked: Mapping[Place, RowOutcome] = field(default_factory=dict)
    """The possible duplicates of this plan, and those that were decided since."""
    profile: str = ""  # the remembered way of reading that is used

    @property
    def understood(self) -> ImportPlan:
        """The plan, once there is one."""
        assert self.plan is not None
        return self.plan

    def doubts(self) -> list[RowOutcome]:
        """The possible duplicates that nobody decided yet, in the order of the files."""
        return [row for place, row in self.asked.items() if place not in self.options.decisions]

    def book(self, file: str) -> Workbook | None:
        """The file of this name."""
        return next((book for book in self.books if book.name == file), None)

    def sheet(self, file: str, name: str) -> Sheet | None:
        """A sheet as it was read."""
        book = self.book(file)
        return next((s for s in book.sheets if s.name == name), None) if book else None


def planned(job: Job, books: tuple[Workbook, ...], plan: ImportPlan) -> Job:
    """The same with its files read and compared."""
    open_ones = {place_of(row): row for row in plan.outcomes if row.outcome == "duplicate"}
    decided = {p: row for p, row in job.asked.items() if p in job.options.decisions}
    return replace(job, books=books, plan=plan, asked={**decided, **open_ones})


def place_of(row: RowOutcome) -> Place:
    """Where a row stands."""
    return row.file, row.sheet, row.row


def read_as(job: Job, file: str, encoding: str) -> Job:
    """The same with a file read in another encoding; the books must be read again."""
    return replace(job, encodings={**job.encodings, file: encoding}, books=())


def mapped(job: Job, sheet: SheetMapping, column: ColumnMapping, target: str) -> Job:
    """The same with a column meaning another field; '-' leaves it out."""
    key = column_key(sheet, column)
    return _with(job, mapping={**job.options.mapping, key: target})


def column_key(sheet: SheetMapping, column: ColumnMapping) -> str:
    """What a mapping calls a column: its heading, or its letter where that says nothing."""
    alone = sum(other.header == column.header for other in sheet.columns) == 1
    return f"{sheet.sheet}!{column.header if column.header and alone else column.letter}"


def headed(job: Job, sheet: str, line: int) -> Job:
    """The same with a sheet's headings on another line; 0: it has none."""
    lines = {**job.options.heading_lines, sheet: line}
    return _with(job, heading_lines=lines, mapping=_but_of(job, sheet))


def switched(job: Job, sheet: str) -> Job:
    """The same without a sheet, or with it again."""
    return _with(job, left_out=job.options.left_out ^ {sheet}, mapping=_but_of(job, sheet))


def _but_of(job: Job, sheet: str) -> Mapping[str, str]:
    """What was said of columns, but those of a sheet: they are others now."""
    said = job.options.mapping.items()
    return {key: field for key, field in said if not key.startswith(f"{sheet}!")}


def dated(job: Job, order: str) -> Job:
    """The same with another meaning of 3/8."""
    return _with(job, date_order=order)


def new_fields(job: Job) -> Job:
    """The same with unknown columns left out, or becoming fields of one's own again."""
    return _with(job, new_fields=not job.options.new_fields)


def overwriting(job: Job) -> Job:
    """The same with empty cells erasing, or not any more."""
    return _with(job, overwrite=not job.options.overwrite)


def decided(job: Job, answers: Mapping[Place, str]) -> Job:
    """The same with possible duplicates decided."""
    return _with(job, decisions={**job.options.decisions, **answers})


def _with(job: Job, **changes: object) -> Job:
    return replace(job, options=replace(job.options, **changes))  # type: ignore[arg-type]


def remembered(job: Job, name: str) -> Profile:
    """How these files are read, to be used for others with the same headings."""
    from crmtui.domain.profiles import profile_of

    names = [sheet.name for book in job.books for sheet in book.sheets]
    options = job.options
    lines = options.heading_lines
    if len(names) == 1:  # a text file's sheet has the name of the file: the next one's is another
        lines = dict.fromkeys([""] if lines else [], next(iter(lines.values()), 0))
    mapping = {_bare(key, names): field for key, field in options.mapping.items()}
    options = replace(options, mapping=mapping, heading_lines=lines)
    return profile_of(name, options, next(iter(job.encodings.values()), ""), job.books)


def _bare(key: str, sheets: Sequence[str]) -> str:
    sheet = next((name for name in sheets if key.startswith(f"{name}!")), None)
    return key if sheet is None else key.removeprefix(f"{sheet}!")


def samples(sheet: Sheet | None, mapping: SheetMapping, letter: str, most: int) -> Sequence[str]:
    """The first different values of a column below its heading, as they stand in the file."""
    from crmtui.domain.findings import shown

    if sheet is None:
        return ()
    index = column_index(letter)
    found: dict[str, None] = {}
    for row in sheet.rows:
        cell = (
            row.cells[index] if row.line > mapping.header_row and index < len(row.cells) else None
        )
        if cell is not None and (text := shown(cell).replace("\n", " ").strip()):
            found.setdefault(text)
        if len(found) == most:
            break
    return tuple(found)


def column_index(letter: str) -> int:
    """The index of a column by its letters: A -> 0, AB -> 27."""
    index = 0
    for each in letter:
        index = index * 26 + ord(each) - 64
    return index - 1
