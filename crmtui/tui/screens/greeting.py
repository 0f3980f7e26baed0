"""The greeting round: one message after the other, to edit, copy, send and mark as sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.actions import greetings as verbs
from crmtui.domain.clean import readable
from crmtui.domain.errors import CrmError
from crmtui.domain.greetings import check
from crmtui.domain.rounds import refill
from crmtui.domain.words import _, ngettext
from crmtui.tui import greet_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.greet_lines import Item
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Ask, Prompt
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Key, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class _Source:
    """The messages as a list."""

    def __init__(self, screen: GreetScreen) -> None:
        self.screen = screen

    def __len__(self) -> int:
        return len(self.screen.items)

    def key_at(self, line: int) -> Key | None:
        """Each message is one line."""
        return ("greeting", line)

    def line_of(self, key: Key) -> int | None:
        """Where a message stands."""
        return key[1] if key[1] < len(self.screen.items) else None

    def paint(self, line: int, width: int) -> Line:
        """One message."""
        return greet_lines.line(self.screen.items[line], self.screen.desk.today, width)


class GreetScreen(Work[None]):
    """Space marks a message as sent and goes to the next; nothing is sent by the program itself."""

    PLACE = "greeting"
    BINDINGS: ClassVar[list[BindingType]] = bindings("greeting")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp, day: str, items: Sequence[Item], were: int) -> None:
        super().__init__(crm)
        self.day = day
        self.items = list(items)
        self.were = were

    def title_parts(self) -> tuple[Line, Line]:
        """The day."""
        return ((_("Greetings") + "  ", "text!"), (self.day, "day!")), ()

    def figures(self, width: int) -> list[Line]:
        """How many are left and done."""
        return [greet_lines.figures(self.items, self.were)]

    def body(self) -> Iterator[Widget]:
        """The messages, the selected one in full below."""
        yield Rows(_Source(self), id="list")
        yield Words(self._detail, id="detail")

    def _detail(self, width: int) -> list[Line]:
        item = self._item()
        return greet_lines.detail(item, self.desk.today, width) if item else []

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    def _item(self) -> Item | None:
        line = self.rows.line
        return self.items[line] if line < len(self.items) else None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The text below is that of the selected one."""
        self.query_one("#detail", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter edits."""
        self.action_do("reword")

    def _show(self) -> None:
        self.rows.refresh()
        self.again()

    def _next(self) -> None:
        """To the next message that is still open."""
        here = self.rows.line
        order = [*range(here + 1, len(self.items)), *range(here)]
        found = next((n for n in order if not self.items[n].state), None)
        if found is not None:
            self.rows.select(("greeting", found))
        self._show()

    # -- one message ------------------------------------------------------------------------

    def reword(self) -> None:
        """Other words for this one."""
        item = self._item()
        if item is None or item.state:
            return
        line = self.rows.line

        def given(text: str | None) -> None:
            if text is not None:
                made = refill(item.greeting, text, self.crm.settings.me)
                self.items[line] = Item(made)
                self._show()

        who = item.greeting.target.recipient
        title = _("Message for {name}").format(name=who.name or who.customer)
        self.app.push_screen(Prompt(title, item.greeting.message.text, check=_wrong), given)

    def copy_text(self) -> None:
        """Copy the message."""
        from crmtui.tui.clipboard import copy

        if item := self._item():
            copy(self.crm, item.greeting.message.text, item.greeting.message.text)

    def open_link(self) -> None:
        """Hand the message to the system's own mail or message program."""
        import webbrowser
        from urllib.parse import quote

        item = self._item()
        if item is None:
            return
        who, text = item.greeting.target.recipient, quote(item.greeting.message.text)
        if who.email and (who.preferred_channel == "email" or not who.mobile):
            link = f"mailto:{quote(who.email)}?subject={quote(self.day)}&body={text}"
        elif who.mobile:
            link = f"sms:{quote(who.mobile)}?body={text}"
        else:
            self.crm.say(_("Neither a mail address nor a mobile is known."))
            return
        opened = webbrowser.open(link)
        words = _("Opened: {what}") if opened else _("Nothing here opens it: {what}")
        self.crm.say(words.format(what=who.email if link.startswith("mailto") else who.mobile))

    def mark_sent(self) -> None:
        """Note it as sent and go on to the next."""
        item = self._item()
        if item is None or item.state:
            return
        if not item.greeting.message.ready:
            self.crm.say(_("Something is missing in it: edit it first."))
            return
        self.go(self._send([self.rows.line], None))

    def with_gift(self) -> None:
        """Note it as sent, with a gift."""
        item = self._item()
        if item is None or item.state or not item.greeting.message.ready:
            return
        line = self.rows.line

        def given(text: str | None) -> None:
            if text and text.strip():
                self.go(self._send([line], _gift(text)))

        hint = _("what, and what it cost: 月饼 128")
        self.app.push_screen(Prompt(_("Which gift?"), "", hint), given)

    async def _send(self, lines: Sequence[int], gift: verbs.Gift | None) -> None:
        greetings = [self.items[line].greeting for line in lines]
        await self.crm.write(lambda uow, today: verbs.send(uow, greetings, today, gift=gift))
        for line in lines:
            self.items[line] = self.items[line].with_state("sent")
        self._next()

    def leave_out(self) -> None:
        """Not this one, for this day."""
        item = self._item()
        if item is not None and not item.state:
            self.go(self._skip(self.rows.line))

    async def _skip(self, line: int) -> None:
        target = self.items[line].greeting.target
        await self.crm.write(lambda uow, today: verbs.skip(uow, [target], today))
        self.items[line] = self.items[line].with_state("skipped")
        self._next()

    # -- all of them ------------------------------------------------------------------------

    def send_all(self) -> None:
        """Mark all that are ready as sent."""
        lines = [
            n for n, item in enumerate(self.items) if not item.state and item.greeting.message.ready
        ]
        if not lines:
            self.crm.say(_("None of them is ready."))
            return
        question = ngettext(
            "Mark {n} message as sent?", "Mark {n} messages as sent?", len(lines)
        ).format(n=len(lines))

        def answered(yes: bool | None) -> None:
            if yes:
                self.go(self._send(lines, None))

        self.app.push_screen(Ask(question, _("mark as sent"), _("leave")), answered)

    def write_out(self) -> None:
        """Write the open messages to a file."""

        def given(text: str | None) -> None:
            if text and text.strip():
                self.go(self._write(Path(text.strip()).expanduser()))

        hint = _("a file ending in .csv, .xlsx or .json")
        self.app.push_screen(Prompt(_("Write the messages to which file?"), "", hint), given)

    async def _write(self, path: Path) -> None:
        from crmtui.actions import greetout

        greetings = [item.greeting for item in self.items if not item.state]
        greetout.write(path, greetings, self.desk.today, force=False)
        n = len(greetings)
        words = ngettext("{n} message written to {file}.", "{n} messages written to {file}.", n)
        self.crm.say(words.format(n=n, file=readable(str(path))))

    def undo(self) -> None:
        """Take back what was done last; the messages it was about are open again."""
        from crmtui.tui import journal_verbs

        journal_verbs.undo(self, self._reopen)

    def _reopen(self) -> None:
        """What is no longer noted in the database is open again."""
        from crmtui.reads import greetings as reads

        days = {(item.greeting.target.kind, item.greeting.target.day) for item in self.items}
        nobody: frozenset[tuple[int, int | None, int | None]] = frozenset()
        done = {
            (kind, day, *who)
            for kind, day in days
            for who in self.desk.read(partial(reads.greeted, kind=kind, day=day), nobody)
        }
        for n, item in enumerate(self.items):
            target = item.greeting.target
            who = target.recipient
            key = (target.kind, target.day, who.customer_id, who.contact_id, target.occasion_id)
            if item.state and key not in done:
                self.items[n] = item.with_state("")
        self._show()


def _wrong(text: str) -> str:
    try:
        check(text)
    except CrmError as error:
        return str(error)
    return "" if text.strip() else _("An empty message is none.")


def _gift(text: str) -> verbs.Gift:
    """'月饼 128' -> what and its cost; without a number the cost is not known."""
    what, _space, last = text.strip().rpartition(" ")
    number = last.replace("¥", "").replace("元", "")
    if what and number.replace(".", "", 1).isdecimal():
        return verbs.Gift(what, round(float(number) * 100))
    return verbs.Gift(text.strip())
