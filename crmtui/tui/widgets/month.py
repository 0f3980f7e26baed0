"""A month as weeks of boxes: both calendars, days off, what stands on each day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import _
from crmtui.present import weekday_words
from crmtui.tui.ink import Piece, clip, column, segments, width_of
from crmtui.tui.themes import cursor_of, inks_of

WEEK = 7
TALL = 30  # from this height on a box has three lines
NO_END = 10**9
FIRST, LAST = date(1901, 1, 1), date(2100, 12, 31)


class Month(Widget, can_focus=True):
    """Arrows go from day to day and week to week, page keys by months, Home to today."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "days(-1)", show=False),
        Binding("right", "days(1)", show=False),
        Binding("up,k", "days(-7)", show=False),
        Binding("down,j", "days(7)", show=False),
        Binding("pageup", "months(-1)", show=False),
        Binding("pagedown", "months(1)", show=False),
        Binding("home", "today", show=False),
    ]

    class Moved(Message):
        """Another day is selected."""

    class MonthChanged(Message):
        """The selected day is in another month; its days are wanted."""

    def __init__(self, today: date, *, id: str | None = None, capacity: int = NO_END) -> None:
        super().__init__(id=id)
        self.capacity = capacity  # a day with more steps is marked
        self.today = today
        self.day = today
        self._days: Mapping[date, MonthDay] = {}

    @property
    def first(self) -> date:
        """The first day of the month shown."""
        return self.day.replace(day=1)

    def show(self, days: Sequence[MonthDay], today: date) -> None:
        """Show these days of the month."""
        self.today = today
        self._days = {day.on: day for day in days}
        self.refresh(layout=True)

    # -- moving -------------------------------------------------------------------------

    def go(self, day: date) -> None:
        """Select a day."""
        day = min(max(day, FIRST), LAST)
        if day == self.day:
            return
        other = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        self.refresh(layout=other)
        self.post_message(self.MonthChanged() if other else self.Moved())

    def action_days(self, step: int) -> None:
        """So many days on."""
        self.go(self.day + timedelta(days=step))

    def action_months(self, step: int) -> None:
        """So many months on, the same day where the month has it."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + step, 12)
        if not FIRST.year <= year <= LAST.year:
            return
        last = monthrange(year, month + 1)[1]
        self.go(date(year, month + 1, min(self.day.day, last)))

    def action_today(self) -> None:
        """Back to today."""
        self.go(self.today)

    def on_click(self, event: events.Click) -> None:
        """Select the day that was clicked."""
        week, column_at = (event.y - 1) // self._box, event.x // self._cells
        index = week * WEEK + column_at - self.first.weekday()
        if event.y > 0 and column_at < WEEK and 0 <= index < len(self._days):
            self.go(self.first + timedelta(days=index))

    # -- drawing ------------------------------------------------------------------------

    @property
    def _weeks(self) -> int:
        last = monthrange(self.first.year, self.first.month)[1]
        return -(-(self.first.weekday() + last) // WEEK)

    @property
    def _box(self) -> int:
        """How many lines a day has."""
        return 3 if self.app.size.height >= TALL else 2

    @property
    def _cells(self) -> int:
        return max(self.size.width // WEEK, 4)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The names of the weekdays and the weeks of the month."""
        return 1 + self._weeks * self._box

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, base = self.size.width, self.visual_style.rich_style
        inks = inks_of(self.app)
        if y == 0:
            names = [weekday_words(date(2024, 1, 1 + n)) for n in range(WEEK)]
            line = [(column(f" {name}", self._cells), "dim") for name in names]
            return Strip(segments(line, inks, width, base), width)
        week, part = divmod(y - 1, self._box)
        if week >= self._weeks:
            return Strip([Segment(" " * width, base)], width)
        monday = self.first - timedelta(days=self.first.weekday()) + timedelta(weeks=week)
        made: list[Segment] = []
        for n in range(WEEK):
            on = monday + timedelta(days=n)
            style = base
            if on == self.day:
                style = base + cursor_of(self.app, self.has_focus)
            made += segments(self._part(on, part), inks, self._cells, style)
        made.append(Segment(" " * (width - WEEK * self._cells), base))
        return Strip(made, width)

    def _part(self, on: date, part: int) -> list[Piece]:
        """One line of a day's box."""
        day = self._days.get(on)
        if day is None or on.month != self.first.month:
            return []
        if part == 0:
            return self._top(day)
        room = self._cells - 2
        if self._box == 3:
            return [(" ", ""), *(self._named(day, room) if part == 1 else self._counts(day))]
        counts = self._counts(day)
        left = room - width_of(counts) - bool(counts)
        named = self._named(day, left) if left > 1 else []
        return [(" ", ""), *named, *([(" ", "")] if named and counts else []), *counts]

    def _top(self, day: MonthDay) -> list[Piece]:
        """The day in both calendars."""
        number = "plan!" if day.on == self.today else "faint" if day.off else "text"
        lunar = clip(day.lunar_short, max(self._cells - 4, 0))
        return [(f" {day.on.day:>2}", number), (f" {lunar}", "faint")]

    def _named(self, day: MonthDay, room: int) -> list[Piece]:
        """Whether it is off or worked instead, and what it is called."""
        made: list[Piece] = []
        if day.state:
            sign = _("off") if day.state == "off" else _("work")
            made = [(clip(sign, room), "done" if day.state == "off" else "near")]
        left = room - width_of(made) - bool(made)
        if day.words and left > 1:
            name = clip(day.words, left)
            made.append((" " * bool(made) + name, "day" if day.festivals else "dim"))
        return made

    def _counts(self, day: MonthDay) -> list[Piece]:
        """How many days that matter, and how many steps; too many of them are marked."""
        made: list[Piece] = []
        if day.occasions:
            made.append((f"*{day.occasions}", "day"))
        if day.steps:
            sign, ink = ("!", "late!") if day.steps > self.capacity else ("→", "plan")
            made.append((f"{' ' * bool(made)}{sign}{day.steps}", ink))
        return made
