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
PLACES = LISTS | {"calendar", "card", "promises"}
FORMS = frozenset({"form", "log"})
_FILES, _SHEETS, _PLAN = (frozenset({f"import_{step}"}) for step in ("files", "sheets", "plan"))
_DOUBLES, _RESULT = (frozenset({f"import_{step}"}) for step in ("doubles", "result"))
_IMPORTS, _PAIRS, _MERGE = (frozenset({name}) for name in ("imports", "duplicates", "merge"))
_GREETING = frozenset({"greeting"})
WORKS = _FILES | _SHEETS | _PLAN | _DOUBLES | _RESULT | _IMPORTS | _PAIRS | _MERGE | _GREETING
"""Full screens for one piece of work, over the place it was begun from."""


def _c(
    id: str, keys: str, words: str, places: frozenset[str] = PLACES, hint: str = "", **more: bool
) -> Command:
    return Command(id, tuple(keys.split()), words, places, hint, **more)


_CARD = frozenset({"card"})
_PROMISES = frozenset({"promises"})
_CUSTOMERS = frozenset({"customers"})
_LOG = frozenset({"log"})

IMPORTING: tuple[Command, ...] = (
    _c("go_on", "ctrl+s", N_("Go on to the next step"), _SHEETS | _PLAN, N_("go on")),
    _c("look", "ctrl+s", N_("Look at the marked files"), _FILES, N_("look at it")),
    _c("mark_file", "space alt+m", N_("Mark several files, or a whole folder"), _FILES, N_("mark")),
    _c(
        "folder_up", "left f6", N_("To the folder above"), _FILES, N_("folder above"), palette=False
    ),
    _c("folders", "g f5", N_("Go to Desktop, Downloads, Documents …"), _FILES, N_("folders")),
    _c("change", "enter", N_("Change what is selected"), _SHEETS, N_("change"), palette=False),
    _c(
        "heading", "h f5", N_("See the first rows; say where the headings are"), _SHEETS, N_("rows")
    ),
    _c("sheet_out", "x delete", N_("Leave a sheet out, or take it in"), _SHEETS, N_("leave out")),
    _c("encoding", "e f4", N_("Read a text file in another encoding"), _SHEETS, N_("encoding")),
    _c("date_order", "d f6", N_("Say whether 3/8 is in March or in August"), _SHEETS, N_("dates")),
    _c("new_fields", "o f2", N_("Make unknown columns fields of your own, or not"), _SHEETS),
    _c("profile", "p f8", N_("Remember these columns under a name"), _SHEETS, N_("remember")),
    _c("list_left", "left", N_("The list to the left"), _PLAN, palette=False),
    _c("list_right", "right", N_("The list to the right"), _PLAN, palette=False),
    _c("decide", "d f6", N_("Decide the possible duplicates"), _PLAN, N_("decide doubles")),
    _c("overwrite", "b f8", N_("Let the file win over what is there, or not"), _PLAN),
    _c("candidate_left", "left", N_("The candidate to the left"), _DOUBLES, palette=False),
    _c("candidate_right", "right", N_("The candidate to the right"), _DOUBLES, palette=False),
    _c("that_one", "enter", N_("It is the marked one"), _DOUBLES, N_("that one"), palette=False),
    _c("create", "c f2", N_("It is a customer of its own"), _DOUBLES, N_("a new one")),
    _c("skip", "s f7", N_("Leave the row out"), _DOUBLES, N_("leave out")),
    _c("same_for_rest", "a f8", N_("Decide all the rest at once"), _DOUBLES, N_("all the rest")),
    _c("rejects", "r f5", N_("Save the rows that were not taken in"), _RESULT, N_("save the rest")),
    _c("take_back", "u ctrl+z", N_("Take the import back"), _RESULT | _IMPORTS, N_("take back")),
)
MERGING: tuple[Command, ...] = (
    _c("merge_marked", "m alt+g", N_("Merge the two marked customers"), _CUSTOMERS),
    _c("compare", "enter", N_("See both side by side"), _PAIRS, N_("compare"), palette=False),
    _c("pick_left", "left", N_("Keep what stands on the left"), _MERGE, palette=False),
    _c("pick_right", "right", N_("Keep what stands on the right"), _MERGE, palette=False),
    _c("pick_other", "space f6", N_("Keep the other one"), _MERGE, N_("the other"), palette=False),
    _c("swap", "w f5", N_("Let the other customer be the one that stays"), _MERGE, N_("swap")),
    _c("merge", "m ctrl+s", N_("Merge the two"), _MERGE, N_("merge")),
    _c(
        "not_same",
        "n f7",
        N_("They are not the same; never ask again"),
        _PAIRS | _MERGE,
        N_("not the same"),
    ),
    _c("search_again", "r f5", N_("Search again"), _PAIRS),
)

GREETING: tuple[Command, ...] = (
    _c(
        "mark_sent",
        "space f6",
        N_("Mark the message as sent"),
        _GREETING,
        N_("sent"),
    ),
    _c("reword", "enter f4", N_("Edit the message"), _GREETING, N_("edit"), palette=False),
    _c("leave_out", "s f7", N_("Leave this one out for this day"), _GREETING, N_("leave out")),
    _c("copy_text", "c f9", N_("Copy the message"), _GREETING, N_("copy")),
    _c("open_link", "o f5", N_("Open it in the mail or message program"), _GREETING, N_("open it")),
    _c("with_gift", "g alt+w", N_("Mark it as sent, with a gift"), _GREETING, N_("gift")),
    _c("send_all", "a f8", N_("Mark all that are ready as sent"), _GREETING, N_("all")),
    _c("write_out", "x alt+x", N_("Write the messages to a file"), _GREETING, N_("to a file")),
)

