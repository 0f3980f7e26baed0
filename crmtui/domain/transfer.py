"""Tables from outside -> an ImportPlan: what is new, what changes, what cannot be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from crmtui.domain.bookreading import STAGES, Read, Ticker, read_books
from crmtui.domain.completeplan import is_complete, plan_complete
from crmtui.domain.customerplan import Census, take_census
from crmtui.domain.dayplan import plan_days
from crmtui.domain.drafts import layout_of
from crmtui.domain.errors_complete import ImportedWithOthers
from crmtui.domain.historyplan import Histories, plan_last_contacts, plan_records
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
from crmtui.domain.lookalikes import look_alikes
from crmtui.domain.mailplan import customers_of, plan_mails
from crmtui.domain.newcomers import are_newcomers, take_newcomers
from crmtui.domain.quiet import no_collecting
from crmtui.domain.recordowner import candidates_of, owners_of
from crmtui.domain.recordtables import Records
from crmtui.domain.registry import Registry
from crmtui.domain.settling import settle_known, settle_new
from crmtui.domain.sheets import Workbook
from crmtui.domain.stepplan import plan_steps
from crmtui.domain.steps import StepBook

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
    tick = Ticker(progress, sum(len(s.rows) for book in books for s in book.sheets))
    read = read_books(books, known, today, options, tick)
    layout = layout_of(list(read.customers.values()))
    registry = Registry(known, layout)
    newcomers = are_newcomers(read, known)
    if newcomers:
        census = take_newcomers(read, layout, registry, options)
    else:
        census = take_census(read.customers, layout, registry, read.ledger, options)
    tick.stage(2)
    records: dict[int, Records] = {**read.histories, **read.steps, **read.days}
    candidates = candidates_of(records, census)
    census.cast_wanted = bool(records)
    if not newcomers:
        settle_new(census, alone=not (records or read.mails))
    told = {ref for refs in candidates.values() for ref in refs if ref > 0}
    told |= customers_of(read.mails.values(), known)
    pasts = settle_known(census, known.details, told)
    tick.stage(3)
    histories = Histories(census, pasts)
    steps = StepBook(pasts)
    owners = owners_of(candidates, records, census)
    plan_records(read.histories, owners, histories, steps)
    read.mappings += plan_mails(read.mails, histories, known, today, options.own_addresses)
    plan_last_contacts(census.lasts, histories, steps)
    plan_steps(read.steps, owners, histories, today)
    plan_days(read.days, owners, histories)
    steps.settle(census.book, today)
    _settle_rows(census)
    if not newcomers:
        census.book.spread([ref for ref in _new_refs(census) if ref not in histories.latest])
    tick.stage(STAGES)
    return _plan(books, read, census, known)


def _plan(books: Sequence[Workbook], read: Read, census: Census, known: Known) -> ImportPlan:
    ledger = census.ledger
    labels = {key: label for t in read.customers.values() for key, label in t.custom_labels.items()}
    used = {key for _ref, key, _value in census.book.custom_values}
    created = [
        (key, *labels[key]) for key in labels if key in used and key not in known.custom_fields
    ]
    return ImportPlan(
        files=tuple(str(book.path) for book in books if book.sheets),
        unread=tuple(book.name for book in books if not book.sheets),
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
    return [-place - 1 for place in range(census.registry.count)]


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


def plan_json(plan: ImportPlan, result: ImportResult | None = None) -> dict[str, object]:
    """The plan (dry run) or, with a result, what was done, as the documented JSON object."""
    written = plan.written
    if result is not None:
        written = {
            "customers": result.customers,
            "contacts": result.contacts,
            "interactions": result.interactions,
        }
    rows = sorted(plan.outcomes, key=lambda row: (row.file, row.sheet, row.row))
    return {
        "batch": result.batch if result else None,
        "dry_run": result is None,
        "new": plan.counts["new"],
        "updated": plan.counts["updated"],
        "same": plan.counts["same"],
        "duplicates": plan.counts["duplicate"],
        "not_taken": plan.counts["not_taken"],
        "rows": [_row_json(row) for row in rows],
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
        "sheets": [_sheet_json(sheet) for sheet in plan.sheets],
    }


def _row_json(row: RowOutcome) -> dict[str, object]:
    """A row that changes something, keeps something, or is not taken in."""
    return {
        "file": row.file,
        "sheet": row.sheet,
        "row": row.row,
        "outcome": row.outcome,
        "customer": row.customer,
        "id": row.customer_id,
        "changes": [asdict(change) for change in row.changes],
        "kept": [asdict(change) for change in row.kept],
        "candidates": list(row.candidates),
        "why": row.why,
    }


def _sheet_json(sheet: SheetMapping) -> dict[str, object]:
    """A sheet as it was understood; a column's field is what --map takes."""
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "kind": sheet.kind,
        "heading_row": sheet.header_row or None,
        "rows": sheet.rows,
        "note": sheet.note,
        "columns": [
            {
                "column": column.letter,
                "heading": column.header,
                "field": column.field,
                "sample": column.sample,
            }
            for column in sheet.columns
        ],
    }
