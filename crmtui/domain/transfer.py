"""Tables from outside -> an ImportPlan: what is new, what changes, what cannot be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crmtui.domain.completeplan import is_complete, plan_complete
from crmtui.domain.customerplan import Census, take_census
from crmtui.domain.customersheet import read_customers
from crmtui.domain.customertable import Context, CustomerTable, transpose
from crmtui.domain.drafts import layout_of
from crmtui.domain.errors_complete import ImportedWithOthers
from crmtui.domain.errors_import import NoCustomerTable
from crmtui.domain.findings import Findings
from crmtui.domain.historyplan import Histories, plan_last_contacts, plan_records
from crmtui.domain.historysheet import HistoryTable, read_history
from crmtui.domain.importplan import (
    ColumnMapping,
    ImportOptions,
    ImportPlan,
    ImportResult,
    LookAlike,
    Problem,
    Progress,
    RowOutcome,
    SheetMapping,
)
from crmtui.domain.known import Known
from crmtui.domain.ledger import Ledger
from crmtui.domain.lookalikes import look_alikes
from crmtui.domain.mailplan import Mailbox, customers_of, plan_mails, read_mailbox
from crmtui.domain.mails import MAIL
from crmtui.domain.mapping import Wishes
from crmtui.domain.quiet import no_collecting
from crmtui.domain.recordowner import candidates_of, owners_of
from crmtui.domain.registry import Registry
from crmtui.domain.settling import settle_known, settle_new
from crmtui.domain.sheetparts import Parts, parts_of
from crmtui.domain.sheets import Sheet, Workbook
from crmtui.domain.sheetshown import mapping_of
from crmtui.domain.steps import StepBook
from crmtui.domain.words import _

__all__ = [
    "ColumnMapping",
    "ImportOptions",
    "ImportPlan",
    "ImportResult",
    "Known",
    "LookAlike",
    "Problem",
    "RowOutcome",
    "SheetMapping",
    "plan",
    "plan_json",
]

STAGES = 4  # of planning a row: read, placed, written down, dated


@dataclass(slots=True)
class _Read:
    """All sheets as they were read."""

    ledger: Ledger
    customers: dict[int, CustomerTable] = field(default_factory=dict)  # by source
    histories: dict[int, HistoryTable] = field(default_factory=dict)
    mails: dict[int, Mailbox] = field(default_factory=dict)
    mappings: list[SheetMapping] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def plan(
    books: Sequence[Workbook],
    known: Known,
    today: date,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """What importing these files would do to the database behind `known`; writes nothing.

    Raises NoCustomerTable where a file has no sheet that can be taken in.
    """
    with no_collecting():
        if any(map(is_complete, books)):
            if not all(map(is_complete, books)):
                raise ImportedWithOthers
            return plan_complete(books, known, today, options or ImportOptions())
        return _planned(books, known, today, options or ImportOptions(), progress)


def _planned(
    books: Sequence[Workbook],
    known: Known,
    today: date,
    options: ImportOptions,
    progress: Progress | None,
) -> ImportPlan:
    tick = _Ticker(progress, sum(len(s.rows) for book in books for s in book.sheets))
    read = _read_books(books, known, today, options, tick)
    layout = layout_of(list(read.customers.values()))
    registry = Registry(known, layout)
    census = take_census(read.customers, layout, registry, read.ledger, options)
    tick.stage(2)
    candidates = candidates_of(read.histories, census)
    census.cast_wanted = bool(read.histories)
    settle_new(census, alone=not (read.histories or read.mails))
    told = {ref for refs in candidates.values() for ref in refs if ref > 0}
    told |= customers_of(read.mails.values(), known)
    pasts = settle_known(census, known.details, told)
    tick.stage(3)
    histories = Histories(census, pasts)
    steps = StepBook(pasts)
    owners = owners_of(candidates, read.histories, census)
    plan_records(read.histories, owners, histories, steps)
    read.mappings += plan_mails(read.mails, histories, known, today, options.own_addresses)
    plan_last_contacts(census.lasts, histories, steps)
    steps.settle(census.book, today)
    _settle_rows(census)
    census.book.spread([ref for ref in _new_refs(census) if ref not in histories.latest])
    tick.stage(STAGES)
    return _plan(books, read, census, known)


def _plan(books: Sequence[Workbook], read: _Read, census: Census, known: Known) -> ImportPlan:
    ledger = census.ledger
    labels = {key: label for t in read.customers.values() for key, label in t.custom_labels.items()}
    used = {key for _ref, key, _value in census.book.custom_values}
    created = [
        (key, *labels[key]) for key in labels if key in used and key not in known.custom_fields
    ]
    return ImportPlan(
        files=tuple(str(book.path) for book in books),
        sheets=tuple(read.mappings),
        counts=ledger.counts(),
        outcomes=tuple(ledger.details),
        look_alikes=look_alikes(census.registry),
        problems=ledger.problems(),
        notes=(*(note for book in books for note in book.notes), *read.notes),
        fingerprint=known.fingerprint,
        orders=census.book.orders(created),
        unclear=ledger.unclear(),
    )


def _new_refs(census: Census) -> list[int]:
    return [-place - 1 for place in range(len(census.registry.new))]


def _settle_rows(census: Census) -> None:
    """Rows about known customers, and further rows of new ones."""
    for (source, row), pending in census.pending.items():
        changes, ref = pending.changes, pending.ref
        outcome = ("updated" if ref > 0 else "new") if changes else "same"
        label = census.registry.words(ref) if changes or pending.kept else ""
        customer_id = ref if ref > 0 else None
        census.ledger.note(
            source,
            row,
            outcome,
            label,
            customer_id=customer_id,
            changes=changes,
            kept=pending.kept,
        )


def _read_books(
    books: Sequence[Workbook], known: Known, today: date, options: ImportOptions, tick: _Ticker
) -> _Read:
    """Every sheet of every file; raises NoCustomerTable for a file without any to take in."""
    custom = {label.casefold(): key for key, label in known.custom_fields.items()}
    custom |= {key.casefold(): key for key in known.custom_fields}
    context = Context(today, options, custom, known.custom_kinds, Wishes(options.mapping))
    read = _Read(Ledger())
    for book in books:
        usable = [_read_sheet(sheet, book.name, context, read, tick) for sheet in book.sheets]
        if not any(usable) and not book.found:
            raise NoCustomerTable(book.path.name)
    context.wishes.check_all_met()
    return read


def _read_sheet(sheet: Sheet, file: str, context: Context, read: _Read, tick: _Ticker) -> bool:
    """One sheet into `read`; False where it is not one to take in."""
    if not sheet.rows:
        return False
    if sheet.name in context.options.left_out:
        read.mappings.append(_skipped(sheet, file, _("You left this sheet out.")))
        return True
    if sheet.kind == MAIL:
        source, mailbox = read_mailbox(sheet, file, read.ledger)
        read.mails[source] = mailbox
        tick.add(len(sheet.rows))
        return True
    parts = None if sheet.hidden else parts_of(sheet, file, context)
    if parts is None:
        read.mappings.append(_skipped(sheet, file))
        return False
    read.notes.extend(parts.notes)
    _read_parts(sheet, file, parts, context, read)
    tick.add(len(sheet.rows))
    return True


def _read_parts(sheet: Sheet, file: str, parts: Parts, context: Context, read: _Read) -> None:
    lines = [row.line for row in parts.rows]
    findings = Findings(file, sheet.name, lines)
    cells = transpose(parts.rows, len(parts.heading.columns))
    if parts.heading.kind == "history":
        history = read_history(parts.heading, lines, cells, findings, context)
        read.histories[read.ledger.enter(findings, history.columns)] = history
        columns = history.columns
    else:
        table = read_customers(parts.heading, lines, cells, findings, context)
        read.customers[read.ledger.enter(findings, table.columns)] = table
        columns = table.columns
    read.mappings.append(mapping_of(sheet, file, parts, columns))


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


class _Ticker:
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


def plan_json(plan: ImportPlan, result: ImportResult | None = None) -> dict[str, object]:
    """The plan (dry run) or, with a result, what was done, as the documented JSON object."""
    written = plan.written
    if result is not None:
        written = {
            "customers": result.customers,
            "contacts": result.contacts,
            "interactions": result.interactions,
        }
    return {
        "batch": result.batch if result else None,
        "dry_run": result is None,
        "new": plan.counts["new"],
        "updated": plan.counts["updated"],
        "same": plan.counts["same"],
        "duplicates": plan.counts["duplicate"],
        "problems": [
            {
                "file": problem.file,
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "found": problem.found,
                "message": problem.message,
            }
            for problem in plan.problems
        ],
        **written,
    }
