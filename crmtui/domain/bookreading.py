"""The sheets of an import's files, read each as its kind is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crmtui.domain import cardsheet
from crmtui.domain.cardin import KIND as CARDS
from crmtui.domain.columns import DAYS, HISTORY, STEPS, Column
from crmtui.domain.customersheet import read_customers
from crmtui.domain.customertable import Context, CustomerTable, transpose
from crmtui.domain.daysheet import DayTable, read_days
from crmtui.domain.errors_import import NoCustomerTable
from crmtui.domain.findings import Findings
from crmtui.domain.flattables import FLAT
from crmtui.domain.headers import Heading
from crmtui.domain.historysheet import HistoryTable, read_history
from crmtui.domain.importplan import ImportOptions, Progress, SheetMapping
from crmtui.domain.known import Known
from crmtui.domain.ledger import Ledger
from crmtui.domain.mailplan import Mailbox, read_mailbox
from crmtui.domain.mails import MAIL
from crmtui.domain.mapping import Wishes
from crmtui.domain.recordtables import Cells
from crmtui.domain.sheetparts import Parts, names_customers, parts_of
from crmtui.domain.sheets import Sheet, Workbook
from crmtui.domain.sheetshown import mapping_of
from crmtui.domain.stepsheet import StepTable, read_steps
from crmtui.domain.words import _

STAGES = 4  # of planning a row: read, placed, written down, dated


@dataclass(slots=True)
class Read:
    """All sheets as they were read."""

    ledger: Ledger
    customers: dict[int, CustomerTable] = field(default_factory=dict)  # by source
    histories: dict[int, HistoryTable] = field(default_factory=dict)
    steps: dict[int, StepTable] = field(default_factory=dict)
    days: dict[int, DayTable] = field(default_factory=dict)
    mails: dict[int, Mailbox] = field(default_factory=dict)
    mappings: list[SheetMapping] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Ticker:
    """Tells the caller how far the planning is, in rows."""

    def __init__(self, progress: Progress | None, rows: int) -> None:
        self._progress = progress
        self._rows = rows
        self._done = 0

    def add(self, rows: int) -> None:
        """So many rows were read."""
        self._done += rows
        self._tell(self._done)

    def stage(self, number: int) -> None:
        """All rows have gone through this many stages."""
        self._tell(self._rows * number)

    def _tell(self, done: int) -> None:
        if self._progress:
            self._progress(done, self._rows * STAGES)


def read_books(
    books: Sequence[Workbook], known: Known, today: date, options: ImportOptions, tick: Ticker
) -> Read:
    """Every sheet of every file; raises NoCustomerTable for a file without any to take in."""
    custom = {label.casefold(): key for key, label in known.custom_fields.items()}
    custom |= {key.casefold(): key for key in known.custom_fields}
    wishes = Wishes(options.mapping)
    context = Context(today, options, custom, known.custom_kinds, wishes, known.helper)
    read = Read(Ledger())
    taken = _taken_apart(books, context)
    anything = False
    for place, book in enumerate(books):
        usable = [
            _read_sheet(sheet, book.name, parts, context, read, tick)
            for sheet, parts in zip(book.sheets, taken[place], strict=True)
        ]
        anything = anything or any(usable)
        if not any(usable) and (not book.found or (place == len(books) - 1 and not anything)):
            context.wishes.check_all_met()
            raise NoCustomerTable(book.path.name)
    context.wishes.check_all_met()
    return read


def _taken_apart(books: Sequence[Workbook], context: Context) -> list[list[Parts | None]]:
    """The tables of all files; lists of people at customers of another sheet are told as such."""
    found = [
        [parts_of(s, book.name, context) if _is_table(s, context) else None for s in book.sheets]
        for book in books
    ]
    numbered = any(parts and names_customers(parts.heading) for made in found for parts in made)
    return [
        [
            parts and parts.of_contacts(sheet.name, told_elsewhere=numbered)
            for sheet, parts in zip(book.sheets, made, strict=True)
        ]
        for book, made in zip(books, found, strict=True)
    ]


def _is_table(sheet: Sheet, context: Context) -> bool:
    left_out = sheet.name in context.options.left_out
    return bool(sheet.rows) and not (sheet.hidden or sheet.kind or left_out)


def _read_sheet(
    sheet: Sheet, file: str, parts: Parts | None, context: Context, read: Read, tick: Ticker
) -> bool:
    """One sheet into `read`; False where it is not one to take in."""
    if not sheet.rows:
        return False
    if sheet.name in context.options.left_out:
        read.mappings.append(_skipped(sheet, file, _("You left this sheet out.")))
        return True
    if sheet.kind == CARDS:
        _read_cards(sheet, file, context, read)
        tick.add(len(sheet.rows))
        return True
    if sheet.kind == MAIL:
        source, mailbox = read_mailbox(sheet, file, read.ledger)
        read.mails[source] = mailbox
        tick.add(len(sheet.rows))
        return True
    if parts is None:
        read.mappings.append(_skipped(sheet, file))
        return False
    if _is_promises(parts) and not context.options.mapping:
        words = _(
            "These are promises as crmtui exports them. They come back from an export of "
            "everything as JSON or XLSX; as a table they are for reading and were left out."
        )
        read.mappings.append(_skipped(sheet, file, words))
        return True
    read.notes.extend(parts.notes)
    _read_parts(sheet, file, parts, context, read)
    tick.add(len(sheet.rows))
    return True


def _is_promises(parts: Parts) -> bool:
    """Whether the headings are those over the promises of an export, in either language."""
    headings = [column.header for column in parts.heading.columns]
    return any(headings == [own.heading(lang) for own in FLAT["promises"]] for lang in ("en", "zh"))


def _read_cards(sheet: Sheet, file: str, context: Context, read: Read) -> None:
    findings = Findings(file, sheet.name, [row.line for row in sheet.rows])
    table = cardsheet.read_cards(sheet.rows, findings, context)
    read.customers[read.ledger.enter(findings, table.columns)] = table
    read.mappings.append(cardsheet.mapping_of(sheet, file, table))


def _read_parts(sheet: Sheet, file: str, parts: Parts, context: Context, read: Read) -> None:
    lines = [row.line for row in parts.rows]
    findings = Findings(file, sheet.name, lines)
    cells = transpose(parts.rows, len(parts.heading.columns))
    columns = _read_columns(parts.heading, lines, cells, findings, context, read)
    read.mappings.append(mapping_of(sheet, file, parts, columns))


def _read_columns(
    heading: Heading,
    lines: list[int],
    cells: Cells,
    findings: Findings,
    context: Context,
    read: Read,
) -> list[Column]:
    """A sheet as its kind is read; gives its columns as they turned out."""
    if heading.kind == HISTORY.kind:
        history = read_history(heading, lines, cells, findings, context)
        read.histories[read.ledger.enter(findings, history.columns)] = history
        return history.columns
    if heading.kind == STEPS.kind:
        steps = read_steps(heading, lines, cells, findings, context)
        read.steps[read.ledger.enter(findings, steps.columns)] = steps
        return steps.columns
    if heading.kind == DAYS.kind:
        days = read_days(heading, lines, cells, findings, context)
        read.days[read.ledger.enter(findings, days.columns)] = days
        return days.columns
    table = read_customers(heading, lines, cells, findings, context)
    read.customers[read.ledger.enter(findings, table.columns)] = table
    return table.columns


def _skipped(sheet: Sheet, file: str, note: str = "") -> SheetMapping:
    if note:
        pass
    elif sheet.hidden:
        note = _("This sheet is hidden and was not read. Show it in the file to import it.")
    else:
        note = _(
            "No heading such as 客户名称 or Company was found in this sheet, so it was not read."
        )
    return SheetMapping(file, sheet.name, "skipped", 0, len(sheet.rows), (), note)
