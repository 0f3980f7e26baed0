"""Who can be greeted, who was greeted for a day, and the user's own wordings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crmtui.domain.rounds import Recipient, Target, not_yet
from crmtui.domain.wordings import Wording
from crmtui.reads.occasions import coming
from crmtui.reads.rows import each

_POINT = (
    "coalesce((SELECT t.value FROM contact_point t WHERE t.contact_id = p.id AND t.kind IN "
    "({kinds}) ORDER BY t.id LIMIT 1), '')"
)
_MOBILE = _POINT.format(kinds="'mobile', 'whatsapp'")
_MAIL = _POINT.format(kinds="'email'")
_WECHAT = _POINT.format(kinds="'wechat'")
RECIPIENTS = (
    "SELECT c.id, c.number, c.name, c.short_name, c.kind, c.grade, c.country, p.id, "
    "coalesce(p.name, ''), coalesce(p.sex, ''), coalesce(p.position, ''), "
    "coalesce(p.language, ''), coalesce(p.taboos, ''), coalesce(p.preferred_channel, ''), "
    f"{_MOBILE}, {_MAIL}, {_WECHAT} FROM customer c "
    "LEFT JOIN contact p ON p.customer_id = c.id AND p.archived_at IS NULL "
    "WHERE c.archived_at IS NULL AND c.grade <> 'D' AND c.stage <> 'lost' AND c.id IN ({marks}) "
    "ORDER BY c.sort_key, c.id, p.is_primary DESC, p.id"
)
GREETED = "SELECT customer_id, contact_id, occasion_id FROM greeting WHERE kind = ? AND day = ?"
WORDINGS = (
    "SELECT kind, language, audience, text, id, name FROM greeting_template ORDER BY kind, id"
)
GIVEN = (
    'SELECT g.id, g.kind, g.day, g.status, g."on", g.channel, g.text, g.gift, g.gift_value, '
    "g.currency, coalesce(p.name, '') FROM greeting g LEFT JOIN contact p ON p.id = g.contact_id "
    'WHERE g.customer_id = ? ORDER BY g."on" DESC, g.id DESC'
)


class Given(NamedTuple):
    """A greeting that was sent, or left out on purpose; gift_value in minor units."""

    id: int
    kind: str
    day: str
    status: str
    on: str
    channel: str
    text: str
    gift: str
    gift_value: int | None
    currency: str
    contact: str


def recipients(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Recipient]:
    """Everybody to greet at these customers, those that are archived, D or lost left out."""
    return [Recipient(*row) for row in each(conn, RECIPIENTS, ids)]


def for_festival(
    conn: sqlite3.Connection, kind: str, day: date, ids: Sequence[int], *, first_only: bool
) -> tuple[list[Target], int]:
    """Whom to greet for a festival, and how many were already; first_only: one a customer."""
    found = recipients(conn, ids)
    if first_only:
        found = list({who.customer_id: who for who in reversed(found)}.values())[::-1]
    return not_yet((Target(who, kind, day) for who in found), greeted(conn, kind, day))


def for_occasions(
    conn: sqlite3.Connection, kind: str, today: date, days: int, ids: Iterable[int] | None
) -> tuple[list[Target], int]:
    """Whom to greet for birthdays and the like of the next days; ids: only these customers."""
    among = None if ids is None else frozenset(ids)
    left: list[Target] = []
    were = 0
    for near in coming(conn, today, days, 10**9, kinds=(kind,)):
        year = near.year
        wanted = [row for row in near.rows if among is None or row.customer_id in among]
        people = {
            (who.customer_id, who.contact_id): who
            for who in recipients(conn, [row.customer_id for row in wanted])
        }
        targets = [
            Target(
                who, kind, near.on, row.id,
                year - row.year if row.year is not None and row.year < year else None,
            )
            for row in wanted
            if (who := _whose(people, row.customer_id, row.contact_id))
        ]  # fmt: skip
        open_ones, done = not_yet(targets, greeted(conn, kind, near.on))
        left += open_ones
        were += done
    return left, were


def _whose(
    people: dict[tuple[int, int | None], Recipient], customer_id: int, contact_id: int | None
) -> Recipient | None:
    """The contact whose day it is; for a day of the customer's the first one there is."""
    if contact_id is not None:
        return people.get((customer_id, contact_id))
    return next((who for (customer, _), who in people.items() if customer == customer_id), None)


def greeted(
    conn: sqlite3.Connection, kind: str, day: date
) -> frozenset[tuple[int, int | None, int | None]]:
    """Who was greeted for a day, or left out on purpose: customer, contact, occasion."""
    return frozenset(conn.execute(GREETED, (kind, day.isoformat())))


def wordings(conn: sqlite3.Connection) -> tuple[Wording, ...]:
    """The user's own wordings."""
    return tuple(map(Wording._make, conn.execute(WORDINGS)))


def given(conn: sqlite3.Connection, customer_id: int) -> list[Given]:
    """The greetings and gifts a customer got, the latest first."""
    return list(map(Given._make, conn.execute(GIVEN, (customer_id,))))
