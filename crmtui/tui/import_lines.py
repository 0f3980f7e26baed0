"""What an import understood, as coloured lines: sheets and columns, counts, what needs a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from crmtui.domain.words import _, ngettext
from crmtui.present import field_words, value_words
from crmtui.tui.ink import Line, Piece, column, fit, joined, wrap
from crmtui.tui.widgets.rows import Key

if TYPE_CHECKING:
    from crmtui.domain.importplan import (
        ImportPlan,
        ImportResult,
        Problem,
        RowOutcome,
        SheetMapping,
    )

Row = tuple[Key | None, Line]
SHOWN = 50


def preview(plan: ImportPlan, width: int) -> list[Row]:
    """Everything one should see before saying yes; problems first, columns after."""
    lines: list[Line] = [counts(plan), ()]
    lines += _part(_("Problems"), "late", map(_problem, plan.problems), width)
    doubles = [row for row in plan.outcomes if row.outcome == "duplicate"]
    lines += _part(_("Possible duplicates, left out"), "near", map(_double, doubles), width)
    alike = [" = ".join(pair.customers) for pair in plan.look_alikes]
    lines += _part(_("Look-alikes, taken in as customers of their own"), "near", alike, width)
    updates = [row for row in plan.outcomes if row.outcome == "updated" and row.changes]
    lines += _part(_("What changes"), "plan", map(_update, updates), width)
    for note in plan.notes:
        lines += [((text, "dim"),) for text in wrap(note, width)]
    for sheet in plan.sheets:
        lines += [(), *_sheet(sheet, width)]
    return [(("line", index), fit(line, width)) for index, line in enumerate(lines)]


def counts(plan: ImportPlan) -> Line:
    """How many rows of each outcome there are."""
    of = plan.counts
    return joined(
        [
            (_("{n} new").format(n=of["new"]), "done"),
            (_("{n} updated").format(n=of["updated"]), "plan"),
            (_("{n} the same").format(n=of["same"]), "dim"),
            (_("{n} possible duplicates").format(n=of["duplicate"]), "near"),
            (_("{n} not taken").format(n=of["not_taken"]), "late" if of["not_taken"] else "dim"),
        ]
    )


def question(plan: ImportPlan) -> str:
    """What is asked before writing."""
    rows = plan.counts["new"] + plan.counts["updated"]
    return ngettext("Take in {n} row?", "Take in {n} rows?", rows).format(n=f"{rows:,}")


def result_words(result: ImportResult) -> str:
    """What was written."""
    return _(
        "Taken in: {customers} customers, {contacts} contacts, {interactions} contact records. "
        "u takes it back."
    ).format(customers=result.customers, contacts=result.contacts, interactions=result.interactions)


def _part(title: str, ink: str, texts: Iterable[str], width: int) -> list[Line]:
    every = list(texts)
    if not every:
        return []
    made: list[Line] = [((f"{title} ", ink), (str(len(every)), "dim"))]
    for text in every[:SHOWN]:
        first, *rest = wrap(text, width - 4)
        made.append((("  ", ""), (first, "text")))
        made += [(("    ", ""), (line, "dim")) for line in rest]
    if len(every) > SHOWN:
        made.append((("  ", ""), (_("and {n} more").format(n=len(every) - SHOWN), "dim")))
    return [*made, ()]


def _place(row: RowOutcome | Problem) -> str:
    return _("{sheet} row {row}").format(sheet=row.sheet, row=row.row)


def _problem(problem: Problem) -> str:
    where = " · ".join(part for part in (_place(problem), problem.column) if part)
    found = f" “{problem.found}”" if problem.found else ""
    return _at(f"{where}{found}", problem.message)


def _double(row: RowOutcome) -> str:
    whom = _(" or ").join(row.candidates)
    words = _("{customer} may be {whom}").format(customer=row.customer, whom=whom)
    return _at(_place(row), words)


def _update(row: RowOutcome) -> str:
    words = _("; ").join(
        f"{field_words(change.field)} {value_words(change.field, change.before) or '–'} → "
        f"{value_words(change.field, change.after) or '–'}"
        for change in row.changes
    )
    return _at(f"{_place(row)} · {row.customer}", words)


def _at(where: str, message: str) -> str:
    return _("{where}: {message}").format(where=where, message=message)


def _sheet(sheet: SheetMapping, width: int) -> Sequence[Line]:
    kinds = {
        "customers": ngettext("{n} row of customers", "{n} rows of customers", sheet.rows),
        "history": ngettext("{n} contact record", "{n} contact records", sheet.rows),
    }
    kind = kinds.get(sheet.kind, _("left out")).format(n=sheet.rows)
    head: list[Piece] = [(sheet.sheet or sheet.file, "text!"), (f"  {kind}", "dim")]
    if sheet.header_row:
        head.append((" · " + _("headings in row {row}").format(row=sheet.header_row), "dim"))
    made: list[Line] = [tuple(head)]
    if sheet.note:
        made += [((text, "near"),) for text in wrap(sheet.note, width)]
    for each in sheet.columns:
        target = each.words or _("(left out)")
        made.append(
            (
                (f"  {each.letter:>2} ", "faint"),
                (column(each.header, 18), "text"),
                (" → ", "faint"),
                (column(target, 20), "plan" if each.words else "dim"),
                (" " + each.sample.replace("\n", " "), "faint"),
            )
        )
    return made
