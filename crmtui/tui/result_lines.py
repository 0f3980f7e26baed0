"""What an import came to, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.words import _, ngettext
from crmtui.tui import plan_lines
from crmtui.tui.importing_state import Job
from crmtui.tui.ink import Line, fit, joined, wrap
from crmtui.tui.widgets.rows import Key

if TYPE_CHECKING:
    from crmtui.domain.importplan import ImportResult

Row = tuple[Key | None, Line]


def written(result: ImportResult) -> str:
    """What was written."""
    if not (result.customers or result.contacts or result.interactions):
        # A phone, a tag or a birthday more: the three counts would say that nothing was done.
        words = _("Done (import {batch}): customers that were there got what is new about them.")
        return words.format(batch=result.batch)
    records = result.interactions
    return _("Done (import {batch}): {customers}, {contacts} and {records} written.").format(
        batch=result.batch,
        customers=ngettext("{n} customer", "{n} customers", result.customers).format(
            n=result.customers
        ),
        contacts=ngettext("{n} contact", "{n} contacts", result.contacts).format(n=result.contacts),
        records=ngettext("{n} contact record", "{n} contact records", records).format(n=records),
    )


def left_out(job: Job, width: int) -> list[Row]:
    """The counts, then every row that was not taken in, with the reason."""
    plan = job.understood
    made: list[Row] = [(None, fit(((" ", ""), *plan_lines.counts(plan)), width)), (None, ())]
    if not plan.rows_not_taken:
        return [*made, (None, (("   " + _("Every row was taken in."), "done"),))]
    rows = ngettext(
        "{n} row was not taken in. r saves it to a file, to be mended and imported again.",
        "{n} rows were not taken in. r saves them to a file, to be mended and imported again.",
        plan.rows_not_taken,
    )
    words = rows.format(n=f"{plan.rows_not_taken:,}")
    made += [(None, ((f" {line}", "near"),)) for line in wrap(words, width - 2)]
    made.append((None, ()))
    messages: dict[tuple[str, str, int], list[str]] = {}
    for problem in plan.problems:
        place = (problem.file, problem.sheet, problem.row)
        messages.setdefault(place, []).append(problem.message)
    for index, row in enumerate(plan.outcomes):
        if row.outcome in ("duplicate", "not_taken"):
            key = ("row", index)
            texts = messages.get((row.file, row.sheet, row.row), [row.why])
            head = joined([(plan_lines.place(row), "dim"), (row.customer, "text")])
            made.append((key, fit(((" ", ""), *head), width)))
            for text in texts:
                made += [(key, ((f"     {line}", "dim"),)) for line in wrap(text, width - 7)]
    return made
