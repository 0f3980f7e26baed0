"""What every shell command gets: the settings, today, and the doors to the database."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from crmtui import settings as choices
from crmtui.cli.output import say
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.domain.workdays import Workdays
    from crmtui.settings import Settings
    from crmtui.store.unit_of_work import UnitOfWork


class Shell:
    """One run of one command."""

    def __init__(self, loaded: Settings | CrmError) -> None:
        self._loaded = loaded
        self.wrote = False  # whether customer data may have been changed

    @classmethod
    def start(cls, db: str | None, lang: str | None) -> Shell:
        """Read the settings; what is wrong with them is told by the first command to need them."""
        try:
            return cls(choices.load(db, lang))
        except CrmError as error:
            return cls(error)

    @property
    def settings(self) -> Settings:
        """The settings; raises what was wrong with them."""
        if isinstance(self._loaded, CrmError):
            raise self._loaded
        return self._loaded

    @property
    def today(self) -> date:
        """The day this command works on."""
        return self.settings.today()

    @property
    def workdays(self) -> Workdays:
        """Which days are worked in the user's country."""
        from crmtui import almanac

        return almanac.workdays(self.settings)

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection; DatabaseMissing where there is no database yet."""
        from crmtui import wiring

        with wiring.reader(self.settings, _waiting) as connection:
            yield connection

    @contextmanager
    def keeping(self, *, bulk: bool = False) -> Iterator[UnitOfWork]:
        """A unit of work: everything done in the block is kept, or nothing."""
        if not bulk:
            gc.enable()
        from crmtui import almanac, wiring
        from crmtui.reads import feeds

        with wiring.unit_of_work(self.settings, source="shell", on_wait=_waiting, bulk=bulk) as uow:
            uow.workdays = self.workdays
            yield uow
            self.wrote = True
            where = () if bulk else feeds.countries(uow.sql)
        if not bulk:
            # Once a year: half a second that no look-up should take.
            almanac.learn_holidays(self.settings, self.today, where)


def _waiting() -> None:
    say(_("Another window is writing to the database; waiting for it …"))
