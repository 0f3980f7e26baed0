"""Two that may be one, side by side: choose field by field, merge, or say that they are two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.actions import merging
from crmtui.domain.changes import Changed
from crmtui.domain.merging import KEEP, OTHER, MergePlan
from crmtui.domain.words import _
from crmtui.tui import merge_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.ink import Line
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp


class MergeScreen(Work["int | None"]):
    """Gives the id that is no more; 0 where the two were said not to be one; None: neither."""

    PLACE = "merge"
    BINDINGS: ClassVar[list[BindingType]] = bindings("merge")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp, keep: int, other: int, kind: str = "customer") -> None:
        super().__init__(crm)
        self.kind = kind
        self.keep, self.other = keep, other
        self.choices: dict[str, str] = {}
        self.plan = self._planned()

    def _planned(self) -> MergePlan:
        keep, other, kind = self.keep, self.other, self.kind
        found = self.crm.desk.read(
            lambda conn: merging.plan_merge(conn, keep, other, self.choices, kind=kind), None
        )
        assert found is not None  # they are in the database this was opened from
        return found

    def title_parts(self) -> tuple[Line, Line]:
        """Merging."""
        words = _("Merge two customers") if self.kind == "customer" else _("Merge two contacts")
        return ((words, "text!"),), ()

    def figures(self, width: int) -> list[Line]:
        """What comes along."""
        return [merge_lines.moves(self.plan)]

    def body(self) -> Iterator[Widget]:
        """The names, and the fields below them."""
        yield Words(lambda width: self._inset(merge_lines.head(self.plan, width - 2)), id="header")
        yield Rows(id="list")

    @staticmethod
    def _inset(lines: list[Line]) -> list[Line]:
        return [((" ", ""), *line) for line in lines]

    def on_mount(self) -> None:
        """Show the fields."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Texts break elsewhere in another width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        made = merge_lines.rows_of(self.plan, max(rows.size.width - 2, 30))
        rows.show(Lines([(key, ((" ", ""), *line)) for key, line in made]), rows.key, rows.line)
        self.again()

    # -- choosing ---------------------------------------------------------------------------------

    def pick_left(self) -> None:
        """Keep what stands on the left."""
        self._pick(KEEP)

    def pick_right(self) -> None:
        """Keep what stands on the right."""
        self._pick(OTHER)

    def pick_other(self) -> None:
        """Keep the other one; of texts that can be joined, also both."""
        self._pick("")

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter changes the choice as well."""
        self.action_do("pick_other")

    def _pick(self, choice: str) -> None:
        key = self.query_one(Rows).key
        if key is None:
            return
        pick = self.plan.fields[key[1]]
        self.choices[pick.field] = choice or merge_lines.next_choice(pick)
        self.plan = self._planned()
        self._show()

    def swap(self) -> None:
        """Let the other one stay; what was chosen is of that one then."""
        turned = {KEEP: OTHER, OTHER: KEEP}
        self.keep, self.other = self.other, self.keep
        self.choices = {field: turned.get(c, c) for field, c in self.choices.items()}
        self.plan = self._planned()
        self._show()

    # -- doing ------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Make one of the two."""
        self.go(self._merge())

    async def _merge(self) -> None:
        keep, other, choices, shown = self.keep, self.other, dict(self.choices), self.plan
        act = merging.merge if self.kind == "customer" else merging.merge_contacts

        def work(uow: UnitOfWork, today: date) -> Changed:
            return act(uow, keep, other, choices, today, shown)

        await self.crm.write(work)
        words = _("Merged: {other} is now {keep}. u takes them apart again.")
        names = [merge_lines.side_name(side, self.kind) for side in (shown.other, shown.keep)]
        self.crm.say(words.format(other=names[0], keep=names[1]))
        self.dismiss(other)

    def not_same(self) -> None:
        """Remember that they are two."""
        self.go(self._not_same())

    async def _not_same(self) -> None:
        kind, keep, other = self.kind, self.keep, self.other
        await self.crm.write(lambda uow, today: merging.set_not_same(uow, kind, keep, other))
        self.crm.say(_("Remembered: they are two. u takes it back."))
        self.dismiss(0)
