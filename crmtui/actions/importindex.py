"""Making new customers findable: by a second process where that pays, or here."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.actions.aside import FEWEST_ASIDE, Aside, cores
from crmtui.actions.bulk import Meter
from crmtui.actions.frames import StreamEnded
from crmtui.actions.importdocs import Names, NewTexts
from crmtui.actions.importfacts import facts_of
from crmtui.actions.importrows import Batch
from crmtui.domain.importplan import Orders
from crmtui.reads import searchindex

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


# What the other process has time for besides the index, so that both are done together.
_ASIDE = ("contact_point", "interaction")


class NewIndex:
    """Sort keys and search documents of new customers, in the making from the start on."""

    def __init__(
        self, orders: Orders, fewest: int = FEWEST_ASIDE, aside: Aside | None = None
    ) -> None:
        self._orders = orders
        self._names: Names | None = None
        self.aside: Aside | None = None
        self._whole = False  # whether the other process makes an index, not only documents
        self.tables: list[str] = []
        self._left: list[Batch] = []
        if len(orders.customers) >= fewest and cores() > 1:
            with suppress(OSError, StreamEnded):
                aside = aside or Aside()
                if not aside.told:
                    aside.facts(facts_of(orders))
                self.aside = aside
        if self.aside is None:
            self._own_names()

    def begin(self, uow: UnitOfWork, expected: Mapping[str, int]) -> None:
        """Say where the new customers' ids begin, now that nobody else can write.

        expected: how many rows the tables will get. The rows of those in `tables` are to be left
        to the other process from now on.
        """
        if self.aside is None:
            return
        self._whole = searchindex.is_empty(uow.sql)
        if self._whole:
            self.tables = [t for t in _ASIDE if expected.get(t) and uow.next_id(t) == 1]
        recipe = searchindex.recipe(uow.sql, self.tables) if self._whole else None
        try:
            self.aside.begin(uow.next_id("customer"), recipe)
        except StreamEnded:
            self.aside = None

    def leave(self, uow: UnitOfWork, batch: Batch) -> None:
        """Leave the rows of one of the tables to the other process."""
        uow.insert_columns(batch.table, batch.columns, later=True)
        self._left.append(batch)
        if self.aside is not None:
            try:
                self.aside.rows(batch.table, batch.columns)
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
        """Write what was left, and the search documents of the new customers with these ids."""
        done = 0
        if self.aside is not None:
            try:
                if self._whole:
                    uow.take_index(_file_of(self.aside, meter), made, self.tables)
                    return
                for part in self.aside.documents():
                    uow.docs(part)
                    meter.add(len(part))
                    done += len(part)
                return
            except StreamEnded:
                self.aside = None
        for batch in self._left:
            uow.fill(batch.table, batch.columns)
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
