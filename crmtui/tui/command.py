"""What a command of the screens is, and the places there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its name in settings and code, its keys, and where it can be used."""

    id: str
    keys: tuple[str, ...]
    """In Textual's spelling; the first one is shown. Empty: on the palette only."""
    words: str
    places: frozenset[str]
    hint: str = ""
    """The short word for the line of keys at the bottom; empty: not shown there."""
    palette: bool = True

    def shown(self, overrides: Mapping[str, str]) -> tuple[str, ...]:
        """The keys as they are now, the user's own included."""
        if self.id in overrides:
            return tuple(part.strip() for part in overrides[self.id].split(",") if part.strip())
        return self.keys


LISTS = frozenset({"today", "customers"})
PLACES = LISTS | {"calendar", "board", "card", "promises"}
FORMS = frozenset({"form", "log"})
FILES, SHEETS, PLAN = (frozenset({f"import_{step}"}) for step in ("files", "sheets", "plan"))
DOUBLES, RESULT = (frozenset({f"import_{step}"}) for step in ("doubles", "result"))
IMPORTS, PAIRS, MERGE = (frozenset({name}) for name in ("imports", "duplicates", "merge"))
GREETING = frozenset({"greeting"})
WORKLOG = frozenset({"worklog"})
CHANGES, BIN = frozenset({"changes"}), frozenset({"bin"})
BACKUPS = frozenset({"backups"})
WORKS = FILES | SHEETS | PLAN | DOUBLES | RESULT | IMPORTS | PAIRS | MERGE | GREETING | WORKLOG
WORKS |= CHANGES | BIN
WORKS |= BACKUPS
"""Full screens for one piece of work, over the place it was begun from."""


def cmd(
    id: str, keys: str, words: str, places: frozenset[str] = PLACES, hint: str = "", **more: bool
) -> Command:
    """A command; the keys with spaces between them."""
    return Command(id, tuple(keys.split()), words, places, hint, **more)


CARD = frozenset({"card"})
BOARD = frozenset({"board"})
PROMISES = frozenset({"promises"})
CUSTOMERS = frozenset({"customers"})
LOG = frozenset({"log"})
