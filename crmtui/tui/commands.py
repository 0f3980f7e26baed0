"""Every action of the program with its keys: bindings, hints, help, palette and README read this.

With an input method switched on single letters do not arrive, so each of them has a twin among
the function, ctrl and alt keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmtui.domain.words import N_, _
from crmtui.tui.command import (
    CARD,
    CUSTOMERS,
    FILES,
    FORMS,
    GREETING,
    LISTS,
    LOG,
    PAIRS,
    PLACES,
    PROMISES,
    WORKS,
    Command,
    cmd,
)
from crmtui.tui.journal_commands import OF_JOURNAL
from crmtui.tui.work_commands import OF_BACKUPS, OF_BOARD, OF_GREETING, OF_IMPORTING, OF_MERGING

__all__ = [
    "BY_ID",
    "COMMANDS",
    "FORMS",
    "PLACES",
    "Command",
    "at",
    "is_letter",
    "key_sign",
    "words_of",
]

COMMANDS: tuple[Command, ...] = (
    cmd("today", "1 ctrl+t", N_("Today: who to deal with now, and why")),
    cmd("customers", "2 ctrl+l", N_("All customers")),
    cmd("calendar", "3 ctrl+k", N_("The calendar: both calendars, holidays, what stands")),
    cmd("board", "4 ctrl+g", N_("The board: what is planned for which day")),
    *OF_BOARD,
    *OF_BACKUPS,
    cmd("search", "slash ctrl+f", N_("Search customers as you type"), hint=N_("search")),
    cmd(
        "open",
        "enter",
        N_("Open the card of the selected customer"),
        LISTS | PROMISES,
        palette=False,
    ),
    cmd("log", "l f3", N_("Log a contact, with the next step in the same form"), hint=N_("log")),
    cmd("done", "d f6", N_("Finish the next step, or keep what was promised"), hint=N_("done")),
    cmd(
        "snooze", "s f7", N_("Put a step or a promise off, or hide the customer"), hint=N_("snooze")
    ),
    cmd("plan", "n f5", N_("Plan a next step"), hint=N_("next step")),
    cmd("promise", "p f8", N_("Promise the customer something"), hint=N_("promise")),
    cmd("promise_kept", "P alt+p", N_("A promise was kept")),
    cmd("promise_broken", "B alt+n", N_("A promise will not be kept: say why")),
    cmd("promises", "alt+k", N_("All promises, and the share kept by month")),
    cmd("confirm", "y alt+y", N_("The appointment is confirmed")),
    cmd("hide", "h alt+h", N_("Hide from Today until a day, or bring back")),
    cmd("stop_sequence", "", N_("Stop the sequence under way with the customer")),
    cmd("call", "c f9", N_("Call: copy the phone number"), hint=N_("call")),
    cmd("greet", "g alt+w", N_("Greet the marked customers, or the selected one")),
    cmd("greet_round", "alt+r", N_("The greeting round: for a festival or birthdays")),
    cmd("add", "a f2", N_("Add a customer; on a card, what its open tab lists"), hint=N_("add")),
    cmd("edit", "e f4", N_("Edit the customer; on a card, what is selected"), hint=N_("edit")),
    cmd(
        "remove",
        "r delete",
        N_("Remove what is selected on the card"),
        CARD | PROMISES,
        hint=N_("remove"),
    ),
    cmd("primary", "m alt+m", N_("Make the selected contact the one to ask for first"), CARD),
    cmd("tags", "t alt+t", N_("Set the customer's tags")),
    cmd("archive", "x alt+x", N_("Archive the customer, or bring it back")),
    cmd("grade", "G alt+v", N_("Set the grade")),
    cmd("repeat", "full_stop alt+a", N_("Do the last thing again, with this customer")),
    cmd("why", "w alt+s", N_("Why here: what makes it urgent, part by part")),
    cmd(
        "mark",
        "space alt+m",
        N_("Mark several, to do one thing with all of them"),
        LISTS,
    ),
    cmd(
        "filter",
        "f alt+l",
        N_("Filter by grade, stage, tag …; hidden, archived"),
        CUSTOMERS,
        N_("filter"),
    ),
    cmd("sort", "o alt+o", N_("Sort the list"), CUSTOMERS, N_("sort")),
    cmd("clear", "escape", N_("Take the marks off; clear search and filter"), LISTS),
    cmd("back", "escape", N_("Back to the list"), CARD | PROMISES, palette=False),
    cmd("tab_left", "left", N_("The tab to the left"), CARD | PROMISES, palette=False),
    cmd("tab_right", "right", N_("The tab to the right"), CARD | PROMISES, palette=False),
    cmd(
        "next_customer",
        "right_square_bracket ctrl+down",
        N_("The next customer of the list"),
        CARD,
    ),
    cmd("previous_customer", "left_square_bracket ctrl+up", N_("The one before in the list"), CARD),
    *OF_IMPORTING,
    *OF_MERGING,
    *OF_GREETING,
    cmd("worklog", "W alt+j", N_("The worklog: what was done, as text to copy")),
    *OF_JOURNAL,
    cmd("undo", "u ctrl+z", N_("Undo what was done last"), PLACES | PAIRS | GREETING, N_("undo")),
    cmd("redo", "ctrl+y", N_("Do again what was undone")),
    cmd("import", "alt+i", N_("Import files")),
    cmd("imports", "alt+u", N_("All imports, and taking one back"), PLACES | FILES),
    cmd("backups", "b f12", N_("The backups: make one, try one, put one back")),
    cmd("export", "alt+e", N_("Export customers to a file")),
    cmd("duplicates", "alt+d", N_("Find customers that are there twice")),
    cmd("drafts", "alt+q", N_("Go on with a form that was not finished")),
    cmd("theme", "", N_("Switch between dark and light")),
    cmd("palette", "ctrl+p", N_("Every action by name"), PLACES | WORKS, palette=False),
    cmd(
        "help",
        "question_mark f1",
        N_("The keys of this screen"),
        PLACES | WORKS,
        N_("keys"),
        palette=False,
    ),
    cmd("quit", "q ctrl+q", N_("Quit")),
    cmd("save", "ctrl+s", N_("Save"), FORMS, N_("save"), palette=False),
    cmd(
        "kind",
        "ctrl+k",
        N_("Change the kind of contact"),
        LOG,
        N_("change kind"),
        palette=False,
    ),
    cmd("outcome", "ctrl+o", N_("Change what came of it"), LOG, N_("outcome"), palette=False),
    cmd(
        "leave",
        "escape",
        N_("Leave; what was typed is kept as a draft"),
        FORMS,
        N_("leave"),
        palette=False,
    ),
    cmd("discard", "ctrl+d", N_("Throw the draft away and leave"), FORMS, palette=False),
    cmd("step_back", "escape", N_("Back"), WORKS, N_("back"), palette=False),
    cmd("form_help", "f1", N_("The keys of this form"), FORMS, N_("keys"), palette=False),
)
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_SIGNS = {
    "slash": "/",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "shift+left": "shift+←",
    "shift+right": "shift+→",
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
