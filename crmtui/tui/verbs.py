"""What the keys do: each command of the registry as a function of the place it is used in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.tui.screens.place import Place, Subject


def run(place: Place, command: str) -> None:
    """Do what a command of the registry says, in this place."""
    own = getattr(place, command, None) if command in OWN else None
    try:
        if own is not None:
            own()
        elif command in SEVERAL and place.marked_ids():
            _function("several_verbs", command)(place)
        else:
            VERBS[command](place)
    except CrmError as error:
        place.crm.tell(error)


# Commands that a place does itself, by a method of the same name.
OWN = frozenset(
    {
        "back",
        "clear",
        "day_left",
        "day_right",
        "mark",
        "month_view",
        "next_customer",
        "previous_customer",
        "tab_left",
        "tab_right",
    }
)
# Commands that are for all marked customers at once, where there are any.
SEVERAL = frozenset({"archive", "done", "grade", "hide", "plan", "snooze", "tags"})


def _needs_customer(act: Callable[[Place, Subject], None]) -> Callable[[Place], None]:
    """The verb on the selected customer; says so where none is selected."""

    def verb(place: Place) -> None:
        subject = place.subject()
        if subject is None:
            place.crm.say(_("Select a customer first."))
        else:
            act(place, subject)

    return verb


# -- going places ---------------------------------------------------------------------------


def today(place: Place) -> None:
    """To the queue."""
    _go(place, "today")


def customers(place: Place) -> None:
    """To the list of all customers."""
    _go(place, "customers")


def calendar(place: Place) -> None:
    """To the calendar."""
    _go(place, "calendar")


def board(place: Place) -> None:
    """To the board."""
    _go(place, "board")


def _go(place: Place, mode: str) -> None:
    place.crm.go(mode)


def search(place: Place) -> None:
    """To the search line of the customers."""
    place.crm.go("customers")
    place.crm.call_later(_focus_search, place)


def _focus_search(place: Place) -> None:
    from crmtui.tui.screens.customers import CustomersScreen

    screen = place.crm.screen
    if isinstance(screen, CustomersScreen):
        screen.search()


def open_card(place: Place, subject: Subject) -> None:
    """The customer's card."""
    place.crm.open_card(subject.customer_id, place.neighbours(), subject.follow_up_id)


# -- the program ------------------------------------------------------------------------------


def palette(place: Place) -> None:
    """Every action by name."""
    from crmtui.tui.screens.palette import PaletteScreen

    def chosen(command: str | None) -> None:
        if command:
            run(place, command)

    place.crm.push_screen(PaletteScreen(place.PLACE), chosen)


def help_(place: Place) -> None:
    """The keys of this place."""
    from crmtui.tui.screens.help import HelpScreen

    place.crm.push_screen(HelpScreen(place.PLACE))


def theme(place: Place) -> None:
    """Dark or light."""
    place.crm.theme = "crm-light" if place.crm.theme == "crm-dark" else "crm-dark"


def quit_(place: Place) -> None:
    """Leave the program."""
    place.crm.action_leave()


def _lazy(module: str, name: str, customer: bool = True) -> Callable[[Place], None]:
    """A verb that is loaded when it is first used."""

    def act(place: Place, subject: Subject) -> None:
        _function(module, name)(place, subject)

    def bare(place: Place) -> None:
        _function(module, name)(place)

    return _needs_customer(act) if customer else bare


def _function(module: str, name: str) -> Callable[..., None]:
    from importlib import import_module

    found: Callable[..., None] = getattr(import_module(f"crmtui.tui.{module}"), name)
    return found


VERBS: Mapping[str, Callable[[Place], None]] = {
    "today": today,
    "customers": customers,
    "calendar": calendar,
    "board": board,
    "later": _lazy("board_verbs", "later", customer=False),
    "earlier": _lazy("board_verbs", "earlier", customer=False),
    "worklog": _lazy("board_verbs", "worklog", customer=False),
    "search": search,
    "open": _needs_customer(open_card),
    "palette": palette,
    "help": help_,
    "theme": theme,
    "quit": quit_,
    "drafts": _lazy("draft_verbs", "drafts", customer=False),
    "import": _lazy("data_verbs", "import_", customer=False),
    "imports": _lazy("data_verbs", "imports", customer=False),
    "changes": _lazy("bin_verbs", "changes", customer=False),
    "bin": _lazy("bin_verbs", "bin_", customer=False),
    "delete": _lazy("bin_verbs", "delete"),
    "erase": _lazy("bin_verbs", "erase"),
    "backups": _lazy("backup_verbs", "backups", customer=False),
    "export": _lazy("data_verbs", "export", customer=False),
    "duplicates": _lazy("data_verbs", "duplicates", customer=False),
    "merge_marked": _lazy("data_verbs", "merge_marked", customer=False),
    "greet": _lazy("greet_verbs", "greet"),
    "greet_round": _lazy("greet_verbs", "greet_round", customer=False),
    "log": _lazy("step_verbs", "log"),
    "plan": _lazy("step_verbs", "plan"),
    "done": _lazy("step_verbs", "done"),
    "snooze": _lazy("snooze_verbs", "snooze"),
    "hide": _lazy("snooze_verbs", "hide"),
    "confirm": _lazy("step_verbs", "confirm"),
    "stop_sequence": _lazy("series_verbs", "stop_sequence"),
    "call": _lazy("call_verbs", "call"),
    "promise": _lazy("promise_verbs", "promise"),
    "promise_kept": _lazy("promise_verbs", "kept"),
    "promise_broken": _lazy("promise_verbs", "broken"),
    "promises": _lazy("promise_verbs", "ledger", customer=False),
    "grade": _lazy("several_verbs", "grade", customer=False),
    "repeat": _lazy("repeat", "repeat", customer=False),
    "why": _lazy("why", "why"),
    "add": _lazy("card_verbs", "add", customer=False),
    "edit": _lazy("card_verbs", "edit"),
    "remove": _lazy("card_verbs", "remove"),
    "primary": _lazy("card_verbs", "primary"),
    "tags": _lazy("card_verbs", "tags"),
    "archive": _lazy("card_verbs", "archive"),
    "filter": _lazy("list_verbs", "filter_", customer=False),
    "sort": _lazy("list_verbs", "sort", customer=False),
    "undo": _lazy("journal_verbs", "undo", customer=False),
    "redo": _lazy("journal_verbs", "redo", customer=False),
}
