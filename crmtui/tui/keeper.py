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
        self.nothing = False  # whether there is nothing that could be lost yet
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
        self.wait(LAST_SECONDS)

    def wait(self, seconds: float) -> None:
        """Wait until what is under way is done, but no longer than this."""
        if self._thread is not None:
            self._thread.join(seconds)

    def take(self, message: BackupKnown) -> None:
        """Show what the thread found, and say what is to be said."""
        self.known, self.last = True, message.last
        self.nothing = message.nothing and message.last is None
        for words in self._crm.screen.query("#figures").results(Words):
            words.again()
        if message.note:
            self._crm.notify(message.note, severity="warning", timeout=12, markup=False)

    def words(self) -> Line:
        """How old the newest good backup is, for the line of figures."""
        from crmtui.tui.backup_lines import age

        settings = self._crm.settings
        # Where the day is pinned no age is right, and none is made either.
        silent = not self.known or self.nothing or settings.demo or settings.today_pin
        return () if silent else age(self.last, datetime.now(), settings.backup.warn_after_days)

    def _work(self, settings: Settings) -> None:
        from crmtui import backups

        note, nothing = "", False
        try:
            if backups.due(settings, now := datetime.now()):
                # An old one is shown as old until the new one is there.
                self._crm.post_message(BackupKnown(backups.last_good(settings), nothing=True))
                note, nothing = self._daily(settings, now)
        except _Enough:
            return
        self._crm.post_message(BackupKnown(backups.last_good(settings), note, nothing))

    def _daily(self, settings: Settings, now: datetime) -> tuple[str, bool]:
        """Make it; gives what is to be said, once a day, and whether there was nothing to do."""
        from crmtui import backups

        made = None
        try:
            made = backups.automatic(settings, now, self._report)
            note = made.note if made else ""
        except CrmError as error:
            note = str(error)
        nothing = made is None and not note
        return note if note and backups.first_today(settings, now.date()) else "", nothing

    def _report(self, done: int, total: int) -> None:
        if self._ending:
            raise _Enough
