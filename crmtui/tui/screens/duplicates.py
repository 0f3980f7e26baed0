"""Customers, and people, that may be there twice: a list of pairs with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.actions import merging
from crmtui.domain.duplicates import Pair
from crmtui.domain.words import _, ngettext
from crmtui.tui import doubled, merge_lines, tasks
from crmtui.tui.bindings import bindings
from crmtui.tui.ink import Line, joined, wrap
from crmtui.tui.screens.work import Work
from crmtui.tui.tasks import Task
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class DuplicatesScreen(Work[None]):
    """Searched when it is opened; Enter shows a pair side by side."""

    PLACE = "duplicates"
    BINDINGS: ClassVar[list[BindingType]] = bindings("duplicates")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.pairs: Sequence[Pair] | None = None
        self.total = 0

    def title_parts(self) -> tuple[Line, Line]:
        """Finding doubled customers."""
        return ((_("There twice?"), "text!"),), ()

    def figures(self, width: int) -> list[Line]:
        """How many pairs there are."""
        if self.pairs is None:
            return [((" " + _("Searching …"), "dim"),)]
        words = ngettext("{n} pair that may be one", "{n} pairs that may be one", self.total)
        parts = [(words.format(n=f"{self.total:,}"), "text!")]
        if self.total > len(self.pairs):
            words = _("the likeliest {n} are shown").format(n=f"{len(self.pairs):,}")
            parts.append((words, "dim"))
        return [((" ", ""), *joined(parts))]

    def body(self) -> Iterator[Widget]:
        """The pairs; a sentence where there are none."""
        yield Rows(id="list")
        yield Words(self._nothing, id="empty")

    def _nothing(self, width: int) -> list[Line]:
        words = _(
            "Nobody seems to be there twice. Two customers that you know to be one can be marked "
            "in the list of customers and merged there."
        )
        return [(), *(((f"   {line}", "text"),) for line in wrap(words, width - 6))]

    def on_mount(self) -> None:
        """Search."""
        self.search_again()

    def search_again(self) -> None:
        """Search the database as it is now."""
        self.go(self._search())

    async def _search(self) -> None:
        work = partial(doubled.search, self.desk.settings)
        task = Task(_("Searching for doubled customers"))
        self.pairs, self.total = await tasks.run(self.crm, task, work)
        self._show()

    def _show(self) -> None:
        rows, pairs = self.query_one(Rows), self.pairs or ()
        made: list[tuple[Key | None, Line]] = []
        for index, pair in enumerate(pairs):
            if index and pair.kind != pairs[index - 1].kind:
                made += [(None, ()), (None, ((" " + _("People"), "dim"),))]
            made += [(("pair", index), line) for line in merge_lines.pair_lines(pair)]
        rows.show(Lines(made), rows.key, rows.line)
        self.set_class(not pairs, "-empty")
        self.again()

    def _selected(self) -> Pair | None:
        key = self.query_one(Rows).key
        return self.pairs[key[1]] if key and self.pairs else None

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter shows both side by side."""
        self.action_do("compare")

    def compare(self) -> None:
        """The selected pair side by side."""
        from crmtui.tui.screens.merging import MergeScreen

        if pair := self._selected():
            screen = MergeScreen(self.crm, pair.one.id, pair.other.id, pair.kind)
            self.app.push_screen(screen, lambda gone: self._compared(pair, gone))

    def _compared(self, pair: Pair, gone: int | None) -> None:
        """Take out the pair, and all others with the one that is no more."""
        if gone is None or self.pairs is None:
            return
        left = [each for each in self.pairs if each is not pair and not _about(each, pair, gone)]
        self.total -= len(self.pairs) - len(left)
        self.pairs = left
        self._show()

    def not_same(self) -> None:
        """Remember that the selected two are not one."""
        if pair := self._selected():
            self.go(self._not_same(pair))

    async def _not_same(self, pair: Pair) -> None:
        one, other = pair.one.id, pair.other.id
        await self.crm.write(lambda uow, today: merging.set_not_same(uow, pair.kind, one, other))
        self.crm.say(_("Remembered: they are two. u takes it back."))
        self._compared(pair, 0)

    def undo(self) -> None:
        """Take back what was done last, and search again."""
        from crmtui.tui import journal_verbs

        journal_verbs.undo(self, self.search_again)


def _about(pair: Pair, merged: Pair, gone: int) -> bool:
    """Whether a pair has one in it that is no more, or that may have changed with it."""
    if pair.kind == merged.kind:
        return gone in (pair.one.id, pair.other.id)
    return gone in (pair.one.customer_id, pair.other.customer_id)
