"""Reading customers: lists, look-ups, cards. The one name callers need to know."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crmtui.domain.clean import clean
from crmtui.domain.customers import CustomerLine
from crmtui.domain.folding import Simplify, company_key, unchanged
from crmtui.domain.search import Query, parse_query
from crmtui.reads.connection import DATA_VERSION
from crmtui.reads.facets import count, facets
from crmtui.reads.lines import found, lines
from crmtui.reads.listing import ids
from crmtui.reads.search import find_ids, leading, named_ids, of_digits

if TYPE_CHECKING:
    from crmtui.domain.cards import Card, CustomField

__all__ = [
    "alike",
    "card",
    "count",
    "custom_fields",
    "facets",
    "find",
    "found",
    "ids",
    "lines",
    "merged_into",
    "resolve",
    "starting",
    "version",
]

RESOLVED_MOST = 20  # customers to choose from when words fit several
MOST_ZEROS = 10  # 21 is tried as 021, 0021, … as well

BY_NUMBER = "SELECT id FROM customer WHERE number = ?"
BY_ZEROS = f"SELECT id FROM customer WHERE number IN ({', '.join('?' * MOST_ZEROS)})"
BY_NAME = "SELECT id FROM customer WHERE name_key = ? AND archived_at IS NULL"
BY_POINT = (
    "SELECT t.customer_id FROM contact_point t JOIN customer c ON c.id = t.customer_id "
    "WHERE t.normal = ? AND t.normal <> '' AND c.archived_at IS NULL"
)
FORMER = (
    "SELECT a.customer_id FROM alias a WHERE a.contact_id IS NULL AND a.number = :text "
    "AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.number = :text) ORDER BY a.id DESC LIMIT 1"
)
NUMBERS_BEGINNING = (
    "SELECT id FROM customer WHERE number >= ? AND number < ? AND archived_at IS NULL "
    "ORDER BY number LIMIT ?"
)
LATEST = (
    "SELECT id FROM customer WHERE archived_at IS NULL ORDER BY last_touch_on DESC, id DESC LIMIT ?"
)


def card(conn: sqlite3.Connection, customer_id: int, *, history: int | None = None) -> Card | None:
    """Everything on one customer's card, or None; `history`: at most so many interactions."""
    from crmtui.reads import cards  # here, because lists need none of the card's classes

    return cards.card(conn, customer_id, history=history)


def custom_fields(conn: sqlite3.Connection) -> list[CustomField]:
    """The user's own fields, in their order."""
    from crmtui.reads import cards

    return cards.custom_fields(conn)


def find(
    conn: sqlite3.Connection, query: Query, limit: int, *, archived: bool = False
) -> list[CustomerLine]:
    """Customers that have every word: exact, then beginning so, then most recently touched.

    `archived`: among those put away, instead of the others.
    """
    return lines(conn, find_ids(conn, query, limit, archived=archived))


def resolve(
    conn: sqlite3.Connection, text: str, simplify: Simplify = unchanged
) -> list[CustomerLine]:
    """The customers a CUSTOMER argument may mean, at most 20: a number, id:12, or words.

    A customer's own number means that customer alone, and so does its whole name, and 21 where the
    number is written 0021.
    Digits that are nobody's number never stand for a word, and one word must be in a name or a
    phone: a remark that tells of somebody would hit a stranger. Archived customers are looked at
    only where no other fits.
    """
    text = clean(text)
    if text[:3].casefold() == "id:":
        digits = text[3:].strip()
        plain = digits.isascii() and digits.isdigit() and len(digits) < 18
        return lines(conn, [int(digits)]) if plain else []
    if row := conn.execute(BY_NUMBER, (text,)).fetchone():
        return lines(conn, [row[0]])
    whole = conn.execute(BY_NAME, (company_key(text),)).fetchall()
    if len(whole) == 1 and text:
        return lines(conn, [whole[0][0]])
    query = parse_query(text, simplify)
    look = named_ids
    if text.isascii() and text.isdigit():
        if padded := _by_zeros(conn, text):
            return lines(conn, padded)
        look = of_digits
    live = look(conn, query, RESOLVED_MOST)
    return lines(conn, live or look(conn, query, RESOLVED_MOST, archived=True))


def merged_into(conn: sqlite3.Connection, number: str) -> CustomerLine | None:
    """The customer that the one of this number was merged into; None where the number is in use."""
    row = conn.execute(FORMER, {"text": clean(number)}).fetchone()
    return next(iter(lines(conn, [row[0]])), None) if row else None


def _by_zeros(conn: sqlite3.Connection, digits: str) -> list[int]:
    """The customers whose number is the same but for the zeros before it."""
    bare = digits.lstrip("0")
    if not bare:
        return []
    numbers = ["0" * zeros + bare for zeros in range(MOST_ZEROS)]
    return [row[0] for row in conn.execute(BY_ZEROS, numbers)]


def alike(conn: sqlite3.Connection, name: str, normals: Iterable[str]) -> list[CustomerLine]:
    """Customers of this name, or with one of these phones or mail addresses in normal form."""
    found = conn.execute(BY_NAME, (company_key(clean(name)),)).fetchall()
    for normal in normals:
        found += conn.execute(BY_POINT, (normal,)).fetchall()
    return lines(conn, list(dict.fromkeys(row[0] for row in found))[:RESOLVED_MOST])


def starting(
    conn: sqlite3.Connection, typed: str, limit: int, simplify: Simplify = unchanged
) -> list[CustomerLine]:
    """Customers to complete a word with: whose name or number begins with it; '': the latest."""
    if not typed.strip():
        return lines(conn, [row[0] for row in conn.execute(LATEST, (limit,))])
    end = typed + "\U0010ffff"
    numbers = [row[0] for row in conn.execute(NUMBERS_BEGINNING, (typed, end, limit))]
    names = leading(conn, parse_query(typed, simplify), limit)
    return lines(conn, list(dict.fromkeys((*numbers, *names)))[:limit])


def version(conn: sqlite3.Connection) -> tuple[int, ...]:
    """Differs from the last answer on this connection when another one changed the database."""
    return tuple(conn.execute(DATA_VERSION).fetchone())
