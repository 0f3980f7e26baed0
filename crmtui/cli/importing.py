"""What an import understood, in words: sheets, columns, counts, look-alikes, problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli.cells import aligned, cut
from crmtui.domain.completetables import SHEET_KIND
from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.importplan import (
        ImportPlan,
        ImportResult,
        LookAlike,
        Problem,
        RowOutcome,
        SheetMapping,
    )

SHOWN = 20  # of each list; all of them are in --json
SAMPLE = 24
INDENT = "  "


def report(plan: ImportPlan) -> list[str]:
    """The preview: everything the user should see before saying yes."""
    return [
        *(line for sheet in plan.sheets for line in _sheet(sheet)),
        *plan.notes,
        "",
        counts(plan),
        *_updates(plan),
        *_kept(plan),
        *_duplicates(plan),
        *_look_alikes(plan),
        *_problems(plan),
    ]


def counts(plan: ImportPlan) -> str:
    """How many rows of each outcome there are."""
    doubled, unclear = plan.counts["duplicate"], len(_own_problems(plan))
    parts = (
        _("{n} new").format(n=plan.counts["new"]),
        _("{n} updated").format(n=plan.counts["updated"]),
        _("{n} the same").format(n=plan.counts["same"]),
        ngettext("{n} possible duplicate", "{n} possible duplicates", doubled).format(n=doubled),
        _("{n} not taken").format(n=plan.counts["not_taken"]),
        ngettext("{n} problem", "{n} problems", unclear).format(n=unclear),
    )
    return _("Rows: {counts}").format(counts=" · ".join(parts))


def question(plan: ImportPlan) -> str:
    """What is asked before writing."""
    rows = plan.counts["new"] + plan.counts["updated"]
    return ngettext("Take in {n} row?", "Take in {n} rows?", rows).format(n=rows)


def result_words(result: ImportResult) -> str:
    """What was written."""
    if not (result.customers or result.contacts or result.interactions):
        # A phone, a tag or a birthday more: the three counts would say that nothing was done.
        words = _("Done (import {batch}): customers that were there got what is new about them.")
        return words.format(batch=result.batch)
    return _("Done (import {batch}): {customers}, {contacts} and {records} written.").format(
        batch=result.batch,
        customers=ngettext("{n} customer", "{n} customers", result.customers).format(
            n=result.customers
        ),
        contacts=ngettext("{n} contact", "{n} contacts", result.contacts).format(n=result.contacts),
        records=_records(result.interactions),
    )


def _records(count: int) -> str:
    return ngettext("{n} contact record", "{n} contact records", count).format(n=count)


def left_out_words(plan: ImportPlan) -> str:
    """How many rows were left out."""
    rows = plan.rows_not_taken
    return ngettext(
        "{n} row was not taken in; it is listed above.",
        "{n} rows were not taken in; they are listed above.",
        rows,
    ).format(n=rows)


def _sheet(sheet: SheetMapping) -> Iterator[str]:
    yield _("{file} · sheet “{sheet}”: {kind}").format(
        file=sheet.file, sheet=sheet.sheet, kind=_kind(sheet)
    )
    if sheet.note:
        yield f"{INDENT}{sheet.note}"
    rows = [
        (
            column.letter,
            cut(column.header, SAMPLE),
            "→",
            column.words or _("(left out)"),
            cut(column.sample.replace("\n", " "), SAMPLE),
        )
        for column in sheet.columns
    ]
    for line in aligned(rows):
        yield f"{INDENT}{line}"


def _kind(sheet: SheetMapping) -> str:
    if sheet.kind == "skipped":
        return _("left out")
    if sheet.kind.startswith(SHEET_KIND):
        table = present.table_words(sheet.kind.removeprefix(SHEET_KIND))
        words = ngettext(
            "{n} row of a complete export: {table}",
            "{n} rows of a complete export: {table}",
            sheet.rows,
        )
        return words.format(n=sheet.rows, table=table)
    words = _rows_of(sheet.kind, sheet.rows)
    if not sheet.header_row:
        return words
    return _("{rows}, headings in row {row}").format(rows=words, row=sheet.header_row)


def _rows_of(kind: str, rows: int) -> str:
    """What the rows of a sheet are, and how many there are."""
    if kind == "customers":
        return ngettext("{n} row of customers", "{n} rows of customers", rows).format(n=rows)
    if kind == "steps":
        return ngettext("{n} next step", "{n} next steps", rows).format(n=rows)
    if kind == "occasions":
        return ngettext("{n} day that matters", "{n} days that matter", rows).format(n=rows)
    return _records(rows)


def _updates(plan: ImportPlan) -> Iterator[str]:
    changed = [row for row in plan.outcomes if row.outcome == "updated" and row.changes]
    if not changed:
        return
    yield _("What changes:")
    for row in changed[:SHOWN]:
        words = _("; ").join(
            _("{field}: {before} → {after}").format(
                field=present.field_words(change.field),
                before=_value(change.field, change.before),
                after=_value(change.field, change.after),
            )
            for change in row.changes
        )
        yield INDENT + _at(f"{_place(row)} · {row.customer}", words)
    yield from _more(len(changed))


def _kept(plan: ImportPlan) -> Iterator[str]:
    """Fields that an old file would have set back."""
    rows = [row for row in plan.outcomes if row.kept]
    if not rows:
        return
    yield _("Kept as edited since a file said this (--overwrite takes the file's):")
    for row in rows[:SHOWN]:
        words = _("; ").join(
            _("{field}: {kept} stays, not {said}").format(
                field=present.field_words(change.field),
                kept=_value(change.field, change.before),
                said=_value(change.field, change.after),
            )
            for change in row.kept
        )
        yield INDENT + _at(f"{_place(row)} · {row.customer}", words)
    yield from _more(len(rows))


def _value(field: str, value: object) -> str:
    return present.value_words(field, value).replace("\n", " ") or "–"


def _duplicates(plan: ImportPlan) -> Iterator[str]:
    rows = [row for row in plan.outcomes if row.outcome == "duplicate"]
    if not rows:
        return
    yield _("Possible duplicates, left out:")
    for row in rows[:SHOWN]:
        whom = _(" or ").join(row.candidates)
        words = _("{customer} may be {whom} ({why})").format(
            customer=row.customer, whom=whom, why=row.why
        )
        yield INDENT + _at(_place(row), words)
    yield from _more(len(rows))


def _look_alikes(plan: ImportPlan) -> Iterator[str]:
    if not plan.look_alikes:
        return
    yield _("Look-alikes, taken in as customers of their own; merge them later if they are one:")
    for pair in plan.look_alikes[:SHOWN]:
        yield f"{INDENT}{_alike(pair)}"
    yield from _more(len(plan.look_alikes))


def _alike(pair: LookAlike) -> str:
    words = {
        "name": _("the same name “{shared}”: {customers}"),
        "phone": _("the same phone {shared}: {customers}"),
        "email": _("the same mail address {shared}: {customers}"),
    }.get(pair.why, "{shared}: {customers}")
    return words.format(shared=pair.shared, customers=" = ".join(pair.customers))


def _problems(plan: ImportPlan) -> Iterator[str]:
    problems = _own_problems(plan)
    if not problems:
        return
    yield _("Problems:")
    for problem in problems[:SHOWN]:
        yield f"{INDENT}{_problem(problem)}"
    yield from _more(len(problems), in_json=True)


def _own_problems(plan: ImportPlan) -> list[Problem]:
    """The problems without those that only say again that a row is a possible duplicate."""
    return [problem for problem in plan.problems if not problem.duplicate]


def _problem(problem: Problem) -> str:
    parts = [_place(problem), problem.column, f"“{problem.found}”" if problem.found else ""]
    place = " · ".join(part for part in parts if part)
    return _at(place, problem.message)


def _place(row: RowOutcome | Problem) -> str:
    return _("{sheet} row {row}").format(sheet=row.sheet, row=row.row)


def _at(where: str, message: str) -> str:
    return _("{where}: {message}").format(where=where, message=message)


def _more(total: int, *, in_json: bool = False) -> Iterator[str]:
    if total <= SHOWN:
        return
    left = total - SHOWN
    words = (
        ngettext("… and {n} more (--json lists all)", "… and {n} more (--json lists all)", left)
        if in_json
        else ngettext("… and {n} more", "… and {n} more", left)
    )
    yield INDENT + words.format(n=left)
