"""All operations as lines of a list of any length: ids in memory, the seen ones fetched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date

from crmtui.domain.changes import OperationLine
from crmtui.tui.change_lines import operation_line
from crmtui.tui.ink import Line, fit
from crmtui.tui.widgets.rows import Key

PAGE = 64
Fetch = Callable[[Sequence[int]], Sequence[OperationLine]]


class ChangeSource:
    """Operations by id, the newest first; a page of them is read when one of them is drawn."""

    def __init__(self, ids: Sequence[int], fetch: Fetch, today: date) -> None:
        self.ids = ids
        self._fetch = fetch
        self._today = today
        self._known: dict[int, OperationLine] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def key_at(self, line: int) -> Key | None:
        """The operation on a line."""
        return "operation", self.ids[line]

    def line_of(self, key: Key) -> int | None:
        """Where an operation stands."""
        at = bisect_left(self.ids, -key[1], key=int.__neg__)
        return at if at < len(self.ids) and self.ids[at] == key[1] else None

    def at(self, line: int) -> OperationLine | None:
        """The operation of a line, read with its neighbours."""
        wanted = self.ids[line]
        if wanted not in self._known:
            start = line - line % PAGE
            for each in self._fetch(self.ids[start : start + PAGE]):
                self._known[each.id] = each
        return self._known.get(wanted)

    def paint(self, line: int, width: int) -> Line:
        """One line."""
        found = self.at(line)
        if found is None:
            return ()
        return fit(((f"{found.id:>7}", "faint"), *operation_line(found, self._today)), width)
