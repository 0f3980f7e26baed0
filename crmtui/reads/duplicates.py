"""Pairs of customers, or of contacts, that may be doubled in what is there already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from crmtui.domain import duplicates
from crmtui.domain.customers import region
from crmtui.domain.duplicates import (
    MOST_SHARERS,
    Candidate,
    Doubles,
    Pair,
    Progress,
    Scored,
    Shared,
    Side,
)
from crmtui.domain.folding import Simplify, person_key, unchanged
from crmtui.domain.likeness import names_parts
from crmtui.domain.namekeys import company_keys
from crmtui.domain.quiet import no_collecting
from crmtui.reads.rows import Row, each

CUSTOMERS = "SELECT id, name, short_name, province, city, kind, sort_key FROM customer ORDER BY id"
CONTACTS = "SELECT id, name, customer_id FROM contact WHERE archived_at IS NULL ORDER BY id"
_KINDS = "('mobile', 'phone', 'whatsapp', 'email', 'wechat', 'qq')"
_SHARED = (
    "SELECT t.normal, t.{owner}, t.kind, t.value, p.name FROM contact_point t "
    "JOIN contact p ON p.id = t.contact_id WHERE p.archived_at IS NULL AND t.normal <> '' "
    f"AND t.kind IN {_KINDS} AND t.normal IN (SELECT s.normal FROM contact_point s "
    f"WHERE s.normal <> '' AND s.kind IN {_KINDS} GROUP BY s.normal "
    "HAVING count(*) > 1) ORDER BY t.normal, t.{owner}, t.id"
)
SHARED_BY_CUSTOMERS = _SHARED.format(owner="customer_id")
SHARED_BY_CONTACTS = _SHARED.format(owner="contact_id")
NOT_SAME = "SELECT one, other FROM not_same WHERE kind = ?"
SIDES = (
    "SELECT c.id, c.number, c.name, c.province, c.city, coalesce((SELECT t.value "
    "FROM contact_point t JOIN contact p ON p.id = t.contact_id WHERE t.customer_id = c.id "
    "AND t.kind IN ('mobile', 'phone', 'whatsapp') AND p.archived_at IS NULL "
    "ORDER BY p.is_primary DESC, p.id, t.id LIMIT 1), ''), c.id, c.name "
    "FROM customer c WHERE c.id IN ({marks})"
)
SIDES_OF_CONTACTS = (
    "SELECT p.id, c.number, p.name, c.province, c.city, coalesce((SELECT t.value "
    "FROM contact_point t WHERE t.contact_id = p.id AND t.kind IN ('mobile', 'phone', 'whatsapp') "
    "ORDER BY t.id LIMIT 1), ''), c.id, c.name FROM contact p "
    "JOIN customer c ON c.id = p.customer_id WHERE p.id IN ({marks})"
)


def pairs(
    conn: sqlite3.Connection, limit: int, *, kind: str = "customer", decided: bool = False
) -> list[Pair]:
    """The likeliest pairs, at most `limit`; see `find`."""
    return find(conn, limit, kind=kind, decided=decided).pairs


def find(
    conn: sqlite3.Connection,
    limit: int | None,
    *,
    kind: str = "customer",
    decided: bool = False,
    simplify: Simplify = unchanged,
    progress: Progress | None = None,
) -> Doubles:
    """The likeliest pairs of customers or contacts, at most `limit`, and how many there are.

    `decided`: with those of which the user said that they are two. A hundred thousand customers
    take some seconds; `progress` is told how far it is.
    """
    known = {(one, other) for one, other in conn.execute(NOT_SAME, (kind,))}
    with no_collecting():
        candidates, scored = _scored(conn, kind, simplify, progress)
        ids = [candidate.id for candidate in candidates]
        if not decided and known:
            scored = [one for one in scored if (ids[one.one], ids[one.other]) not in known]
    wanted = scored if limit is None else scored[:limit]
    sides = _sides(conn, kind, {ids[at] for pair in wanted for at in (pair.one, pair.other)})
    made = [
        Pair(
            kind,
            sides[ids[pair.one]],
            sides[ids[pair.other]],
            pair.score,
            pair.why,
            (ids[pair.one], ids[pair.other]) in known,
        )
        for pair in wanted
    ]
    return Doubles(made, len(scored))


def _scored(
    conn: sqlite3.Connection, kind: str, simplify: Simplify, progress: Progress | None
) -> tuple[list[Candidate], list[Scored]]:
    if kind == "customer":
        candidates = _customers(conn, simplify)
        sharing = _sharing(candidates, conn.execute(SHARED_BY_CUSTOMERS))
        meeting = duplicates.meeting_by_name(candidates, progress)
        return candidates, duplicates.find(candidates, sharing, duplicates.judge_customers, meeting)
    candidates = _contacts(conn, simplify)
    sharing = _sharing(candidates, conn.execute(SHARED_BY_CONTACTS))
    meeting = duplicates.meeting_by_group(candidates)
    return candidates, duplicates.find(candidates, sharing, duplicates.judge_contacts, meeting)


def _customers(conn: sqlite3.Connection, simplify: Simplify) -> list[Candidate]:
    rows = conn.execute(CUSTOMERS).fetchall()
    names = [row[1] for row in rows]
    sounds = [_sound(row[1], row[6]) for row in rows]
    shorts = company_keys([row[2] for row in rows])
    return [
        Candidate(row[0], parts._replace(person=row[5] == "person"), short, row[3], row[4])
        for row, parts, short in zip(
            rows, names_parts(names, sounds, simplify=simplify), shorts, strict=True
        )
    ]


def _sound(name: str, sort_key: str) -> str:
    """The pinyin that a sort key begins with; '' where the name has none."""
    return sort_key.removesuffix(name.casefold()).rstrip()


def _contacts(conn: sqlite3.Connection, simplify: Simplify) -> list[Candidate]:
    rows = conn.execute(CONTACTS).fetchall()
    names = [row[1] for row in rows]
    parts = names_parts(names, [""] * len(names), person=True, simplify=simplify)
    return [
        Candidate(row[0], part, "", "", "", row[2]) for row, part in zip(rows, parts, strict=True)
    ]


def _sharing(
    candidates: Sequence[Candidate], rows: Iterable[Row]
) -> dict[tuple[int, int], list[Shared]]:
    """Pairs of places with the phones and addresses they have in common."""
    places = {candidate.id: at for at, candidate in enumerate(candidates)}
    found: dict[tuple[int, int], list[Shared]] = {}
    normal, owners = "", dict[int, tuple[str, str, set[str]]]()

    def close() -> None:
        if 2 <= len(owners) <= MOST_SHARERS:
            for pair, shared in _each_with_each(owners):
                found.setdefault(pair, []).append(shared)

    for given, owner, kind, value, name in rows:
        if given != normal:
            close()
            normal, owners = given, {}
        if owner in places:
            entry = owners.setdefault(places[owner], (kind, value, set()))
            entry[2].add(person_key(name))
    close()
    return found


def _each_with_each(
    owners: dict[int, tuple[str, str, set[str]]],
) -> Iterable[tuple[tuple[int, int], Shared]]:
    for one, (kind, value, names) in owners.items():
        for other, (_kind, _value, others) in owners.items():
            if one < other:
                yield (one, other), Shared(kind, value, bool((names & others) - {""}))


def _sides(conn: sqlite3.Connection, kind: str, ids: Iterable[int]) -> dict[int, Side]:
    sql = SIDES if kind == "customer" else SIDES_OF_CONTACTS
    return {
        row[0]: Side(row[0], row[1], row[2], region(row[3], row[4]), *row[5:])
        for row in each(conn, sql, sorted(ids))
    }
