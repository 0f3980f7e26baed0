"""What the full screens for one piece of work share: importing, merging, the list of imports."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen
from textual.widget import Widget

from crmtui.domain.errors import CrmError
from crmtui.tui import chrome
from crmtui.tui.ink import Line, ends, fit
from crmtui.tui.screens.place import WIDE
from crmtui.tui.tasks import Stopped
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp
    from crmtui.tui.desk import Desk

R = TypeVar("R")
LOW = 14  # terminals lower than this have no line to give away
_METHODS: Mapping[str, str] = {"help": "show_help", "palette": "show_palette"}


class Work(Screen[R]):
    """A full screen over the place it was begun from: title, figures, body, keys."""

    PLACE: ClassVar[str]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-short"), (LOW, "-high")]  # noqa: RUF012  # Textual's own

    def __init__(self, crm: CrmApp) -> None:
        super().__init__()
        self.crm = crm
        self.busy = False

    @property
    def desk(self) -> Desk:
        """What the program holds open."""
        return self.crm.desk

    def compose(self) -> Iterator[Widget]:
        """The title with what it is about, the figures, the body, the keys."""
        yield Words(self._top, id="top")
        yield Words(self.figures, id="figures")
        yield from self.body()
        keys = self.crm.settings.keys
        yield Words(lambda width: [chrome.keys(self.PLACE, keys, width)], id="keys")

    def _top(self, width: int) -> list[Line]:
        left, right = self.title_parts()
        return [ends((("  ", ""), *fit(left, width - 3)), (*right, (" ", "")), width)]

    def title_parts(self) -> tuple[Line, Line]:
        """What is being done, and to what."""
        raise NotImplementedError

    def figures(self, width: int) -> list[Line]:
        """What is to be known at once: counts, what went wrong."""
        raise NotImplementedError

    def body(self) -> Iterator[Widget]:
        """The widgets in the middle."""
        raise NotImplementedError

    def again(self) -> None:
        """Make all words anew."""
        for words in self.query(Words):
            words.again()

    # -- doing --------------------------------------------------------------------------------

    def action_do(self, command: str) -> None:
        """Run a command of the registry, unless one is still under way."""
        if self.busy:
            return
        try:
            getattr(self, _METHODS.get(command, command))()
        except CrmError as error:
            self.crm.tell(error)

    def go(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something slow; what goes wrong is said, and nothing else is begun meanwhile."""
        self.busy = True
        self.crm.run_worker(self._going(work))

    async def _going(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Stopped:
            pass
        except CrmError as error:
            self.went_wrong(error)
        finally:
            self.busy = False

    def went_wrong(self, error: CrmError) -> None:
        """Say what stopped the work."""
        self.crm.tell(error)

    def show_help(self) -> None:
        """The keys of this screen."""
        from crmtui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACE))

    def show_palette(self) -> None:
        """Every action of this screen by name."""
        from crmtui.tui.screens.palette import PaletteScreen

        def chosen(command: str | None) -> None:
            if command:
                self.action_do(command)

        self.app.push_screen(PaletteScreen(self.PLACE), chosen)

    def step_back(self) -> None:
        """Leave this screen."""
        self.dismiss(None)
