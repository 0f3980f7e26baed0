"""A list of any length that draws only what is seen and keeps its selection by key."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from crmtui.tui.ink import segments
from crmtui.tui.themes import cursor_of, inks_of
from crmtui.tui.widgets.sources import Key, Lines, Source

__all__ = ["Key", "Lines", "Rows", "Source"]


class Rows(Widget, can_focus=True):
    """The list itself: arrows, j and k, page keys, Home and End move; Enter opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """Another item is selected."""

        def __init__(self, rows: Rows, key: Key | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            """The list it happened in."""
            return self.rows

    class Chosen(Moved):
        """Enter was pressed on an item, or it was clicked twice."""

    def __init__(
        self,
        source: Source | None = None,
        *,
        id: str | None = None,
        lit: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.quiet = quiet  # beside others: shows its selected line only where the keys go here
        self.lit = lit  # shown as if the keys went here, where a line to type in passes them on
        self.source: Source = source or Lines()
        self.line = 0
        self.top = 0
        self._to_selectable()

    # -- what is shown ------------------------------------------------------------------

    @property
    def key(self) -> Key | None:
        """The selected item."""
        return self.source.key_at(self.line) if self.line < len(self.source) else None

    def show(self, source: Source, key: Key | None = None, line: int | None = None) -> None:
        """Show other lines; select `key`, else what stands at `line`, else the first item."""
        before = self.key
        self.source = source
        found = source.line_of(key) if key is not None else None
        self.line = found if found is not None else min(line or 0, max(len(source) - 1, 0))
        self._to_selectable()
        self._scroll_to_line()
        self.refresh()
        if self.key != before:
            self.post_message(self.Moved(self, self.key))

    def select(self, key: Key) -> None:
        """Select an item if it is there."""
        line = self.source.line_of(key)
        if line is not None:
            self._go(line)

    def key_after(self) -> Key | None:
        """The item below the selected one; the one above for the last."""
        for step in (1, -1):
            line = self._neighbour(step)
            if line is not None:
                return self.source.key_at(line)
        return None

    # -- moving -------------------------------------------------------------------------

    def _item_lines(self, line: int) -> tuple[int, int]:
        """The first and last line of the item a line belongs to."""
        key = self.source.key_at(line)
        first = last = line
        while first > 0 and key is not None and self.source.key_at(first - 1) == key:
            first -= 1
        while last + 1 < len(self.source) and self.source.key_at(last + 1) == key is not None:
            last += 1
        return first, last

    def _neighbour(self, step: int) -> int | None:
        """The first line of the next selectable item up (-1) or down (1)."""
        if not len(self.source):
            return None
        first, last = self._item_lines(self.line)
        line = (last if step > 0 else first) + step
        while 0 <= line < len(self.source):
            if self.source.key_at(line) is not None:
                return self._item_lines(line)[0]
            line += step
        return None

    def _to_selectable(self) -> None:
        """Leave a heading for the item below it, or the last one above."""
        if self.line < len(self.source) and self.source.key_at(self.line) is None:
            for step in (1, -1):
                line = self._neighbour(step)
                if line is not None:
                    self.line = line
                    return

    def _go(self, line: int) -> None:
        if line == self.line:
            return
        before, top = self._item_lines(self.line), self.top
        self.line = line
        self._scroll_to_line()
        if self.top != top:
            self.refresh()
        else:
            for first, last in (before, self._item_lines(line)):
                self.refresh(Region(0, first - top, self.size.width, last - first + 1))
        self.post_message(self.Moved(self, self.key))

    def _scroll_to_line(self) -> None:
        height = max(self.size.height, 1)
        if not len(self.source):
            self.top = 0
            return
        first, last = self._item_lines(self.line)
        if self._neighbour(-1) is None:
            first = 0  # the headings above the first item are seen with it
        if first < self.top or last - first >= height:
            self.top = first
        elif last >= self.top + height:
            self.top = last - height + 1
        self.top = max(0, min(self.top, len(self.source) - height))

    def action_move(self, step: int) -> None:
        """To the item above or below."""
        line = self._neighbour(step)
        if line is not None:
            self._go(line)
        else:
            self._scroll_by(step)

    def action_page(self, step: int) -> None:
        """A screenful up or down."""
        if not len(self.source):
            return
        aim = self.line + step * max(self.size.height - 1, 1)
        aim = max(0, min(aim, len(self.source) - 1))
        while 0 < aim < len(self.source) - 1 and self.source.key_at(aim) is None:
            aim += step
        if self.source.key_at(aim) is not None:
            self._go(self._item_lines(aim)[0])
        self._scroll_by(step * self.size.height if self.source.key_at(aim) is None else 0)

    def action_edge(self, step: int) -> None:
        """To the first or the last item."""
        if not len(self.source):
            return
        self.line = 0 if step < 0 else len(self.source) - 1
        if self.source.key_at(self.line) is None:
            line = self._neighbour(-step)
            self.line = self.line if line is None else line
        self._scroll_to_line()
        if step > 0:
            self._scroll_by(len(self.source))
        self.refresh()
        self.post_message(self.Moved(self, self.key))

    def action_choose(self) -> None:
        """Open the selected item; where there is none, Enter is the screen's."""
        if self.key is None:
            raise SkipAction
        self.post_message(self.Chosen(self, self.key))

    def _scroll_by(self, lines: int) -> None:
        top = max(0, min(self.top + lines, len(self.source) - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    # -- mouse and size -----------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three lines on."""
        event.stop()
        self._scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three lines back."""
        event.stop()
        self._scroll_by(-3)

    def on_click(self, event: events.Click) -> None:
        """Select what was clicked; twice opens it."""
        line = self.top + event.y
        if line < len(self.source) and self.source.key_at(line) is not None:
            self._go(self._item_lines(line)[0])
            if event.chain == 2:
                self.action_choose()

    def on_resize(self) -> None:
        """Keep the selected item in sight."""
        self._scroll_to_line()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, where the height is left to the list."""
        return len(self.source)

    # -- drawing ------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, line = self.size.width, self.top + y
        base = self.visual_style.rich_style
        inks = inks_of(self.app)
        if line >= len(self.source):
            return Strip([Segment(" " * width, base)], width)
        shows = self.has_focus or not self.quiet
        if shows and self.source.key_at(line) == self.key is not None:
            base = base + cursor_of(self.app, self.lit or self.has_focus)
        bar = self._more or len(self.source) > self.size.height
        room = width - 1 if bar else width
        made = segments(self.source.paint(line, room), inks, room, base)
        if bar:
            made.append(Segment(self._bar_sign(y), base + inks["faint"]))
        return Strip(made, width)

    @property
    def _more(self) -> bool:
        """Whether the source has only its first lines yet."""
        return bool(getattr(self.source, "more", False))

    def _bar_sign(self, y: int) -> str:
        height, total = self.size.height, len(self.source)
        size = 1 if self._more else max(1, height * height // total)
        start = round(self.top * (height - size) / max(total - height, 1))
        return "┃" if start <= y < start + size else "│"

    def on_focus(self) -> None:
        """The selected line shows where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The keys go elsewhere now."""
        self.refresh()
