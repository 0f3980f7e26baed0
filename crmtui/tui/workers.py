"""Writes run here: in one thread, one after the other, each a whole unit of work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed
    from crmtui.settings import Settings
    from crmtui.store.unit_of_work import UnitOfWork

T = TypeVar("T")


class Written(NamedTuple, Generic[T]):
    """What an action gave, and all that was changed by it."""

    made: T
    changed: Changed


class Writer:
    """The one thread that writes; what is still waiting there is done before the program ends."""

    def __init__(self, settings: Settings, session: str, on_wait: Callable[[], None]) -> None:
        self._settings = settings
        self._session = session
        self._on_wait = on_wait
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def submit(self, act: Callable[[UnitOfWork, date], T], today: date) -> Future[Written[T]]:
        """Do it in a unit of work of its own; the future gives what it did, or its CrmError."""
        return self._pool.submit(self._write, act, today)

    def run(self, task: Callable[[], T]) -> Future[T]:
        """Run something slow between the writes."""
        return self._pool.submit(task)

    def warm(self) -> None:
        """Load what the first write needs, so that it does not have to wait for it."""
        self._pool.submit(_load)

    def learn_holidays(self, today: date, countries: Sequence[str]) -> Future[bool]:
        """Look up the days off of this and the next year; whether any were new."""
        from crmtui import almanac

        return self._pool.submit(almanac.learn_holidays, self._settings, today, countries)

    def close(self) -> None:
        """Finish what is under way."""
        self._pool.shutdown()

    def _write(self, act: Callable[[UnitOfWork, date], T], today: date) -> Written[T]:
        from crmtui import almanac, wiring

        with wiring.unit_of_work(
            self._settings, source="tui", session=self._session, on_wait=self._on_wait
        ) as uow:
            uow.workdays = almanac.workdays(self._settings)
            return Written(act(uow, today), uow.changed())


def _load() -> None:
    """Import the heavy libraries of the store, and the forms."""
    from importlib import import_module

    for name in (
        "crmtui.wiring",
        "crmtui.tui.screens.log",
        "crmtui.tui.screens.plan",
        "crmtui.actions.customers",
        "crmtui.actions.interactions",
        "crmtui.actions.undo",
    ):
        import_module(name)
    from crmtui import wiring

    wiring.warm()
