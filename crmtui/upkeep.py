"""The doors for looking after the database: examining, mending, erasing a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmtui import wiring
from crmtui.reads.connection import TROUBLE

if TYPE_CHECKING:
    from crmtui.domain.erasure import Erased, Person
    from crmtui.domain.health import OutOfStep
    from crmtui.settings import Settings


def make_indexes(settings: Settings) -> None:
    """Make every index anew from the rows, and write the log into the database."""
    from crmtui.store import connect as opening

    try:
        with opening.writing(settings.db) as raw:
            raw.execute("REINDEX")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except TROUBLE as error:
        raise wiring.told(error, settings) from error


def out_of_step(settings: Settings, tick: Callable[[int, int], None]) -> OutOfStep:
    """Count what is kept beside the rows and is not as it should be; nothing is changed."""
    from crmtui.store import examine

    with wiring.reader(settings) as connection:
        return examine.out_of_step(connection, settings, wiring.search_keys(), tick)


def index_is_whole(settings: Settings) -> bool:
    """Whether the search index can find all that is in it; asks for the write lock."""
    from crmtui.store import connect as opening
    from crmtui.store import examine

    try:
        with opening.writing(settings.db) as raw:
            return examine.index_is_whole(raw)
    except TROUBLE as error:
        raise wiring.told(error, settings) from error


def erase(settings: Settings, person: Person, source: str = "shell", session: str = "") -> Erased:
    """Erase a person for good, whole or not at all, and clean the file of what was there."""
    from crmtui.domain.erasure import NotSwept
    from crmtui.store import erasure

    with wiring.unit_of_work(settings, source=source, session=session, bulk=True) as uow:
        done = erasure.erase(uow, person, wiring.search_keys())
    try:
        sweep(settings)
    except NotSwept:
        return done
    return done._replace(swept=True)


def sweep(settings: Settings) -> None:
    """Leave nothing of what was deleted in the database's file and log; NotSwept, said why."""
    from crmtui.store import connect as opening
    from crmtui.store import erasure

    try:
        with opening.writing(settings.db) as raw:
            erasure.sweep(raw, settings)
    except TROUBLE as error:
        raise wiring.told(error, settings) from error
