"""The list of customers: which of them, in what order, and what there is to filter by."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from crmtui.domain.customers import GRADES, STAGES, Facets
from crmtui.domain.search import Query, match, match_characters
from crmtui.reads.search import FEW, MATCHING, MATCHING_FEW, leading

COUNT = (
    "SELECT (SELECT count(*) FROM customer) - "
    "(SELECT count(*) FROM customer WHERE archived_at IS NOT NULL)"
)
FACETS = (
    "SELECT grade, stage, CASE WHEN province <> '' THEN province ELSE city END, owner, count(*) "
    "FROM customer WHERE (archived_at IS NOT NULL) = ? GROUP BY 1, 2, 3, 4"
)
TAG_FACETS = (
    "SELECT t.name, count(*) FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
    "JOIN customer c ON c.id = ct.customer_id WHERE (c.archived_at IS NOT NULL) = ? "
    "GROUP BY t.name ORDER BY 2 DESC, 1"
)

_NATURAL = {"touch": "last_touch_on", "name": "sort_key", "added": "added_on"}
_TAGGED = "SELECT ct.customer_id FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id"
_UNTAGGED = "id NOT IN (SELECT customer_id FROM customer_tag)"
_LEADING_SHOWN = 1000  # names that are, or begin with, what was typed go to the top of a list


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
    sort: str = "touch",
    descending: bool = False,
) -> list[int]:
    """All customers that fit, in this order; an empty group lets everything through.

    A query in the order latest touch first has exact names and beginnings of names on top.
    Customers without a next step come last either way.
    """
    wanted = _Wanted(archived)
    wanted.one_of("grade", grades)
    wanted.one_of("stage", stages)
    wanted.one_of("owner", owners)
    wanted.in_regions(regions)
    wanted.tagged(tags)
    if query is not None and not wanted.found_by(conn, query):
        return []
    sql = (
        f"SELECT id FROM customer WHERE {wanted.where()} ORDER BY {wanted.order(sort, descending)}"
    )
    found = [row[0] for row in conn.execute(sql, wanted.values)]
    if query is not None and sort == "touch" and descending:
        return _likeliest_first(conn, query, found, archived)
    return found


def _likeliest_first(
    conn: sqlite3.Connection, query: Query, found: list[int], archived: bool
) -> list[int]:
    first = leading(conn, query, _LEADING_SHOWN, archived=archived)
    if not first:
        return found
    fitting = frozenset(found)
    first = [id for id in first if id in fitting]
    ahead = frozenset(first)
    return first + [id for id in found if id not in ahead]


class _Wanted:
    """Conditions on customers as SQL, with their values."""

    def __init__(self, archived: bool) -> None:
        self.conditions = [f"archived_at IS {'NOT ' if archived else ''}NULL"]
        self.values: list[str] = []
        self.few = False
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

    def found_by(self, conn: sqlite3.Connection, query: Query) -> bool:
        """Has every word, or failing that their characters; False where nobody has."""
        for expression in (match(query), match_characters(query)):
            if not expression:
                return False
            given = {"match": expression, "few": FEW + 1}
            if hits := len(conn.execute(MATCHING_FEW, given).fetchall()):
                # Many are picked while walking an index, a few looked up and sorted.
                column = "id" if hits <= FEW else "+id"
                self.conditions.append(f"{column} IN ({MATCHING.replace(':match', '?')})")
                self.values.append(expression)
                self.few = hits <= FEW
                return True
        return False

    def where(self) -> str:
        """The conditions in one."""
        return " AND ".join(self.conditions)

    def order(self, sort: str, descending: bool) -> str:
        """The order; where rows are looked at in full anyway, reading them in turn is faster."""
        way = " DESC" if descending else ""
        if sort == "next":
            return f"next_due_on IS NULL, next_due_on{way}, last_touch_on DESC, id DESC"
        if sort == "grade":
            return f"CASE grade WHEN '' THEN 'C+' ELSE grade END{way}, sort_key, id"
        plus = "+" if self.few or self.scans else ""
        return f"{plus}{_NATURAL[sort]}{way}, {plus}id{way}"


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def count(conn: sqlite3.Connection) -> int:
    """How many customers there are, without archived ones."""
    (found,) = conn.execute(COUNT).fetchone()
    return int(found)


def facets(conn: sqlite3.Connection, *, archived: bool = False) -> Facets:
    """The values customers have in each group, with how many have it."""
    groups = [Counter[str]() for _group in range(4)]
    for *values, number in conn.execute(FACETS, (int(archived),)):
        for group, value in zip(groups, values, strict=True):
            group[value] += number
    grades, stages, regions, owners = groups
    return Facets(
        grades=_ordered(grades, (*GRADES, "")),
        stages=_ordered(stages, (*STAGES, "")),
        tags=dict(conn.execute(TAG_FACETS, (int(archived),)).fetchall()),
        regions=_ordered(regions),
        owners=_ordered(owners),
    )


def _ordered(counts: Mapping[str, int], order: tuple[str, ...] = ()) -> dict[str, int]:
    """By a given order, else the most frequent first and customers without a value last."""
    known = [value for value in order if value in counts]
    others = sorted((v for v in counts if v not in order), key=lambda v: (not v, -counts[v], v))
    return {value: counts[value] for value in (*known, *others)}
