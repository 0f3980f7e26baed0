"""What an import would do, in lines: counts, and every row of each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crmtui.domain.clean import readable
from crmtui.domain.words import N_, _, ngettext
from crmtui.present import field_words, kind_words, value_words
from crmtui.tui.importing_state import Job
from crmtui.tui.ink import Line, column, joined, wrap
from crmtui.tui.widgets.rows import Key

if TYPE_CHECKING:
    from crmtui.domain.changes import FieldChange
    from crmtui.domain.importplan import (
        ImportPlan,
        LookAlike,
        NewInteraction,
        Problem,
        RowOutcome,
    )

Row = tuple[Key | None, Line]
GO: Key = ("go", 0)
LISTS = {
    "all": N_("Overview"),
    "new": N_("New"),
    "records": N_("Contact records"),
    "updated": N_("Updated"),
    "kept": N_("Kept as you have it"),
    "doubles": N_("Possible duplicates"),
    "problems": N_("Problems"),
    "alike": N_("Look-alikes"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of any length of which only the seen lines are made."""

    kind: str
    items: Sequence[Any]
    paint_item: Callable[[Any, int], Line]

    def __len__(self) -> int:
        return len(self.items)

    def key_at(self, line: int) -> Key | None:
        """The item on a line."""
        return self.kind, line

    def line_of(self, key: Key) -> int | None:
        """Where an item stands."""
        return key[1] if key[0] == self.kind and key[1] < len(self.items) else None

    def paint(self, line: int, width: int) -> Line:
        """One line."""
        return self.paint_item(self.items[line], width)


def files(job: Job) -> Line:
    """The names of the files."""
    names = [readable(path.name) for path in job.paths]
    text = names[0] if len(names) == 1 else ngettext("{n} file", "{n} files", len(names))
    return ((text.format(n=len(names)) if len(names) > 1 else text, "dim"),)


def counts(plan: ImportPlan) -> Line:
    """How many rows of each outcome there are."""
    of = plan.counts
    return joined([(words, ink if of[name] else "dim") for name, words, ink in _counted(plan)])


def _counted(plan: ImportPlan) -> list[tuple[str, str, str]]:
    of = plan.counts
    doubles = ngettext("{n} possible duplicate", "{n} possible duplicates", of["duplicate"])
    return [
        (name, words.format(n=f"{of[name]:,}"), ink)
        for name, words, ink in (
            ("new", _("{n} new"), "done"),
            ("updated", _("{n} updated"), "plan"),
            ("same", _("{n} the same"), "dim"),
            ("duplicate", doubles, "near"),
            ("not_taken", _("{n} not taken"), "late"),
        )
    ]


def items_of(plan: ImportPlan, name: str) -> Sequence[Any]:
    """Everything a list holds."""
    if name == "new":
        return range(len(plan.orders.customers))
    if name == "records":
        return plan.orders.interactions
    if name == "updated":
        return [row for row in plan.outcomes if row.outcome == "updated" and row.changes]
    if name == "kept":
        return [row for row in plan.outcomes if row.kept]
    if name == "doubles":
        return [row for row in plan.outcomes if row.outcome == "duplicate"]
    if name == "problems":
        return [problem for problem in plan.problems if not problem.duplicate]
    return plan.look_alikes if name == "alike" else ()


def source_of(plan: ImportPlan, name: str, items: Sequence[Any]) -> Listing:
    """A list ready to be shown."""
    painters: dict[str, Callable[[Any, int], Line]] = {
        "new": lambda index, width: _new(plan, index, width),
        "records": lambda record, width: _record(record),
        "updated": lambda row, width: row_line(row, changes_of(row.changes)),
        "kept": lambda row, width: row_line(row, kept_of(row)),
        "doubles": lambda row, width: double_line(row),
        "problems": lambda problem, width: problem_line(problem),
        "alike": lambda alike, width: alike_line(alike),
    }
    return Listing(name, items, painters[name])


# -- the overview -------------------------------------------------------------------------------


