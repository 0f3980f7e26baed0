"""Board: today, tomorrow, the rest of the week, next week; or the month. Steps move by keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from crmtui.domain.board import Section, monday_of, sections
from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import _
from crmtui.reads import board as reads
from crmtui.reads.board import BoardDay, Window
from crmtui.tui import board_lines, day_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.board_lines import BoardSource
from crmtui.tui.ink import Line, ends, fit
from crmtui.tui.screens.boardplace import BoardPlace
from crmtui.tui.screens.place import WIDE
from crmtui.tui.widgets.month import Month
from crmtui.tui.widgets.rows import Key, Rows
from crmtui.tui.widgets.words import Words

COLUMNS = 4
MOST = 100  # steps and promises shown of a day, and as many occasions


class BoardScreen(BoardPlace):
    """Left and right go from column to column, or day to day; shift or < > take the step along."""

    PLACE = "board"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("board"),
        Binding("enter", "into_day", show=False),
        Binding("escape", "out_of_day", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.sections: tuple[Section, ...] = ()
        self.loads: list[MonthDay] = []
        self.monthly = False
        self.wide: bool | None = None  # whether the columns stand side by side
        # The step moved last, on which day, and how often it was put off by then.
        self.moving: tuple[int, date, int] | None = None

    def body(self) -> Iterator[Widget]:
        """Four columns side by side, one list below each other, or the month with a day's list."""
        yield Words(self._nothing, id="empty")
        with Horizontal(id="board"):
            for number in range(COLUMNS):
                with Vertical(classes="column"):
                    yield Words(lambda width, n=number: self._head(n, width), classes="head")  # type: ignore[misc]  # n is its own in each
                    yield Rows(id=f"column{number}", quiet=True)
        yield Rows(id="days")
        with Horizontal(id="calendar"):
            yield Month(self.desk.today, id="month", capacity=self.capacity)
            with Vertical(id="day"):
                yield Words(self._day_head, id="dayhead")
                yield Rows(id="dayrows")

    def on_mount(self) -> None:
        """Read once the width is known."""
        self.call_after_refresh(self._first)

    def _first(self) -> None:
        self.seen, self.wide = self.crm.generation, self._is_wide()
        self.reread()
        self.rows.focus()

    @property
    def capacity(self) -> int:
        """For how many customers there is room in a day."""
        return self.desk.settings.capacity

    @property
    def month(self) -> Month:
        """The sheet of weeks."""
        return self.query_one(Month)

    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE

    @property
    def lists(self) -> Sequence[Rows]:
        """The lists that are shown now, from left to right."""
        if self.monthly:
            return [self.query_one("#dayrows", Rows)]
        if not self.wide:
            return [self.query_one("#days", Rows)]
        return [self.query_one(f"#column{number}", Rows) for number in range(COLUMNS)]

    def enter(self, column: int) -> None:
        """Be in this list from now on."""
        self.column = column
        if not (self.monthly and self.month.has_focus):
            self.rows.focus()

    # -- reading --------------------------------------------------------------------------

    def reread(self) -> None:
        """Everything anew; the selected step is followed to where it stands now."""
        key, line = self.rows.key, self.rows.line
        if self.monthly:
            self._read_month()
        else:
            self.sections = sections(monday_of(self.desk.today), self.desk.today)
            self.days = self._days(self.sections[0].first, self.sections[-1].last)
        self._fill()
        if key is None or not self.select(key):
            self.rows.show(self.rows.source, None, line)
            self.to_something()

    def _window(self, first: date, last: date) -> Window:
        desk = self.desk
        return Window(first, last, desk.today, desk.workdays, desk.settings.move_days_off)

    def _read_month(self) -> None:
        """How much stands on each day, and what on the selected one."""
        first = self.month.first
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        window = self._window(first, last)
        nothing = [day.day for day in reads.empty(window)]
        self.loads = self.attempt(
            lambda: self.desk.read(lambda conn: reads.loads(conn, window), nothing), nothing
        )
        self.month.show(self.loads, self.desk.today)
        self.days = self._days(self.month.day, self.month.day)

    def _days(self, first: date, last: date) -> list[BoardDay]:
        window = self._window(first, last)
        nothing = reads.empty(window)
        return self.attempt(
            lambda: self.desk.read(lambda conn: reads.days(conn, window, MOST), nothing), nothing
        )

    def _fill(self) -> None:
        """Put the days into the lists that are shown."""
        for rows, source in zip(self.lists, self._sources(), strict=True):
            rows.show(source, rows.key, rows.line)
        self.set_class(self.is_empty and not self.monthly, "-empty")
        for words in self.query(Words):
            words.again()

    def _sources(self) -> Iterator[BoardSource]:
        today, capacity = self.desk.today, self.capacity
        if self.monthly:
            yield BoardSource(self.days, today, capacity, heads=False)
        elif not self.wide:
            yield BoardSource(self.days, today, capacity, titles=self.sections)
        else:
            for section in self.sections:
                days = self._in(section)
                yield BoardSource(days, today, capacity, heads=len(days) > 1, tall=True)

    def _in(self, section: Section) -> list[BoardDay]:
        """The days of a column."""
        return [day for day in self.days if section.first <= day.on <= section.last]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on the days shown."""
        return not any(day.total or day.occasions for day in self.days)

    # -- what is written ------------------------------------------------------------------

    def figures(self, width: int) -> Line:
        """What stands on the board; of a month its name."""
        if self.monthly:
            loads = self.loads
            return board_lines.month_figures(loads, self.capacity) if loads else ()
        made = board_lines.figures(self.days, self.capacity)
        hint = _("room for {n} customers a day").format(n=self.capacity)
        return ends(made, [(hint, "faint"), (" ", "")], width)

    def _head(self, number: int, width: int) -> list[Line]:
        if number >= len(self.sections):
            return [(), ()]
        section = self.sections[number]
        days = self._in(section)
        return board_lines.column_head(section, days, self.capacity, self.desk.today, width)

    def _day_head(self, width: int) -> list[Line]:
        on = self.month.day
        day = next((each for each in self.loads if each.on == on), None)
        if day is None:
            return []
        known = self.desk.workdays.is_known(on)
        first, *rest = day_lines.head(day, self.desk.today, known, width)
        load = board_lines.load_piece(day, self.capacity)
        lines = [ends(first, [load, (" ", "")], width), *rest]
        return [*lines, *day_lines.nothing(width)] if self.is_empty else lines

    def _nothing(self, width: int) -> list[Line]:
        if not self.is_empty:
            return []
        words = _("Nothing is planned for this week and the next. n on a customer plans a step.")
        return [(), fit((("  ✓ ", "done!"), (words, "dim")), width), ()]

    # -- moving about ---------------------------------------------------------------------

    def day_left(self) -> None:
        """The column to the left, or the day before."""
        self.aside(-1)

    def day_right(self) -> None:
        """The column to the right, or the next day."""
        self.aside(1)

    def aside(self, step: int) -> None:
        """To the next column, or the next day of a list; in the month's day list to its day."""
        if self.monthly:
            self.month.go(self.month.day + timedelta(days=step))
        elif self.wide:
            self.beside(step)
        else:
            self.another_day(step)

    def month_view(self) -> None:
        """The month instead of the week, or the week again."""
        found = self.item()
        self.monthly = not self.monthly
        self.set_class(self.monthly, "-monthly")
        self.column = 0
        if self.monthly:
            self.month.day = found[0].on if found else self.desk.today
        self.call_after_refresh(self._shown)  # once the lists have their height

    def _shown(self) -> None:
        self.reread()
        (self.month if self.monthly else self.rows).focus()

    def follow(self, on: date, key: Key) -> None:
        """Go with a step that was moved to another day."""
        if self.monthly and self.month.day != on:
            self.month.day = on
            self.reread()
        self.select(key)

    def on_month_moved(self, message: Month.Moved) -> None:
        """Another day of the month."""
        self.days = self._days(self.month.day, self.month.day)
        self._fill()

    def on_month_month_changed(self, message: Month.MonthChanged) -> None:
        """Another month."""
        self.reread()

    def action_into_day(self) -> None:
        """To the list of the month's day."""
        if self.monthly and self.rows.key is not None:
            self.rows.focus()

    def action_out_of_day(self) -> None:
        """From the day's list back to the month, and from the month to the week."""
        if self.monthly and not self.month.has_focus:
            self.month.focus()
        elif self.monthly:
            self.month_view()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens the card."""
        self.action_do("open")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A column that was clicked, or reached with Tab, is the one one is in."""
        shown, now = self.lists, self.focused  # the event may be older than what was focused since
        if isinstance(now, Rows) and now in shown:
            self.column = shown.index(now)

    def on_resize(self, event: events.Resize) -> None:
        """Between wide and narrow the same step stays selected."""
        self.call_after_refresh(self._for_width)

    def _for_width(self) -> None:
        if self.wide is None or self.wide == self._is_wide():
            return
        found = self.rows.key
        self.wide, self.column = self._is_wide(), 0
        self.reread()
        if found is not None:
            self.select(found)
