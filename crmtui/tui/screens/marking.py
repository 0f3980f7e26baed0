"""Marks: several customers of a list, with whom what is done next is done at once."""

from __future__ import annotations

from collections.abc import Collection

from crmtui.tui.screens.place import Place, Subject
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words


class Marking(Place):
    """A list in which customers can be marked; marks last until something is done with them."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: set[int] = set()

    @property
    def rows(self) -> Rows:
        """The list."""
        raise NotImplementedError

    def mark(self) -> None:
        """Mark the selected customer, or take the mark off, and go on."""
        subject = self.subject()
        if subject:
            self.marked ^= {subject.customer_id}
            self._show_marks()
            self.rows.action_move(1)

    def marked_ids(self) -> list[int]:
        """The customers marked here."""
        return sorted(self.marked)

    def targets(self) -> list[Subject]:
        """The marked customers, else the selected one."""
        if self.marked:
            return [self.subject_of(customer_id) for customer_id in self.marked_ids()]
        return super().targets()

    def subject_of(self, customer_id: int) -> Subject:
        """A customer of the list, with what its line is there for."""
        return Subject(customer_id)

    def unmark(self) -> None:
        """Take off all marks."""
        if self.marked:
            self.marked.clear()
            self._show_marks()

    def keep_marked(self, there: Collection[int]) -> None:
        """Take the marks off customers that are not in the list any more."""
        if not self.marked <= (there if isinstance(there, set) else set(there)):
            self.marked &= set(there)
            self._show_marks()

    def _show_marks(self) -> None:
        self.rows.refresh()
        self.query_one("#figures", Words).again()
