"""Folders and files as lines of a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path

from crmtui.domain.clean import readable
from crmtui.domain.words import _
from crmtui.present import short_date
from crmtui.present.sizes import size_words
from crmtui.tui.folders import Entry
from crmtui.tui.ink import Line, column, ends, fit
from crmtui.tui.widgets.rows import Key

SIZE_CELLS, AGE_CELLS = 9, 13
UP: Key = ("up", 0)


class Files:
    """What is in a folder, each line made for the width there is."""

    def __init__(
        self, entries: Sequence[tuple[int, Entry]], marked: Collection[Path], today: date, up: bool
    ) -> None:
        self._entries = entries
        self._marked = marked
        self._today = today
        self._keys: list[Key | None] = [UP] if up else []
        self._keys += [("entry", index) for index, _entry in entries] or [None]
        self._up = up

    def __len__(self) -> int:
        return len(self._keys)

    def key_at(self, line: int) -> Key | None:
        """The file or folder on a line, by its place among all of the folder."""
        return self._keys[line]

    def line_of(self, key: Key) -> int | None:
        """Where it stands."""
        return self._keys.index(key) if key in self._keys else None

    def paint(self, line: int, width: int) -> Line:
        """One line."""
        if self._keys[line] == UP:
            return (("   ", ""), ("..", "plan"), ("  " + _("the folder above"), "faint"))
        if not self._entries:
            return (("   " + _("Nothing here that could be imported."), "dim"),)
        _index, found = self._entries[line - self._up]
        return entry(found, found.path in self._marked, self._today, width)


def folder(path: Path, marked: Collection[Path], width: int) -> Line:
    """Which folder is shown, and how many files are marked."""
    right: Line = ()
    if marked:
        words = _("{n} marked").format(n=len(marked))
        right = ((words, "plan"), (" ", ""))
    text = readable(str(path))
    home = readable(str(Path.home()))
    if text == home or text.startswith(home + "/"):
        text = "~" + text.removeprefix(home)
    return ends(fit(((f" {text}", "dim"),), width - 14), right, width)


def entry(found: Entry, marked: bool, today: date, width: int) -> Line:
    """A file with its size and age, or a folder."""
    sign = (" ● " if marked else "   ", "plan!")
    name = readable(found.path.name)
    if found.folder:
        return (sign, (name + "/", "plan"))
    changed = datetime.fromtimestamp(found.changed)
    when = f"{short_date(changed.date(), today)} {changed:%H:%M}"
    room = width - 5 - SIZE_CELLS - AGE_CELLS
    if room < 12:
        return (sign, (name, "text"))
    return (
        sign,
        (column(name, room), "text"),
        (column(size_words(found.size), SIZE_CELLS, right=True), "dim"),
        (column(when, AGE_CELLS + 1, right=True), "faint"),
    )
