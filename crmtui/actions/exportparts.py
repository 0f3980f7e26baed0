"""What an export is made of: the flat tables in words, the complete tables, the cards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress
from typing import TYPE_CHECKING

from crmtui.domain.exportorder import PARTS
from crmtui.domain.flattables import FLAT, FlatColumn
from crmtui.domain.words import _
from crmtui.present.codes import CODES, STATUS
from crmtui.reads import customers, export, exportflat

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.reads.rows import Row

Cells = Sequence[str | int | None]
_READ: Mapping[str, Callable[[sqlite3.Connection, Sequence[int]], Iterator[exportflat.Cells]]] = {
    "contacts": exportflat.contacts,
    "interactions": exportflat.interactions,
    "follow-ups": exportflat.follow_ups,
    "occasions": exportflat.occasions,
    "promises": exportflat.promises,
    "follow-up-sheet": exportflat.follow_up_sheet,
}


_TOLD_APART = frozenset({"last_on", "next_on", "next_what"})


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat table: what stands above its columns, what kind each is of, and its rows."""

    headings: list[str]
    kinds: list[str]
    rows: Iterator[Cells]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an export reads from, and about whom; `whole`: everything there is."""

    conn: sqlite3.Connection
    ids: Sequence[int]
    whole: bool
    today: date
    lang: str
    lead_days: int = 7

    def flat(self, what: str, *, apart: bool = False) -> Flat:
        """A flat table in the user's words.

        apart: contact records and next steps have tables of their own beside it, so that a
        customer's row does not tell of them a second time.
        """
        columns = list(FLAT[what])
        if what == "customers":
            own = exportflat.own_fields(self.conn)
            columns[-1:-1] = [FlatColumn("custom", label, label) for _id, label in own]
            rows = exportflat.customers(self.conn, self.ids, [id for id, _label in own])
        else:
            rows = _READ[what](self.conn, self.ids)
        if apart:
            kept = [column.field not in _TOLD_APART for column in columns]
            columns = list(compress(columns, kept))
            rows = (tuple(compress(row, kept)) for row in rows)
        return Flat(
            _unlike([column.heading(self.lang) for column in columns]),
            [column.kind for column in columns],
            _in_words(rows, columns),
        )

    def tables(self, what: str) -> Iterator[tuple[str, Iterator[Row]]]:
        """The tables of the complete format, each with its rows."""
        limit = None if self.whole else self.ids
        for table in PARTS[what]:
            yield table, export.rows(self.conn, table, limit)

    def cards(self) -> Iterator[Card]:
        """Every customer's card."""
        for id in self.ids:
            card = customers.card(self.conn, id)
            if card is not None:
                yield card


def filled(rows: Iterator[Cells]) -> Iterator[Cells] | None:
    """The same rows, or None where there are none."""
    first = next(rows, None)
    return None if first is None else chain([first], rows)


def _in_words(rows: Iterable[exportflat.Cells], columns: Sequence[FlatColumn]) -> Iterator[Cells]:
    """The rows with words in place of codes."""
    tables = {**CODES, "status": STATUS}
    coded = [
        (at, {code: _(words) for code, words in tables[column.codes].items()})
        for at, column in enumerate(columns)
        if column.codes
    ]
    if not coded:
        yield from rows
        return
    for row in rows:
        made = list(row)
        for at, words in coded:
            if code := made[at]:
                made[at] = words.get(str(code), code)
        yield made


def _unlike(headings: Sequence[str]) -> list[str]:
    """The headings, counted where two are the same."""
    seen: dict[str, int] = {}
    made = []
    for heading in headings:
        number = seen[heading.casefold()] = seen.get(heading.casefold(), 0) + 1
        made.append(heading if number == 1 else f"{heading} ({number})")
    return made
