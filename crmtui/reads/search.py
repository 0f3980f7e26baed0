"""Finding customers by what a user typed: exact names first, then names that begin so, then all.

Every step gives its customers most recently touched first. A few hits are looked up and sorted;
many are picked while walking the index of touches, which ends as soon as there are enough.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from crmtui.domain.dialling import found_as, is_one_number, national
from crmtui.domain.folding import company_key
from crmtui.domain.search import Query, match, match_characters, of_names
from crmtui.reads.rows import each

FEW = 500  # so many hits are faster sorted than picked from the index
MOST = 2**31  # a LIMIT that is none
FEWEST_OF_A_PHONE = 4  # digits by which people tell a phone; fewer are those of many
_LAST = "\U0010ffff"  # sorts after whatever may follow a prefix

MATCHING = "SELECT rowid AS id FROM search WHERE search MATCH :match"
MATCHING_FEW = f"{MATCHING} LIMIT :few"
EXACT = (
    "SELECT id FROM customer WHERE name_key IN (:key, :folded) "
    "UNION SELECT id FROM customer WHERE number IN (:text, :upper) "
    "UNION SELECT id FROM customer WHERE short_name <> '' AND short_name = :text "
    "UNION SELECT customer_id FROM contact WHERE name = :text AND archived_at IS NULL"
)
BEGINNING = (
    "SELECT id FROM customer WHERE name_key >= :key AND name_key < :key_end "
    "UNION ALL SELECT id FROM customer "
    "WHERE short_name <> '' AND short_name >= :text AND short_name < :text_end "
    "UNION ALL SELECT customer_id FROM contact "
    "WHERE name >= :text AND name < :text_end AND archived_at IS NULL"
)
BEGINNING_FEW = f"{BEGINNING} LIMIT :few"
LOOKED_UP = (
    "SELECT coalesce(last_touch_on, ''), id FROM customer "
    "WHERE (archived_at IS NOT NULL) = ? AND id IN ({marks})"
)
# The plus keeps SQLite from looking up every id of the source and sorting them all.
MATCHING_LATEST = (
    f"SELECT id FROM customer WHERE +id IN ({MATCHING}) AND (archived_at IS NOT NULL) = :archived "
    "ORDER BY last_touch_on DESC, id DESC LIMIT :most"
)
BEGINNING_LATEST = (
    f"SELECT id FROM customer WHERE +id IN ({BEGINNING}) AND (archived_at IS NOT NULL) = :archived "
    "ORDER BY last_touch_on DESC, id DESC LIMIT :most"
)


def find_ids(
    conn: sqlite3.Connection, query: Query, limit: int, *, archived: bool = False
) -> list[int]:
    """At most `limit` customers that have every word of the query, the likeliest first."""
    limit = min(limit, MOST)
    found = leading(conn, query, limit, archived=archived)
    if len(found) < limit:
        known = frozenset(found)
        hits = _matching(conn, query, archived, limit + len(found), fall_back=not found)
        found += [id for id in hits if id not in known]
    return found[:limit]


def leading(
    conn: sqlite3.Connection, query: Query, limit: int, *, archived: bool = False
) -> list[int]:
    """Those whose name, number or phone is what was typed, then those whose name begins so."""
    if not query.words:
        return []
    typed = _typed(query)
    found = _sorted(conn, _exact(conn, query, typed), archived)
    if len(found) < limit:
        known = frozenset(found)
        most = limit + len(found)
        begun = _latest(conn, (BEGINNING_FEW, BEGINNING_LATEST), typed, archived, most)
        found += [id for id in dict.fromkeys(begun) if id not in known]
    return found[:limit]


def named_ids(
    conn: sqlite3.Connection, query: Query, limit: int, *, archived: bool = False
) -> list[int]:
    """As find_ids, but of those only whose name or phone has one of the words."""
    found = leading(conn, query, limit, archived=archived)
    if query.words and len(found) < limit:
        known = frozenset(found)
        ways = (MATCHING_FEW, MATCHING_LATEST)
        for expression in (match(query), match_characters(query)):
            given = {"match": of_names(query, expression)}
            hits = _latest(conn, ways, given, archived, limit + len(known))
            found += [id for id in hits if id not in known]
            if found:
                break
    return found[:limit]


def of_digits(
    conn: sqlite3.Connection, query: Query, limit: int, *, archived: bool = False
) -> list[int]:
    """Those that are called by these digits, or whose phone begins or ends with them."""
    digits = "".join(word.digits for word in query.words)
    found = _exact(conn, query, _typed(query))
    if len(digits) >= FEWEST_OF_A_PHONE:
        ways = " OR ".join(found_as(digits, plus=False))
        given = {"match": f"phones : ({ways})", "few": FEW}
        found += [row[0] for row in conn.execute(MATCHING_FEW, given)]
    return _sorted(conn, found, archived)[:limit]


def leading_sets(conn: sqlite3.Connection, query: Query) -> tuple[frozenset[int], frozenset[int]]:
    """Whose name, number or phone is what was typed; whose name begins so. Archived as well."""
    typed = _typed(query)
    begun = frozenset(row[0] for row in conn.execute(BEGINNING, typed))
    return frozenset(_exact(conn, query, typed)), begun


def _matching(
    conn: sqlite3.Connection, query: Query, archived: bool, most: int, fall_back: bool
) -> list[int]:
    """Those that have all words; where nobody has them as typed, their characters anywhere."""
    if not query.words:
        return []
    ways = (MATCHING_FEW, MATCHING_LATEST)
    hits = _latest(conn, ways, {"match": match(query)}, archived, most)
    if not hits and fall_back:
        hits = _latest(conn, ways, {"match": match_characters(query)}, archived, most)
    return hits


def _typed(query: Query) -> dict[str, str]:
    """The query as a name, in the forms that names are stored in."""
    text = " ".join(word.text for word in query.words)
    key = "".join(token for word in query.words for token in word.tokens)
    return {
        "text": text,
        "text_end": text + _LAST,
        "upper": text.upper(),
        "key": key,
        "key_end": key + _LAST,
        "folded": company_key(text),
    }


def _exact(conn: sqlite3.Connection, query: Query, typed: Mapping[str, str]) -> list[int]:
    found = [row[0] for row in conn.execute(EXACT, typed)]
    digits = "".join(word.digits for word in query.words)
    if is_one_number(digits) and all(word.digits for word in query.words):
        dialled = digits.lstrip("0")
        numbers = " OR ".join(f'"{number}"' for number in {dialled, national(dialled)} if number)
        given = {"match": f"phones : ({numbers})", "few": FEW}
        found += [row[0] for row in conn.execute(MATCHING_FEW, given)] if numbers else []
    return found


def _latest(
    conn: sqlite3.Connection,
    ways: tuple[str, str],
    given: Mapping[str, str],
    archived: bool,
    most: int,
) -> list[int]:
    """The customers of a source, most recently touched first; `ways`: a few of it, all of it."""
    few, latest = ways
    ids = [row[0] for row in conn.execute(few, {**given, "few": FEW + 1})]
    if len(ids) <= FEW:
        return _sorted(conn, ids, archived)[:most]
    picked = {**given, "archived": int(archived), "most": min(most, MOST)}
    return [row[0] for row in conn.execute(latest, picked)]


def _sorted(conn: sqlite3.Connection, ids: Sequence[int], archived: bool) -> list[int]:
    found = set(each(conn, LOOKED_UP, ids, int(archived)))
    return [id for _touched, id in sorted(found, reverse=True)]
