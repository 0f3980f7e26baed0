"""Every action of the program with its keys: bindings, hints, help, palette and README read this.

With an input method switched on single letters do not arrive, so each of them has a twin among
the function, ctrl and alt keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmtui.domain.words import N_, _


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
PLACES = LISTS | {"card"}
FORMS = frozenset({"form", "log"})


def _c(
    id: str, keys: str, words: str, places: frozenset[str] = PLACES, hint: str = "", **more: bool
) -> Command:
    return Command(id, tuple(keys.split()), words, places, hint, **more)


_CARD = frozenset({"card"})
_CUSTOMERS = frozenset({"customers"})

COMMANDS: tuple[Command, ...] = (
    _c("today", "1 ctrl+t", N_("Today: who to deal with now, and why")),
    _c("customers", "2 ctrl+l", N_("All customers")),
    _c("search", "slash ctrl+f", N_("Search customers as you type"), hint=N_("search")),
    _c("open", "enter", N_("Open the card of the selected customer"), LISTS, palette=False),
    _c("log", "l f3", N_("Log a contact, with the next step in the same form"), hint=N_("log")),
    _c("done", "d f6", N_("Finish the next step"), hint=N_("done")),
    _c("snooze", "s f7", N_("Put the next step off"), hint=N_("snooze")),
    _c("plan", "n f5", N_("Plan a next step"), hint=N_("next step")),
    _c("call", "c f9", N_("Call: copy the phone number"), hint=N_("call")),
    _c("add", "a f2", N_("Add a customer; on a card, what its open tab lists"), hint=N_("add")),
    _c("edit", "e f4", N_("Edit the customer; on a card, what is selected"), hint=N_("edit")),
    _c("remove", "r delete", N_("Remove what is selected on the card"), _CARD, hint=N_("remove")),
    _c("primary", "m alt+m", N_("Make the selected contact the one to ask for first"), _CARD),
    _c("tags", "t alt+t", N_("Set the customer's tags")),
    _c("archive", "x alt+x", N_("Archive the customer, or bring it back")),
    _c("mark", "space alt+m", N_("Mark the customer, to archive several at once"), _CUSTOMERS),
    _c(
        "filter",
        "f alt+l",
        N_("Filter by grade, stage, tag, region, owner"),
        _CUSTOMERS,
        N_("filter"),
    ),
    _c("sort", "o alt+o", N_("Sort the list"), _CUSTOMERS, N_("sort")),
    _c("clear", "escape", N_("Clear search, filter and marks"), _CUSTOMERS),
    _c("back", "escape", N_("Back to the list"), _CARD, palette=False),
    _c("tab_left", "left", N_("The tab to the left"), _CARD, palette=False),
    _c("tab_right", "right", N_("The tab to the right"), _CARD, palette=False),
    _c(
        "next_customer",
        "right_square_bracket ctrl+down",
        N_("The next customer of the list"),
        _CARD,
    ),
    _c("previous_customer", "left_square_bracket ctrl+up", N_("The one before in the list"), _CARD),
    _c("undo", "u ctrl+z", N_("Undo what was done last"), hint=N_("undo")),
    _c("redo", "ctrl+y", N_("Do again what was undone")),
    _c("import", "alt+i", N_("Import a spreadsheet")),
    _c("theme", "", N_("Switch between dark and light")),
    _c("palette", "ctrl+p", N_("Every action by name"), palette=False),
    _c("help", "question_mark f1", N_("The keys of this screen"), palette=False, hint=N_("keys")),
    _c("quit", "q ctrl+q", N_("Quit")),
    _c("save", "ctrl+s", N_("Save"), FORMS, N_("save"), palette=False),
    _c(
        "kind",
        "ctrl+k",
        N_("Change the kind of contact"),
        frozenset({"log"}),
        N_("change kind"),
        palette=False,
    ),
    _c(
        "leave",
        "escape",
        N_("Leave; what was typed is kept as a draft"),
        FORMS,
        N_("leave"),
        palette=False,
    ),
    _c("discard", "ctrl+d", N_("Throw the draft away and leave"), FORMS, palette=False),
    _c("form_help", "f1", N_("The keys of this form"), FORMS, N_("keys"), palette=False),
)
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_SIGNS = {
    "slash": "/",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "ctrl+down": "ctrl+↓",
    "ctrl+up": "ctrl+↑",
}


def at(place: str) -> tuple[Command, ...]:
    """The commands that work in a place, in the order they are shown."""
    return tuple(command for command in COMMANDS if place in command.places)


def key_sign(key: str) -> str:
    """A key as it stands on the keyboard: slash -> /, f3 -> F3."""
    if len(key) in (2, 3) and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return _SIGNS.get(key, key)


def is_letter(key: str) -> bool:
    """Whether a key types a character, which an input method may swallow."""
    return (len(_SIGNS.get(key, key)) == 1 and key not in ("left", "right")) or key == "space"


def words_of(command: Command) -> str:
    """What the command does, in the user's language."""
    return _(command.words)
