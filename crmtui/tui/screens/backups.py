"""The backups there are: make one, try one, rehearse, put one back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.backups import BackupFile
from crmtui.domain.words import _, ngettext
from crmtui.tui import backup_lines, backup_verbs
from crmtui.tui.bindings import bindings
from crmtui.tui.ink import Line
from crmtui.tui.plan_lines import Listing
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class BackupsScreen(Work[None]):
    """Newest first; Enter shows what putting the selected one back would change, and asks."""

    PLACE = "backups"
    BINDINGS: ClassVar[list[BindingType]] = bindings("backups")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.backups: Sequence[BackupFile] = ()
        self.said: tuple[str, str] = ("", "")
        """What came of the last thing done, and its ink."""

    def title_parts(self) -> tuple[Line, Line]:
        """The backups, and the age of the newest good one."""
        return ((_("Backups"), "text!"),), self.crm.keeper.words()

    def figures(self, width: int) -> list[Line]:
        """How many there are and where; what was done last."""
        from crmtui import backups
        from crmtui.tui.ink import wrap

        count = len(self.backups)
        words = ngettext("{n} backup in {folder}", "{n} backups in {folder}", count)
        words = words.format(n=count, folder=backups.folder(self.crm.settings))
        made: list[Line] = [((f" {words}", "dim"),)]
        text, ink = self.said
        return made + [((f" {line}", ink),) for line in wrap(text, width - 2) if text]

    def body(self) -> Iterator[Widget]:
        """The list, or a sentence where there is none; the selected one in full."""
        yield Rows(id="list")
        yield Words(self._nothing, id="empty")
        yield Words(self._detail, id="detail")

    def _nothing(self, width: int) -> list[Line]:
        words = _("There is no backup yet. Press n to make one now.")
        return [(), (("   " + words, "text"),)]

    def _detail(self, width: int) -> list[Line]:
        found = self.selected()
        return backup_lines.detail(found, width) if found else []

    def on_mount(self) -> None:
        """Read them."""
        self.read()

    def read(self, said: str = "", ink: str = "done") -> None:
        """Look at the folders again; `said` is what was just done."""
        from crmtui import backups

        self.backups = backups.listed(self.crm.settings)
        self.said = (said, ink)
        rows = self.query_one(Rows)
        rows.show(Listing("backup", self.backups, self._line), rows.key, rows.line)
        self.set_class(not self.backups, "-empty")
        self.crm.keeper.look()
        self.again()

    def _line(self, each: BackupFile, width: int) -> Line:
        return backup_lines.row(each, datetime.now(), width)

    def selected(self) -> BackupFile | None:
        """The selected backup."""
        key = self.query_one(Rows).key
        return self.backups[key[1]] if key else None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The lines below tell of the selected one."""
        self.query_one("#detail", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter puts back."""
        self.action_do("restore")

    def back_up(self) -> None:
        """Make one now."""
        backup_verbs.make(self)

    def verify(self) -> None:
        """Try the selected one."""
        if found := self.selected():
            backup_verbs.verify(self, found)

    def rehearse(self) -> None:
        """Restore the selected one into a temporary place."""
        if found := self.selected():
            backup_verbs.rehearse(self, found)

    def restore(self) -> None:
        """Put the selected one back, after showing what would change."""
        if found := self.selected():
            backup_verbs.restore(self, found)