def overview(plan: ImportPlan, overwrite: bool, width: int) -> list[Row]:
    """What will happen, before it is agreed to."""
    if plan.changes_anything:
        first: Row = (GO, ((" → ", "plan!"), (question(plan), "text!")))
    else:
        words = _("There is nothing new in it; nothing would be written.")
        first = (None, ((" " + words, "text!"),))
    made: list[Row] = [first, (None, ())]
    told = _told()
    lists = {"new": "new", "updated": "updated", "duplicate": "doubles", "not_taken": "problems"}
    for index, (name, words, ink) in enumerate(_counted(plan)):
        key = ("count", index) if name in lists and plan.counts[name] else None
        line = ((f"   {column(words, 28)}", ink if plan.counts[name] else "faint"),)
        made.append((key, (*line, (" " + told[name], "dim" if plan.counts[name] else "faint"))))
    if overwrite:
        words = _("The file wins: its words replace yours, and its empty cells erase them.")
        made += [(None, ()), (None, ((" ! " + words, "near"),))]
    if plan.notes or plan.unread:
        made.append((None, ()))
    for name in plan.unread:
        words = _("Could not be read: {name}").format(name=name)
        made.append((None, ((f" ! {words}", "late"),)))
    for note in plan.notes:
        made += [(None, ((f"   {line}", "dim"),)) for line in wrap(note, width - 4)]
    return made


COUNT_LISTS = ("new", "updated", "", "doubles", "problems")
"""The lists behind the counts of the overview, in their order."""


def _told() -> dict[str, str]:
    return {
        "new": _("are written"),
        "updated": _("get what is new about them"),
        "same": _("are there already, word for word"),
        "duplicate": _("are left out unless you decide: d"),
        "not_taken": _("cannot be read; the list says why"),
    }


def question(plan: ImportPlan) -> str:
    """What is asked before writing."""
    rows = plan.counts["new"] + plan.counts["updated"]
    return ngettext("Take in {n} row?", "Take in {n} rows?", rows).format(n=f"{rows:,}")


# -- the lists ------------------------------------------------------------------------------------


def place(row: RowOutcome | Problem) -> str:
    """Where a row stands."""
    return _("{sheet} row {row}").format(sheet=row.sheet, row=row.row)


def _new(plan: ImportPlan, index: int, width: int) -> Line:
    orders = plan.orders
    said = dict(zip(orders.customer_columns, orders.customers[index], strict=True))
    texts = {name: str(value) for name, value in said.items() if isinstance(value, str)}
    region = " ".join(texts.get(name, "") for name in ("province", "city")).strip()
    return (
        (column(texts.get("number", ""), 10), "faint"),
        (" " + column(texts.get("name", ""), max(width // 2 - 6, 12)), "text"),
        (" " + column(texts.get("grade", ""), 3), "dim"),
        (region, "dim"),
    )


def _record(record: NewInteraction) -> Line:
    return (
        (f" {record.on} ", "dim"),
        (column(kind_words(record.kind), 8) + " ", "plan"),
        (record.summary.replace("\n", " "), "text"),
    )


def row_line(row: RowOutcome, texts: Sequence[str]) -> Line:
    """A row about a known customer, with what is to be said of it."""
    return (
        (f" {place(row)} · ", "faint"),
        (f"{row.customer}  ", "text"),
        (_("; ").join(texts), "dim"),
    )


def changes_of(changes: Sequence[FieldChange]) -> list[str]:
    """Each field that changes, from what to what."""
    return [
        f"{field_words(change.field)} {value_words(change.field, change.before) or '–'} → "
        f"{value_words(change.field, change.after) or '–'}"
        for change in changes
    ]


def kept_of(row: RowOutcome) -> list[str]:
    """Each field that stays as the user has it, though the file says something else."""
    words = _("{field} stays {mine}, the file says {theirs}")
    return [
        words.format(
            field=field_words(change.field),
            mine=value_words(change.field, change.before) or "–",
            theirs=value_words(change.field, change.after) or "–",
        )
        for change in row.kept
    ]


def double_line(row: RowOutcome) -> Line:
    """A row that may be a customer one has."""
    whom = _(" or ").join(row.candidates)
    return (
        (f" {place(row)} · ", "faint"),
        (row.customer, "text"),
        ("  " + _("may be {whom}").format(whom=whom), "near"),
    )


def problem_line(problem: Problem) -> Line:
    """What is not right with a row."""
    found = f" “{problem.found}”" if problem.found else ""
    return (
        (f" {place(problem)} ", "faint"),
        (f"{problem.column}{found}  ", "text"),
        (problem.message, "dim"),
    )


def alike_line(alike: LookAlike) -> Line:
    """Customers that are taken in apart, though they may be one."""
    reasons = {"name": _("same name"), "phone": _("same phone"), "email": _("same e-mail")}
    return (
        (f" {column(reasons.get(alike.why, ''), 12)}", "near"),
        (" = ".join(alike.customers), "text"),
        (f"  {alike.shared}", "dim"),
    )
