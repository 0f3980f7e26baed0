"""Calendar: a month in both calendars, and what stands on the selected day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from crmtui.domain.monthview import MonthDay, month_days
from crmtui.domain.workdays import Workdays
from crmtui.reads import calendar as reads
from crmtui.reads.calendar import Marks, PlannedStep
from crmtui.reads.occasions import DayOf
from crmtui.tui import day_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.chrome import Line
from crmtui.tui.screens.place import Place, Subject
from crmtui.tui.widgets.month import Month
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words


class CalendarScreen(Place):
    """Arrows move the day; Tab and Enter go to the day's list, Enter there opens a card."""

    PLACE = "calendar"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("calendar"),
        Binding("enter", "into_day", show=False),
        Binding("escape", "into_month", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.days: list[MonthDay] = []
        self.steps: list[PlannedStep] = []
        self.kept: list[DayOf] = []
        self.workdays = Workdays()

    def body(self) -> Iterator[Widget]:
        """The month, and the day's list below it or beside it."""
        with Horizontal(id="calendar"):
            yield Month(self.desk.today, id="month")
            with Vertical(id="day"):
                yield Words(self._head, id="dayhead")
                yield Rows(id="dayrows")

    def on_mount(self) -> None:
        """Read the month once its width is known."""
        self.month.focus()
        self.call_after_refresh(self.reread)

    @property
    def month(self) -> Month:
        """The sheet of weeks."""
        return self.query_one(Month)

    @property
    def rows(self) -> Rows:
        """What stands on the selected day."""
        return self.query_one("#dayrows", Rows)

    def figures(self, width: int) -> Line:
        """The month and how much stands in it."""
        return day_lines.figures(self.days, self.month.first)

    # -- reading --------------------------------------------------------------------------

    def reread(self) -> None:
        """The month and the day anew."""
        first = self.month.first
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.workdays = self.desk.workdays
        none: dict[date, Marks] = {}
        marks = self.attempt(
            lambda: self.desk.read(lambda conn: reads.marks(conn, first, last), none), none
        )
        counts = {on: (found.occasions, found.steps) for on, found in marks.items()}
        self.days = self.attempt(lambda: month_days(first, self.workdays, counts), [])
        self.month.show(self.days, self.desk.today)
        self._read_day()

    def _read_day(self) -> None:
        on = self.month.day

        def both(conn: sqlite3.Connection) -> tuple[list[DayOf], list[PlannedStep]]:
            return reads.occasions_on(conn, on, day_lines.MOST), reads.steps(
                conn, on, on, day_lines.MOST
            )

        none: tuple[list[DayOf], list[PlannedStep]] = ([], [])
        self.kept, self.steps = self.attempt(lambda: self.desk.read(both, none), none)
        rows = self.rows
        rows.show(day_lines.entries(self.kept, self.steps, self.desk.today), rows.key)
        for words in ("#dayhead", "#figures"):
            self.query_one(words, Words).again()

    def _head(self, width: int) -> list[Line]:
        on = self.month.day
        day = next((each for each in self.days if each.on == on), None)
        if day is None:
            return []
        lines = day_lines.head(day, self.desk.today, self.workdays.is_known(on), width)
        if not self.kept and not self.steps:
            lines += day_lines.nothing(width)
        return lines

    # -- moving ---------------------------------------------------------------------------

    def on_month_moved(self, message: Month.Moved) -> None:
        """Another day of the month."""
        self._read_day()

    def on_month_month_changed(self, message: Month.MonthChanged) -> None:
        """Another month."""
        self.reread()

    def action_into_day(self) -> None:
        """To the day's list."""
        if len(self.rows.source):
            self.rows.focus()

    def action_into_month(self) -> None:
        """Back to the month."""
        self.month.focus()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens the card."""
        self.action_do("open")

    def subject(self) -> Subject | None:
        """The customer of the selected line, with its step."""
        key = self.rows.key
        if key is None:
            return None
        if key[0] == "step":
            step = next((each for each in self.steps if each.id == key[1]), None)
            return Subject(step.customer_id, step.id) if step else None
        for day in self.kept:
            for row in day.rows:
                if row.id == key[1]:
                    return Subject(row.customer_id)
        return None

    def on_step(self) -> bool:
        """A step's line is that step."""
        return self.rows.key is not None and self.rows.key[0] == "step"

    def neighbours(self) -> list[int]:
        """The customers of the day."""
        found = [step.customer_id for step in self.steps]
        found += [row.customer_id for day in self.kept for row in day.rows]
        return list(dict.fromkeys(found))
