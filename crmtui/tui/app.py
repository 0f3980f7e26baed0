"""The program on the screen: opens its places, watches the database and the clock."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

os.environ.setdefault("TEXTUAL_FPS", "240")  # read when textual is imported; halves the wait

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from crmtui.domain.changes import Changed
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.present.aftermath import came_words
from crmtui.reads.requeue import newest_operation
from crmtui.tui import beginning
from crmtui.tui.bindings import keymap
from crmtui.tui.changes import Changes
from crmtui.tui.desk import Desk
from crmtui.tui.keeper import LOOK_SECONDS, Keeper
from crmtui.tui.messages import BackupKnown, DataChanged, StillWaiting
from crmtui.tui.screens.place import Place
from crmtui.tui.screens.today import TodayScreen
from crmtui.tui.themes import themes

if TYPE_CHECKING:
    from datetime import date

    from crmtui.domain.changes import Changed
    from crmtui.settings import Settings
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.repeat import Again
    from crmtui.tui.workers import Writer

T = TypeVar("T")
WATCH_SECONDS = 1.0
FORMS_CSS = Path(__file__).with_name("forms.tcss")


def _lazily(module: str, name: str) -> Callable[[], Screen[Any]]:
    """A place that is loaded when it is first gone to."""

    def load() -> Screen[Any]:
        from importlib import import_module

        made: Screen[Any] = getattr(import_module(f"crmtui.tui.screens.{module}"), name)()
        return made

    return load


class CrmApp(App[int], inherit_bindings=False):
    """Holds the desk and the writer; what one can do is in the screens and in verbs."""

    TITLE = "crmtui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        "customers": _lazily("customers", "CustomersScreen"),
        "calendar": _lazily("calendar", "CalendarScreen"),
        "board": _lazily("board", "BoardScreen"),
    }
    DEFAULT_MODE = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "how_to_leave", show=False),
    ]

    def __init__(self, settings: Settings) -> None:
        # Textual turns colours into greys for NO_COLOR; with the terminal's own it uses none.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.settings = settings
        self.desk = Desk(settings)
        self.changes = Changes()
        self.again: Again | None = None  # what was done last
        self.day: tuple[date, str] = (self.desk.today, "")
        self.keeper = Keeper(self)
        self._writer: Writer | None = None
        self.folder: object = None  # of the demo; removed when the program ends
        self._version = -1
        self.settled = False  # whether the first rows have been seen
        for theme in themes():
            self.register_theme(theme)
        self.theme = f"crm-{settings.theme}"
        self.stylesheet.set_variables(self.get_css_variables())
        if settings.keys:
            self.set_keymap(keymap(settings.keys, settings.config_path))

    def get_default_screen(self) -> Screen[None]:
        """Today; a mode of its own would have all styles parsed twice before the first paint."""
        return TodayScreen()

    def on_mount(self) -> None:
        """Everything that can wait, waits for the first rows to be seen."""
        self.add_mode(self.DEFAULT_MODE, TodayScreen)
        self.stylesheet.read(FORMS_CSS)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        with suppress(CrmError):
            self._version = self.desk.version()
        self._name_day()
        self.settled = True
        for screen in self.screen_stack:
            if isinstance(screen, Place):
                screen.settled()
        self.writer.warm()
        self.writer.learn_holidays(self.desk.today, self.desk.countries())
        self.set_interval(WATCH_SECONDS, self._watch, name="watch")
        self.keeper.look()
        self.set_interval(LOOK_SECONDS, self.keeper.look, name="keeper")
        gc.freeze()  # what starting has made stays; it need not be looked through again
        gc.enable()
        if beginning.is_empty(self):
            beginning.ask(self)
        else:
            self._tell_of_drafts()

    def _tell_of_drafts(self) -> None:
        if kept := self.desk.drafts.all():
            from crmtui.tui import draft_verbs

            draft_verbs.tell(self, len(kept))

    # -- the day and the database -----------------------------------------------------------

    def _name_day(self) -> None:
        """Name today in both calendars."""
        from crmtui.tui.days import lunar_day

        self.day = (self.desk.today, lunar_day(self.desk.today))

    def _watch(self) -> None:
        """Notice midnight, and what another window or a shell command did."""
        try:
            version = self.desk.version()
        except CrmError as error:
            self.tell(error)
            return
        if self.desk.today != self.day[0]:
            self._name_day()
        elif version == self._version:
            return
        self.refresh_data()

    def on_data_changed(self, message: DataChanged) -> None:
        """Something else in the program changed customer data."""
        self.refresh_data()

    def on_backup_known(self, message: BackupKnown) -> None:
        """The backups were looked at."""
        self.keeper.take(message)

    @property
    def generation(self) -> int:
        """How often what is shown may have changed."""
        return self.changes.generation

    def refresh_data(self, changed: Changed | None = None) -> None:
        """Read again what is on the screen; what is behind it catches up when it is shown.

        changed: all that changed, where we did it; None: anything may have.
        """
        newest = -1
        with suppress(CrmError):  # reading again meets the same trouble, and says so
            self._version = self.desk.version()
            newest = self.desk.read(newest_operation, -1)
        if changed is None:
            self.changes.anything(newest)
        else:
            self.changes.by_us(changed, newest)
        self._places_again()

    def _places_again(self) -> None:
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Place):
                screen.catch_up()
                return

    # -- going places -------------------------------------------------------------------------

    def go(self, mode: str) -> None:
        """To the list of a place, closing the cards over it."""
        self.switch_mode(mode)
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def open_card(
        self, customer_id: int, neighbours: Sequence[int] = (), step: int | None = None
    ) -> None:
        """The card of a customer, over the place it was opened from."""
        from crmtui.tui.screens.card import CardScreen

        self.push_screen(CardScreen(customer_id, neighbours, step))

    # -- writing ------------------------------------------------------------------------------

    @property
    def writer(self) -> Writer:
        """The thread that writes, started when first needed."""
        if self._writer is None:
            from crmtui.tui.workers import Writer

            self._writer = Writer(self.settings, self.desk.session, self._waits)
        return self._writer

    def _waits(self) -> None:
        self.post_message(StillWaiting())

    def on_still_waiting(self, message: StillWaiting) -> None:
        """Say why nothing happens yet."""
        self.notify(_("Another program is writing to the database; waiting for it."))

    async def write(self, act: Callable[[UnitOfWork, date], T]) -> T:
        """Do it in a unit of work, then show what has changed; raises its CrmError."""
        future = self.writer.submit(act, self.desk.today)
        written = await asyncio.shield(asyncio.wrap_future(future))
        self.refresh_data(written.changed)
        if isinstance(written.made, Changed):
            for sentence in came_words(written.made.came, self.desk.today):
                self.say(sentence)
        return written.made

    def close_desk(self) -> None:
        """Finish the writes under way and let go of the database."""
        self.keeper.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self.desk.close()

    def _fatal_error(self) -> None:
        """Leave the screen without Textual's traceback: who called `run` tells what happened."""
        from crmtui.tui.leaving import keep_drafts

        with suppress(Exception):  # whatever is broken, the report of the first failure counts
            keep_drafts(self)
        self.bell()
        self._close_messages_no_wait()

    # -- talking --------------------------------------------------------------------------------

    def tell(self, error: Exception) -> None:
        """Say what went wrong, long enough to be read."""
        self.notify(str(error), severity="error", timeout=12, markup=False)

    def say(self, words: str) -> None:
        """Say briefly what was done."""
        self.notify(words, timeout=4, markup=False)

    def action_how_to_leave(self) -> None:
        """Ctrl+C is for copying here; say what leaves."""
        self.say(_("Press q or ctrl+q to leave."))

    def action_leave(self) -> None:
        """Leave; ask first where something typed was not saved."""
        from crmtui.tui import leaving

        leaving.leave(self)


def run(settings: Settings) -> int:
    """Open the program; gives the exit code. Raises what ended it before its time."""
    gc.disable()  # starting makes much that stays; looking for garbage in it costs a tenth
    app = CrmApp(settings)
    with suppress(DatabaseMissing):
        app.desk.connection()
    app.run()
    app.close_desk()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
