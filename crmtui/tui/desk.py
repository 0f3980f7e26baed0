"""What the open program holds: the settings, the way to read, the way to write, the drafts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import CrmError
from crmtui.reads.connection import TROUBLE
from crmtui.tui.drafts import Drafts

if TYPE_CHECKING:
    from datetime import date

    from crmtui.domain.urgency import Terms
    from crmtui.domain.workdays import Workdays
    from crmtui.settings import Settings

T = TypeVar("T")


class Desk:
    """Shared by all screens; nothing here knows about widgets."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.session = os.urandom(8).hex()
        self.drafts = Drafts(settings.db)
        self.called: tuple[int, int] | None = None  # the customer and contact rung up last
        self._connection: sqlite3.Connection | None = None

    @property
    def today(self) -> date:
        """The day it is now, asked each time."""
        return self.settings.today()

    @property
    def workdays(self) -> Workdays:
        """Which days are worked in the user's country."""
        from crmtui import almanac

        return almanac.workdays(self.settings)

    def terms(self, today: date, conn: sqlite3.Connection) -> Terms:
        """What the queue goes by on a day."""
        from crmtui import almanac

        return almanac.terms(self.settings, today, conn)

    def countries(self) -> tuple[str, ...]:
        """The countries customers are in; none while the database cannot be read."""
        from crmtui.reads import feeds

        try:
            return self.read(feeds.countries, ())
        except CrmError:
            return ()

    def clock(self) -> str:
        """The time of day as HH:MM; '' where the day is pinned, for then it is not now."""
        return "" if self.settings.today_pin else f"{datetime.now():%H:%M}"

    def connection(self) -> sqlite3.Connection:
        """The read-only connection; raises DatabaseMissing and its like."""
        if self._connection is None:
            from crmtui import wiring

            self._connection = wiring.connect(self.settings)
        return self._connection

    def read(self, query: Callable[[sqlite3.Connection], T], without: T) -> T:
        """What the query finds; `without` as long as there is no database."""
        try:
            return query(self.connection())
        except DatabaseMissing:
            return without
        except TROUBLE as error:
            self.close()
            from crmtui import wiring

            raise wiring.told(error, self.settings) from error
        except ValueError as error:
            from crmtui import wiring

            wiring.must_hold_days(self.connection(), self.settings, error)
            raise

    def version(self) -> int:
        """A number that changes when another connection changed the database."""
        return self.read(_data_version, -1)

    def close(self) -> None:
        """Let go of the database; the next look opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _data_version(connection: sqlite3.Connection) -> int:
    row = connection.execute("PRAGMA data_version").fetchone()
    return int(row[0])