COMMANDS: tuple[Command, ...] = (
    _c("today", "1 ctrl+t", N_("Today: who to deal with now, and why")),
    _c("customers", "2 ctrl+l", N_("All customers")),
    _c("calendar", "3 ctrl+k", N_("The calendar: both calendars, holidays, what stands")),
    _c("search", "slash ctrl+f", N_("Search customers as you type"), hint=N_("search")),
    _c(
        "open",
        "enter",
        N_("Open the card of the selected customer"),
        LISTS | _PROMISES,
        palette=False,
    ),
    _c("log", "l f3", N_("Log a contact, with the next step in the same form"), hint=N_("log")),
    _c("done", "d f6", N_("Finish the next step"), hint=N_("done")),
    _c("snooze", "s f7", N_("Put the next step off"), hint=N_("snooze")),
    _c("plan", "n f5", N_("Plan a next step"), hint=N_("next step")),
    _c("promise", "p f8", N_("Promise the customer something"), hint=N_("promise")),
    _c("promise_kept", "P alt+p", N_("A promise was kept")),
    _c("promise_broken", "B alt+n", N_("A promise will not be kept: say why")),
    _c("promises", "alt+k", N_("All promises, and the share kept by month")),
    _c("confirm", "y alt+y", N_("The appointment is confirmed")),
    _c("hide", "h alt+h", N_("Hide the customer from Today until a day, or bring it back")),
    _c("stop_sequence", "", N_("Stop the sequence under way with the customer")),
    _c("call", "c f9", N_("Call: copy the phone number"), hint=N_("call")),
    _c("greet", "g alt+w", N_("Greet the marked customers, or the selected one")),
    _c("greet_round", "alt+r", N_("The greeting round: for a festival or birthdays")),
    _c("add", "a f2", N_("Add a customer; on a card, what its open tab lists"), hint=N_("add")),
    _c("edit", "e f4", N_("Edit the customer; on a card, what is selected"), hint=N_("edit")),
    _c(
        "remove",
        "r delete",
        N_("Remove what is selected on the card"),
        _CARD | _PROMISES,
        hint=N_("remove"),
    ),
    _c("primary", "m alt+m", N_("Make the selected contact the one to ask for first"), _CARD),
    _c("tags", "t alt+t", N_("Set the customer's tags")),
    _c("archive", "x alt+x", N_("Archive the customer, or bring it back")),
    _c("grade", "G alt+v", N_("Set the grade")),
    _c("repeat", "full_stop alt+a", N_("Do the last thing again, with this customer")),
    _c("why", "w alt+s", N_("Why here: what makes the customer urgent, part by part")),
    _c(
        "mark",
        "space alt+m",
        N_("Mark several: grade, tags, snooze, done, archive, next step for all at once"),
        LISTS,
    ),
    _c(
        "filter",
        "f alt+l",
        N_("Filter by grade, stage, tag, region, owner; hidden ones, archived ones"),
        _CUSTOMERS,
        N_("filter"),
    ),
    _c("sort", "o alt+o", N_("Sort the list"), _CUSTOMERS, N_("sort")),
    _c("clear", "escape", N_("Take the marks off; clear search and filter"), LISTS),
    _c("back", "escape", N_("Back to the list"), _CARD | _PROMISES, palette=False),
    _c("tab_left", "left", N_("The tab to the left"), _CARD | _PROMISES, palette=False),
    _c("tab_right", "right", N_("The tab to the right"), _CARD | _PROMISES, palette=False),
    _c(
        "next_customer",
        "right_square_bracket ctrl+down",
        N_("The next customer of the list"),
        _CARD,
    ),
    _c("previous_customer", "left_square_bracket ctrl+up", N_("The one before in the list"), _CARD),
    *IMPORTING,
    *MERGING,
    *GREETING,
    _c("undo", "u ctrl+z", N_("Undo what was done last"), PLACES | _PAIRS | _GREETING, N_("undo")),
    _c("redo", "ctrl+y", N_("Do again what was undone")),
    _c("import", "alt+i", N_("Import files")),
    _c("imports", "alt+u", N_("All imports, and taking one back"), PLACES | _FILES),
    _c("export", "alt+e", N_("Export customers to a file")),
    _c("duplicates", "alt+d", N_("Find customers that are there twice")),
    _c("theme", "", N_("Switch between dark and light")),
    _c("palette", "ctrl+p", N_("Every action by name"), PLACES | WORKS, palette=False),
    _c(
        "help",
        "question_mark f1",
        N_("The keys of this screen"),
        PLACES | WORKS,
        N_("keys"),
        palette=False,
    ),
    _c("quit", "q ctrl+q", N_("Quit")),
    _c("save", "ctrl+s", N_("Save"), FORMS, N_("save"), palette=False),
    _c(
        "kind",
        "ctrl+k",
        N_("Change the kind of contact"),
        _LOG,
        N_("change kind"),
        palette=False,
    ),
    _c("outcome", "ctrl+o", N_("Change what came of it"), _LOG, N_("outcome"), palette=False),
    _c(
        "leave",
        "escape",
        N_("Leave; what was typed is kept as a draft"),
        FORMS,
        N_("leave"),
        palette=False,
    ),
    _c("discard", "ctrl+d", N_("Throw the draft away and leave"), FORMS, palette=False),
    _c("step_back", "escape", N_("Back"), WORKS, N_("back"), palette=False),
    _c("form_help", "f1", N_("The keys of this form"), FORMS, N_("keys"), palette=False),
)
BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_SIGNS = {
    "slash": "/",
    "full_stop": ".",
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
