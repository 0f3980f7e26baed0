"""The list of customers: which of them, and in what order."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import compress

from crmtui.domain.search import Query, match, match_characters
from crmtui.reads.connection import remembered
from crmtui.reads.search import FEW, MATCHING, MATCHING_FEW, leading_sets

GRADES_OF = "SELECT grade, group_concat(id) FROM customer GROUP BY grade"
LISTED = "SELECT id FROM customer WHERE {where} ORDER BY {order}"
AS_ONE_TEXT = "SELECT group_concat(id) FROM ({select})"
WITH_NEXT = "SELECT id FROM customer WHERE next_due_on IS NOT NULL ORDER BY next_due_on, id"

_COLUMNS = {"touch": "last_touch_on", "name": "sort_key", "added": "added_on"}
_GRADES_IN_ORDER = ("A", "B", "C", "", "D")
_TAGGED = "SELECT ct.customer_id FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id"
_UNTAGGED = "id NOT IN (SELECT customer_id FROM customer_tag)"


def ids(
    conn: sqlite3.Connection,
    *,
    query: Query | None = None,
    grades: Collection[str] = (),
    stages: Collection[str] = (),
    tags: Collection[str] = (),
    regions: Collection[str] = (),
    owners: Collection[str] = (),
    archived: bool = False,
    hidden_on: date | None = None,
    sort: str = "touch",
    descending: bool = False,
) -> list[int]:
    """All customers that fit, in this order; an empty group lets everything through.

    A query in the order latest touch first has exact names and beginnings of names on top.
    Customers without a next step come last either way. hidden_on: only those that are kept out of
    the queue on this day.
    """
    wanted = _Wanted(archived)
    wanted.one_of("grade", grades)
    wanted.one_of("stage", stages)
    wanted.one_of("owner", owners)
    wanted.in_regions(regions)
    wanted.tagged(tags)
    wanted.hidden(hidden_on)
    if query is None:
        return list(_everybody(conn, wanted, sort, descending))
    expression, few = _expression(conn, query)
    if not expression:
        return []
    if few and sort in _COLUMNS:
        found = _numbers(conn, wanted.matching(expression).sql(sort, descending), wanted.values)
    else:
        hits = _numbers(conn, MATCHING.replace(":match", "?"), [expression])
        found = _among(hits, _everybody(conn, wanted, sort, descending))
    likely = sort == "touch" and descending
    return _likeliest_first(conn, query, found) if likely else found


def _expression(conn: sqlite3.Connection, query: Query) -> tuple[str, bool]:
    """What finds somebody: the words, else their characters, else ''; whether it finds few."""
    for expression in (match(query), match_characters(query)):
        given = {"match": expression, "few": FEW + 1}
        if expression and (hits := len(conn.execute(MATCHING_FEW, given).fetchall())):
            return expression, hits <= FEW
    return "", True


def _likeliest_first(conn: sqlite3.Connection, query: Query, found: list[int]) -> list[int]:
    exact, begun = leading_sets(conn, query)
    if not exact and not begun:
        return found
    groups: tuple[list[int], list[int], list[int]] = [], [], []
    for id in found:
        groups[0 if id in exact else 1 if id in begun else 2].append(id)
    return [*groups[0], *groups[1], *groups[2]]


def _everybody(conn: sqlite3.Connection, wanted: _Wanted, sort: str, descending: bool) -> list[int]:
    """All that fit the filters, in order; remembered while one types a query."""
    key = (sort, descending, wanted.where(), tuple(wanted.values))

    def read() -> list[int]:
        if sort == "grade":
            return _by_grade(conn, _everybody(conn, wanted, "name", False), descending)
        if sort == "next":
            return _by_next_step(conn, _everybody(conn, wanted, "touch", True), descending)
        return _numbers(conn, wanted.sql(sort, descending), wanted.values)

    return remembered(conn, key, read)


def _by_grade(conn: sqlite3.Connection, by_name: list[int], descending: bool) -> list[int]:
    rank = bytearray(max(by_name, default=0) + 1)
    for grade, joined in conn.execute(GRADES_OF):
        place = _GRADES_IN_ORDER.index(grade)
        for id in _split(joined):
            if id < len(rank):
                rank[id] = place
    return sorted(by_name, key=rank.__getitem__, reverse=descending)


def _by_next_step(conn: sqlite3.Connection, by_touch: list[int], descending: bool) -> list[int]:
    planned = _numbers(conn, WITH_NEXT, ())
    have = frozenset(planned)
    fitting = _among(by_touch, planned)
    return fitting[:: -1 if descending else 1] + [id for id in by_touch if id not in have]


def _among(some: Sequence[int], ordered: list[int]) -> list[int]:
    """Those of `ordered` that are in `some`; a row of flags is a third of the cost of a set."""
    flags = bytearray(max(max(some, default=0), max(ordered, default=0)) + 1)
    for id in some:
        flags[id] = 1
    return list(compress(ordered, map(flags.__getitem__, ordered)))


def _numbers(conn: sqlite3.Connection, sql: str, values: Sequence[str]) -> list[int]:
    """The ids a query gives: as one text they take a third of the time of as many rows."""
    (joined,) = conn.execute(AS_ONE_TEXT.format(select=sql), values).fetchone()
    return _split(joined)


def _split(joined: str | None) -> list[int]:
    from json import loads  # here: a look-up needs no such thing

    numbers: list[int] = loads(f"[{joined or ''}]")
    return numbers


class _Wanted:
    """Conditions on customers as SQL, with their values."""

    def __init__(self, archived: bool) -> None:
        self.conditions = [f"archived_at IS {'NOT ' if archived else ''}NULL"]
        self.values: list[str] = []
        self.scans = False  # whether most rows have to be looked at in full

    def one_of(self, column: str, values: Iterable[str]) -> None:
        """The column has one of these values."""
        if chosen := sorted(values):
            self.conditions.append(f"{column} IN ({_marks(chosen)})")
            self.values += chosen
            self.scans = True

    def in_regions(self, values: Iterable[str]) -> None:
        """Province or city is one of these; '' is a customer without either."""
        if chosen := sorted(values):
            marks = _marks(chosen)
            self.conditions.append(
                "(CASE WHEN province <> '' THEN province ELSE city END "
                f"IN ({marks}) OR (city <> '' AND city IN ({marks})))"
            )
            self.values += chosen * 2
            self.scans = True

    def tagged(self, values: Iterable[str]) -> None:
        """Carries one of these tags; '' is a customer without any."""
        chosen = sorted(values)
        ways = [_UNTAGGED] if "" in chosen else []
        if names := [name for name in chosen if name]:
            ways.append(f"id IN ({_TAGGED} WHERE t.name IN ({_marks(names)}))")
            self.values += names
        if ways:
            self.conditions.append(f"({' OR '.join(ways)})")
            self.scans = True

    def hidden(self, on: date | None) -> None:
        """Kept out of the queue on this day; None: it does not matter."""
        if on is not None:
            self.conditions.append("hide_until > ?")
            self.values.append(on.isoformat())
            self.scans = True

    def matching(self, expression: str) -> _Wanted:
        """The same customers where the search finds this."""
        self.conditions.append(f"id IN ({MATCHING.replace(':match', '?')})")
        self.values.append(expression)
        self.scans = True
        return self

    def where(self) -> str:
        """The conditions in one."""
        return " AND ".join(self.conditions)

    def sql(self, sort: str, descending: bool) -> str:
        """The query; where rows are looked at in full anyway, sorting them later is faster."""
        way, plus = " DESC" if descending else "", "+" if self.scans else ""
        order = f"{plus}{_COLUMNS[sort]}{way}, {plus}id{way}"
        return LISTED.format(where=self.where(), order=order)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
