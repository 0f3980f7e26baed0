"""Keeps an eye on the backups while the program is open, in a thread of its own.

The daily backup is made here after the first rows are seen; the writer goes on meanwhile.
"""

from __future__ import annotations

from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.tui.ink import Line
from crmtui.tui.messages import BackupKnown
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.settings import Settings
    from crmtui.tui.app import CrmApp

LOOK_SECONDS = 300.0
LAST_SECONDS = 5.0  # the program waits so long for a backup that is told to stop


class _Enough(Exception):  # not an error: the program ends
    """Ends a backup under way."""


class Keeper:
    """What is known of the newest good backup, and the thread that finds it out."""

    def __init__(self, crm: CrmApp) -> None:
        self._crm = crm
        self._thread: Thread | None = None
        self._ending = False
        self.known = False
        self.last: datetime | None = None

    def look(self) -> None:
        """Look at the backups, and make the one of the day where it is due."""
        if self._thread is None or not self._thread.is_alive():
            self._ending = False
            settings = self._crm.settings
            self._thread = Thread(target=self._work, args=(settings,), name="keeper", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop what is under way; nothing half-done stays."""
        self._ending = True
        if self._thread is not None:
            self._thread.join(LAST_SECONDS)

    def take(self, message: BackupKnown) -> None:
        """Show what the thread found, and say what is to be said."""
        self.known, self.last = True, message.last
        for words in self._crm.screen.query("#figures").results(Words):
            words.again()
        if message.note:
            self._crm.notify(message.note, severity="warning", timeout=12, markup=False)

    def words(self) -> Line:
        """How old the newest good backup is, for the line of figures."""
        from crmtui.tui.backup_lines import age

        settings = self._crm.settings
        return age(self.last, datetime.now(), settings) if self.known else ()

    def _work(self, settings: Settings) -> None:
        from crmtui import backups

        note = ""
        try:
            if backups.due(settings, now := datetime.now()):
                # Nobody should see an hour of work behind the first paint: this is after it.
                self._crm.post_message(BackupKnown(backups.last_good(settings)))
                note = self._daily(settings, now)
        except _Enough:
            return
        self._crm.post_message(BackupKnown(backups.last_good(settings), note))

    def _daily(self, settings: Settings, now: datetime) -> str:
        """Make it; gives what is to be said, once a day."""
        from crmtui import backups

        try:
            made = backups.automatic(settings, now, self._report)
            note = made.note if made else ""
        except CrmError as error:
            note = str(error)
        return note if note and backups.first_today(settings, now.date()) else ""

    def _report(self, done: int, total: int) -> None:
        if self._ending:
            raise _Enough
