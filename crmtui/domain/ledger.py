"""What became of every row of an import's files, and what is to be said about it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from crmtui.domain.changes import FieldChange
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column
from crmtui.domain.importplan import OUTCOMES, Problem, RowOutcome, UnclearDates
from crmtui.domain.sheets import CellValue


class Source:
    """One sheet that is taken in: its findings, its columns, the outcome of each of its rows."""

    def __init__(self, findings: Findings, columns: Sequence[Column]) -> None:
        self.findings = findings
        self.columns = columns
        self.outcomes = ["new"] * len(findings.lines)  # until noted otherwise

    def column(self, field: str) -> Column | None:
        """The column that holds a field."""
        return next((c for c in self.columns if field in (c.field, c.key)), None)


class Ledger:
    """The sheets of an import with the outcome of every row."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.details: list[RowOutcome] = []
        self._troubles: dict[int, dict[int, set[str]]] = {}  # columns by source and line
        self._by_name: dict[tuple[str, str], list[int]] = {}

    def enter(self, findings: Findings, columns: Sequence[Column]) -> int:
        """Add a sheet; gives its place."""
        self.sources.append(Source(findings, columns))
        self._by_name.setdefault((findings.file, findings.sheet), []).append(len(self.sources) - 1)
        return len(self.sources) - 1

    def note(
        self,
        source: int,
        row: int,
        outcome: str,
        customer: str = "",
        *,
        customer_id: int | None = None,
        changes: Sequence[FieldChange] = (),
        candidates: Sequence[str] = (),
        choices: Sequence[str] = (),
        why: str = "",
        facts: Sequence[str] = (),
        kept: Sequence[FieldChange] = (),
    ) -> None:
        """Settle a row; the details are kept where there is more to say than the outcome."""
        self.sources[source].outcomes[row] = outcome
        if outcome in ("new", "same") and not kept:
            return
        self.details.append(
            RowOutcome(
                *self.place(source, row),
                outcome,
                customer,
                customer_id,
                tuple(changes),
                tuple(candidates),
                tuple(choices),
                why,
                tuple(facts),
                tuple(kept),
            )
        )

    def report(
        self,
        source: int,
        row: int,
        field: str | None,
        found: CellValue,
        message: str,
        *,
        duplicate: bool = False,
    ) -> None:
        """A problem found only when rows were compared."""
        sheet = self.sources[source]
        column = sheet.column(field) if field else None
        sheet.findings.report(row, column, found, message, keep=False, duplicate=duplicate)

    def counts(self) -> Mapping[str, int]:
        """Rows by outcome, all of OUTCOMES."""
        found: Counter[str] = Counter()
        for sheet in self.sources:
            found.update(sheet.outcomes)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def unclear(self) -> tuple[UnclearDates, ...]:
        """The columns of dates that may be two days each."""
        return tuple(
            UnclearDates(found.file, found.sheet, column, tuple(samples))
            for found in (sheet.findings for sheet in self.sources)
            for column, samples in found.unclear.items()
        )

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, sheet by sheet and line by line."""
        return tuple(p for sheet in self.sources for p in _in_order(sheet.findings))

    def place(self, source: int, row: int) -> tuple[str, str, int]:
        """Where the user finds a row: file, sheet and line."""
        found = self.sources[source].findings
        return found.file, found.sheet, found.lines[row]

    def troubled(self, source: int, row: int) -> frozenset[str]:
        """The columns (letter and heading) in which something of the row was not right."""
        found = self.sources[source].findings
        problems = self._troubles.get(source)
        if problems is None:
            problems = self._troubles[source] = {}
            for problem in found.problems:
                problems.setdefault(problem.row, set()).add(problem.column)
        return frozenset(problems.get(found.lines[row], ()))

    def row_at(self, file: str, sheet: str, line: int) -> tuple[int, int] | None:
        """The source and row of that place; None where no row was read there."""
        for source in self._by_name.get((file, sheet), ()):
            lines = self.sources[source].findings.lines
            row = bisect_left(lines, line)
            if row < len(lines) and lines[row] == line:
                return source, row
        return None

    def line(self, source: int, row: int) -> int:
        """The line a row stands on in its file."""
        return self.sources[source].findings.lines[row]


def _in_order(findings: Findings) -> Sequence[Problem]:
    if findings.ranked:
        return findings.problems
    return sorted(findings.problems, key=lambda problem: problem.row)
