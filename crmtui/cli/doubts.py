"""Possible duplicates of an import, decided one by one on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crmtui.cli.cells import aligned, cut
from crmtui.cli.output import say
from crmtui.cli.progress import Progress
from crmtui.domain.clean import neutral
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.deciding import CREATE, SKIP, UPDATE, known_id
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.cli.importjob import Job
    from crmtui.domain.importplan import ImportPlan, RowOutcome

ASK = "ask"
WAYS = (ASK, UPDATE, CREATE, SKIP)
_ALL, _STOP = "a", "q"
_NAME, _REGION, _PERSON, _REACH = 34, 14, 10, 30  # cells
_INDENT = "  "
_Facts = tuple[str, str, str, str, str]


class BadDuplicates(WrongUse):
    """A word that says nothing about possible duplicates."""

    def __init__(self, text: str) -> None:
        words = _("--duplicates is ask, update, create or skip, not “{text}”.")
        super().__init__(words.format(text=text))


class Stopped(Exception):
    """The user wants to stop here; nothing is written."""


@dataclass(slots=True)
class _Answers:
    """What was decided so far."""

    decisions: dict[tuple[str, str, int], str] = field(default_factory=dict)
    rest: str = ""  # what becomes of all that were not asked about


def settle(job: Job, plan: ImportPlan) -> ImportPlan:
    """Go through the possible duplicates; gives the plan with all of them decided.

    Deciding one may make another one clear, or unclear: those are asked about again. Raises
    Stopped.
    """
    answers = _Answers(dict(job.options.decisions))
    while not answers.rest:
        rows = [row for row in _open(plan) if _place(row) not in answers.decisions]
        if not rows:
            return plan
        _ask_all(job, rows, answers)
        decided = replace(job.options, decisions=answers.decisions)
        job.options = replace(decided, duplicates=answers.rest or decided.duplicates)
        with Progress() as progress:
            plan = job.compare(progress)
    return plan


def _open(plan: ImportPlan) -> list[RowOutcome]:
    return [row for row in plan.outcomes if row.outcome == "duplicate"]


def _place(row: RowOutcome) -> tuple[str, str, int]:
    return row.file, row.sheet, row.row


def _ask_all(job: Job, rows: Sequence[RowOutcome], answers: _Answers) -> None:
    with ExitStack() as stack:
        facts = _looking_up(job, stack)
        for number, row in enumerate(rows, 1):
            _show(row, number, len(rows), facts)
            answer = _asked(len(row.choices))
            if answer == _ALL:
                answers.rest = _asked_of_all()
                return
            if answer.isdecimal():
                answer = row.choices[int(answer) - 1]
            answers.decisions[_place(row)] = answer


def _show(
    row: RowOutcome, number: int, total: int, facts: Callable[[str, str], Sequence[str]]
) -> None:
    """The row and whom it may be, one below the other in columns."""
    head = _("Possible duplicate {number} of {total} · {file} · {sheet} row {row}: {why}")
    say("")
    say(
        head.format(
            number=number,
            total=total,
            file=row.file,
            sheet=row.sheet,
            row=row.row,
            why=row.why,
        )
    )
    lines = [("", *_fitted(row.facts))]
    for at, (name, choice) in enumerate(zip(row.candidates, row.choices, strict=True), 1):
        lines.append((str(at), *_fitted(facts(name, choice))))
    for line in aligned(lines):
        say(_INDENT + line)


def _fitted(facts: Sequence[str]) -> Iterator[str]:
    widths = (_NAME, _REGION, _PERSON, _REACH)
    for text, most in zip((*facts, "", "", "", "")[:4], widths, strict=True):
        yield cut(text, most)


def _looking_up(job: Job, stack: ExitStack) -> Callable[[str, str], Sequence[str]]:
    """What is known of a candidate: customer, place, people, phones and addresses."""
    from crmtui.reads import customers

    try:
        conn = stack.enter_context(job.shell.looking())
    except DatabaseMissing:
        return lambda name, _choice: (name, _("(in this file)"))

    def facts(name: str, choice: str) -> Sequence[str]:
        found = customers.found(conn, [ref]) if (ref := known_id(choice)) else []
        if not found:
            return (name, _("(in this file)"))
        line, people = found[0]
        reach = [point.value for contact in people for point in contact.points]
        names = [contact.name for contact in people if contact.name]
        return (name, line.region, ", ".join(names), ", ".join(reach))

    return facts


def _asked(choices: int) -> str:
    """One decision: the number of a choice, CREATE, SKIP or _ALL. Raises Stopped."""
    numbers = "1" if choices == 1 else f"1-{choices}"
    question = _(
        "{numbers} is this one · c a new customer · s leave it out · a all the rest · q stop"
    ).format(numbers=numbers)
    while True:
        answer = _answer(question)
        if answer.isdecimal() and 1 <= int(answer) <= choices:
            return answer
        if answer in ("c", "s", _ALL):
            return {"c": CREATE, "s": SKIP}.get(answer, answer)


def _asked_of_all() -> str:
    """What becomes of all the rest. Raises Stopped."""
    question = _(
        "All the rest: u update the likeliest where it is clear · c new customers · "
        "s leave them out · q stop"
    )
    while True:
        answer = _answer(question)
        if answer in ("u", "c", "s"):
            return {"u": UPDATE, "c": CREATE, "s": SKIP}[answer]


def _answer(question: str) -> str:
    sys.stderr.write(f"{neutral(question)}: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    answer = line.strip().casefold()
    if not line or answer == _STOP:
        raise Stopped
    return answer
