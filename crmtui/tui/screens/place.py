"""What Today, Customers and Card have in common: the lines around, the verbs, re-reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from crmtui.domain.errors import CrmError
from crmtui.tui import chrome
from crmtui.tui.widgets.rows import Key, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp
    from crmtui.tui.desk import Desk

T = TypeVar("T")
WIDE = 110  # from here on list and card stand side by side


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a verb is about: the selected customer, and what its line is there for."""

    customer_id: int
    follow_up_id: int | None = None
    promise_id: int | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A selected line with the one after it; the last has the one before it."""

    key: Key
    line: int
    after: Key | None


def bookmark_of(rows: Rows) -> Bookmark | None:
    """The selected line of a list."""
    return Bookmark(rows.key, rows.line, rows.key_after()) if rows.key else None


class Place(Screen[None]):
    """A screen one works on, as opposed to a form that is opened over it."""

    PLACE: ClassVar[str]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # Textual's own
    seen = -1

    @property
    def crm(self) -> CrmApp:
        """The program."""
        from crmtui.tui.app import CrmApp

        assert isinstance(self.app, CrmApp)
        return self.app

    @property
    def desk(self) -> Desk:
        """What the program holds open."""
        return self.crm.desk

    def compose(self) -> ComposeResult:
        """The line on top, the figures, the body, the keys."""
        yield Words(lambda width: [chrome.top(self.PLACE, self.crm.day, width)], id="top")
        yield Words(
            lambda width: [chrome.beside(self.figures(width), self.crm.keeper.words(), width)],
            id="figures",
        )
        yield from self.body()
        keys = self.crm.settings.keys
        yield Words(lambda width: [chrome.keys(self.PLACE, keys, width)], id="keys")

    def body(self) -> Iterator[Widget]:
        """The widgets in the middle."""
        raise NotImplementedError

    def figures(self, width: int) -> chrome.Line:
        """The second line: counts, filters."""
        raise NotImplementedError

    def subject(self) -> Subject | None:
        """Whom a verb would be about."""
        raise NotImplementedError

    def reread(self) -> None:
        """Read everything shown again; the selection stays on the same customer."""
        raise NotImplementedError

    def bookmark(self) -> Bookmark | None:
        """Where one is in the list, and what comes next as it stands now."""
        return None

    def go_on(self, mark: Bookmark | None, stay: bool = False) -> None:
        """Select what came next; with `stay` only if the line itself went elsewhere."""
        if mark is None:
            return
        rows = self.query_one(Rows)
        if stay and rows.source.line_of(mark.key) == mark.line:
            rows.select(mark.key)
        elif mark.after is not None:
            rows.select(mark.after)

    def go_back_to(self, customer_id: int) -> None:
        """Select a customer's line, where the place has one."""
        for rows in self.query(Rows):
            rows.select(("customer", customer_id))

    def neighbours(self) -> Sequence[int]:
        """The customers of this place in their order, for going from card to card."""
        return ()

    def on_step(self) -> bool:
        """Whether the selected line is one step or promise, so that no other can be meant."""
        return False

    def marked_ids(self) -> list[int]:
        """The customers marked here."""
        return []

    def targets(self) -> list[Subject]:
        """Whom something is done with at once: the marked customers, else the selected one."""
        subject = self.subject()
        return [subject] if subject else []

    def unmark(self) -> None:
        """Take off all marks."""

    def typed_name(self) -> str:
        """What a new customer added from here is probably called."""
        return ""

    def show_customer(self, customer_id: int) -> None:
        """Go to a customer that was just added."""
        self.crm.open_card(customer_id)

    def attempt(self, read: Callable[[], T], without: T) -> T:
        """What is read, or failing that `without`, once the screen stands and can say why."""
        try:
            return read()
        except CrmError as error:
            self.call_after_refresh(self.crm.tell, error)
            return without

    def settled(self) -> None:
        """The first rows are on the screen; what could wait may come now."""
        for words in self.query(Words):
            words.again()

    def on_screen_resume(self) -> None:
        """Catch up with what changed while another screen was in front."""
        self.catch_up()

    def catch_up(self) -> None:
        """Read again if anything changed since the last time."""
        if self.seen == self.crm.generation:
            return
        self.seen = self.crm.generation
        try:
            self.reread()
        except CrmError as error:
            self.crm.tell(error)
        for words in self.query(Words):
            words.again()

    def action_do(self, command: str) -> None:
        """Run a command of the registry."""
        from crmtui.tui import verbs

        verbs.run(self, command)
