"""Making new customers findable: by a second process where that pays, or here."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.actions.aside import FEWEST_ASIDE, Aside, cores
from crmtui.actions.bulk import Meter
from crmtui.actions.frames import StreamEnded
from crmtui.actions.importdocs import Names, NewTexts
from crmtui.actions.importfacts import facts_of
from crmtui.domain.importplan import Orders
from crmtui.reads import searchindex

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


class NewIndex:
    """Sort keys and search documents of new customers, in the making from the start on."""

    def __init__(
        self, orders: Orders, fewest: int = FEWEST_ASIDE, aside: Aside | None = None
    ) -> None:
        self._orders = orders
        self._names: Names | None = None
        self.aside: Aside | None = None
        self._whole = False  # whether the other process makes an index, not only documents
        if len(orders.customers) >= fewest and cores() > 1:
            with suppress(OSError, StreamEnded):
                aside = aside or Aside()
                if not aside.told:
                    aside.facts(facts_of(orders))
                self.aside = aside
        if self.aside is None:
            self._own_names()

    def begin(self, uow: UnitOfWork) -> None:
        """Say where the new customers' ids begin, now that nobody else can write."""
        if self.aside is None:
            return
        self._whole = searchindex.is_empty(uow.sql)
        recipe = searchindex.recipe(uow.sql) if self._whole else None
        try:
            self.aside.begin(uow.next_id("customer"), recipe)
        except StreamEnded:
            self.aside = None

    def sort_keys(self) -> list[str]:
        """The new customers' sort keys."""
        if self.aside is not None:
            try:
                return self.aside.sort_keys()
            except StreamEnded:
                self.aside = None
        return self._own_names().sort_keys

    def write(self, uow: UnitOfWork, made: range, meter: Meter) -> None:
        """Write the search documents of the new customers, whose ids are `made`."""
        done = 0
        if self.aside is not None:
            try:
                if self._whole:
                    uow.take_index(_file_of(self.aside, meter), made)
                    return
                for part in self.aside.documents():
                    uow.docs(part)
                    meter.add(len(part))
                    done += len(part)
                return
            except StreamEnded:
                self.aside = None
        texts = NewTexts(facts_of(self._orders), self._own_names())
        for part in texts.documents(made.start, done):
            uow.docs(part)
            meter.add(len(part))

    def close(self) -> None:
        """Let the other process go, which has done its part."""
        if self.aside is not None:
            self.aside.let_go()

    def _own_names(self) -> Names:
        if self._names is None:
            self._names = Names(facts_of(self._orders).names)
        return self._names


def _file_of(aside: Aside, meter: Meter) -> Path:
    """The file of the finished index."""
    for step in aside.index():
        if isinstance(step, Path):
            return step
        meter.add(step)
    raise StreamEnded
