"""What is selected on the board, and going to it, whatever lists it is shown in."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.board import PROMISE, STEP, Entry
from crmtui.reads.board import BoardDay
from crmtui.tui.board_lines import BoardSource, Kept
from crmtui.tui.screens.place import Bookmark, Place, Subject, bookmark_of
from crmtui.tui.widgets.rows import Key, Rows


class BoardPlace(Place):
    """Days with what stands on them, in one list or several side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.days: list[BoardDay] = []
        self.column = 0

    @property
    def lists(self) -> Sequence[Rows]:
        """The lists that are shown now, from left to right."""
        raise NotImplementedError

    def enter(self, column: int) -> None:
        """Be in this list from now on."""
        raise NotImplementedError

    @property
    def rows(self) -> Rows:
        """The list one is in."""
        shown = self.lists
        return shown[min(self.column, len(shown) - 1)]

    def item(self) -> tuple[BoardDay, Entry | Kept] | None:
        """What is selected, and the day it stands on."""
        rows = self.rows
        return rows.source.item_at(rows.line) if isinstance(rows.source, BoardSource) else None

    def subject(self) -> Subject | None:
        """The customer of the selected line, with its step or promise."""
        found = self.item()
        if found is None:
            return None
        item = found[1]
        if isinstance(item, Kept):
            return Subject(item.row.customer_id)
        return Subject(
            item.customer_id,
            item.id if item.kind == STEP else None,
            item.id if item.kind == PROMISE else None,
        )

    def on_step(self) -> bool:
        """Whether a step or a promise is selected."""
        found = self.item()
        return found is not None and isinstance(found[1], Entry)

    def neighbours(self) -> list[int]:
        """The customers of the board, each once."""
        found = [entry.customer_id for day in self.days for entry in day.entries]
        found += [
            row.customer_id for day in self.days for kept in day.occasions for row in kept.rows
        ]
        return list(dict.fromkeys(found))

    # -- going to something ---------------------------------------------------------------

    def bookmark(self) -> Bookmark | None:
        """Where one is in the list."""
        return bookmark_of(self.rows)

    def go_on(self, mark: Bookmark | None, stay: bool = False) -> None:
        """Select what came next; with `stay` only if the line itself is gone."""
        if mark is None or (stay and self.select(mark.key)):
            return
        if mark.after is not None:
            self.select(mark.after)

    def go_back_to(self, customer_id: int) -> None:
        """Select the first line of a customer, unless one of its lines is selected."""
        subject = self.subject()
        if subject is not None and subject.customer_id == customer_id:
            return
        for day in self.days:
            for entry in day.entries:
                if entry.customer_id == customer_id:
                    self.select((entry.kind, entry.id))
                    return

    def select(self, key: Key) -> bool:
        """Select an item wherever it stands; whether it is there."""
        for column, rows in enumerate(self.lists):
            if rows.source.line_of(key) is not None:
                rows.select(key)
                self.enter(column)
                return True
        return False

    def select_day(self, day: BoardDay) -> None:
        """Select the first that stands on a day."""
        if day.entries:
            self.select((day.entries[0].kind, day.entries[0].id))
        elif day.occasions:
            self.select(("occasion", day.occasions[0].rows[0].id))

    def to_something(self) -> None:
        """From a list that is empty to the nearest one that is not."""
        full = [column for column, rows in enumerate(self.lists) if rows.key is not None]
        if self.rows.key is None and full:
            self.enter(min(full, key=lambda column: abs(column - self.column)))

    def beside(self, step: int) -> None:
        """To the nearest list on this side in which anything stands."""
        column = self.column + step
        while 0 <= column < len(self.lists):
            if self.lists[column].key is not None:
                self.enter(column)
                return
            column += step

    def another_day(self, step: int) -> None:
        """To the nearest day before or after on which anything stands."""
        found = self.item()
        days = [day for day in self.days if day.entries or day.occasions]
        at = next((n for n, day in enumerate(days) if found and day.on == found[0].on), 0)
        if 0 <= at + step < len(days):
            self.select_day(days[at + step])
