"""How many customers there are, and what there is to filter them by."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from crmtui.domain.customers import GRADES, STAGES, Facets

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
