"""A made-up book of customers as large as the benchmarks need, with everything that hangs on it.

python -m tests.bench.database PATH [CUSTOMERS [INTERACTIONS [FOLLOW_UPS]]]
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from crmtui import zh
from crmtui.domain.interactions import is_touch
from crmtui.domain.rhythm import contact_due, is_live, rhythm_for
from crmtui.domain.search import build_doc, company_key
from crmtui.domain.sortkey import sort_key
from crmtui.settings import Settings
from tests.bench import words
from tests.support import fresh

TODAY = date(2026, 11, 23)
Made = tuple[object, ...]


class _Book:
    """The rows as they are made: what later rows must know of earlier ones."""

    def __init__(self, customers: int, interactions: int, follow_ups: int, seed: int) -> None:
        self.random = Random(seed)
        self.customers = customers
        self.interactions = interactions
        self.follow_ups = follow_ups
        # In the book of many years most steps are done; else most are still to come.
        self.open_every = (0, 1, 1, 1) if follow_ups <= customers else (1, 0, 0, 0)
        self.grades: list[str] = []
        self.stages: list[str] = []
        self.archived: list[bool] = []
        self.added: list[date] = []
        self.names: list[str] = []
        self.people: list[str] = []
        self.phones: list[str] = []
        self.rest: list[str] = []
        self.touched: list[date | None] = [None] * (customers + 1)
        self.next_due: list[date | None] = [None] * (customers + 1)
        self.history: list[list[str]] = [[] for _ in range(customers + 1)]
        self._make_customers()

    def _make_customers(self) -> None:
        pick, chance = self.random.choices, self.random.random
        for number in range(self.customers):
            self.grades.append(pick(("A", "B", "C", "", "D"), (4, 11, 30, 20, 35))[0])
            self.stages.append(pick(words.STAGES, (10, 15, 45, 20, 5, 5))[0])
            self.archived.append(chance() < 0.03)
            self.added.append(TODAY - timedelta(days=self.random.randrange(30, 1500)))
            self.names.append(words.company(self.random))
            self.people.append(words.person(self.random))
            prefix = self.random.choice(("138", "139", "136", "158", "186", "177"))
            self.phones.append(f"{prefix}{self.random.randrange(10**8):08d}")
            self.rest.append(words.note(self.random) if number % 3 == 0 else "")

    def rows_of_customers(self) -> Iterator[Made]:
        for at in range(self.customers):
            name, id = self.names[at], at + 1
            province, city = words.place(self.random)
            due = self._due(at)
            yield (
                id,
                f"customer-{id:06d}",
                self._number(id),
                name,
                words.short(name),
                self.grades[at],
                self.stages[at],
                province,
                city,
                self.random.choice(words.INDUSTRIES),
                self.random.choice(words.OWNERS),
                self.rest[at],
                f"{self.added[at]}T03:00:00Z" if self.archived[at] else None,
                self.added[at].isoformat(),
                sort_key(name, zh.pinyin_keys(name, False)),
                company_key(name),
                _iso(self.touched[id]),
                _iso(due),
                _iso(self.next_due[id]),
            )

    @staticmethod
    def _number(id: int) -> str | None:
        return f"K{id:06d}" if id % 2 else None

    def _due(self, at: int) -> date | None:
        rhythm = rhythm_for(self.grades[at], None)
        if rhythm is None or not is_live(self.grades[at], self.stages[at], self.archived[at]):
            return None
        return contact_due(self.touched[at + 1], self.added[at], at * 7 % 1000, rhythm)

    def rows_of_contacts(self) -> Iterator[Made]:
        for id in range(1, self.customers + 1):
            position = self.random.choice(words.POSITIONS)
            yield id, f"contact-{id:06d}", id, self.people[id - 1], position, 1
        for extra in range(1, self.customers // 4 + 1):
            id = self.customers + extra
            person, position = words.person(self.random), self.random.choice(words.POSITIONS)
            yield id, f"contact-{id:06d}", extra * 4 - 1, person, position, 0

    def rows_of_points(self) -> Iterator[Made]:
        for id, phone in enumerate(self.phones, 1):
            yield id, id, "mobile", f"{phone[:3]} {phone[3:7]} {phone[7:]}", f"+86{phone}"
            if id % 2:
                yield id, id, "wechat", f"wx_{phone[-6:]}", f"wx_{phone[-6:]}"

    def rows_of_interactions(self) -> Iterator[Made]:
        for id in range(1, self.interactions + 1):
            customer = self.random.randrange(1, self.customers + 1)
            # More of them lately than long ago, a few today, none before the card was made.
            ago = 1 + int(700 * self.random.random() ** 1.3) if id % 10_000 else 0
            on = max(TODAY - timedelta(days=ago), self.added[customer - 1])
            kind = self.random.choice(words.KINDS)
            outcome = self.random.choice(("reached", "reached", "", "no_answer"))
            summary = words.summary(self.random)
            touch = is_touch(kind, "out", outcome)
            if touch:
                self.touched[customer] = max(self.touched[customer] or on, on)
            self.history[customer].append(summary)
            yield (
                id,
                f"interaction-{id:06d}",
                customer,
                customer,
                on.isoformat(),
                kind,
                summary,
                outcome,
                int(touch),
                f"{on}T02:00:00Z",
            )

    def rows_of_follow_ups(self) -> Iterator[Made]:
        for id in range(1, self.follow_ups + 1):
            customer = self.random.randrange(1, self.customers + 1)
            is_open = bool(self.open_every[id % 4])
            due = TODAY + timedelta(days=self.random.randrange(-5, 90) if is_open else -id % 400)
            if is_open:
                self.next_due[customer] = min(self.next_due[customer] or due, due)
            status = "open" if is_open else self.random.choice(("done", "superseded"))
            closed = (TODAY - timedelta(days=id % 300)).isoformat()
            yield (
                id,
                f"follow-up-{id:06d}",
                customer,
                customer,
                due.isoformat(),
                self.random.choice(words.STEPS),
                status,
                closed if status == "done" else None,
                self.random.choice((0, 0, 0, 1, 2)),
                f"{due}T02:00:00Z",
            )

    def rows_of_occasions(self) -> Iterator[Made]:
        for id in range(1, self.customers * 6 // 10 + 1):
            born = date(1955, 1, 1) + timedelta(days=self.random.randrange(16000))
            lunar = id % 3 == 0
            day = min(born.day, 30) if lunar else born.day
            year = born.year if id % 2 else None
            customer = id * 10 // 6
            calendar = "lunar" if lunar else "gregorian"
            yield id, f"occasion-{id:06d}", customer, customer, calendar, born.month, day, year

    def rows_of_tags(self) -> Iterator[Made]:
        for customer in range(5, self.customers + 1, 5):
            yield customer, self.random.randrange(1, len(words.TAGS) + 1)

    def rows_of_custom_values(self) -> Iterator[Made]:
        for customer in range(2, self.customers + 1, 2):
            yield customer, 1, self.random.choice(words.CARGO)

    def rows_of_search(self) -> Iterator[Made]:
        for at in range(self.customers):
            phone = self.phones[at]
            doc = build_doc(
                [self.names[at], words.short(self.names[at]), self._number(at + 1) or ""],
                [self.people[at]],
                [(phone, f"+86{phone}")],
                [self.rest[at]] if self.rest[at] else [],
                self.history[at + 1],
                zh.pinyin_keys,
                zh.simplify,
            )
            yield at + 1, doc.names, doc.keys, doc.phones, doc.rest, doc.history


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def build(
    path: Path,
    customers: int = 100_000,
    interactions: int = 300_000,
    follow_ups: int = 20_000,
    seed: int = 20261123,
) -> None:
    """Make a migrated database with this many customers at `path`; the same each time."""
    fresh(path)
    book = _Book(customers, interactions, follow_ups, seed)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("PRAGMA cache_size = -200000")
        conn.execute("BEGIN")
        _fill(conn, book)
        conn.execute("COMMIT")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill(conn: sqlite3.Connection, book: _Book) -> None:
    history = list(book.rows_of_interactions())
    steps = list(book.rows_of_follow_ups())
    _put(conn, "customer", words.CUSTOMER_COLUMNS, book.rows_of_customers())
    _put(conn, "contact", "id uid customer_id name position is_primary", book.rows_of_contacts())
    _put(conn, "contact_point", "customer_id contact_id kind value normal", book.rows_of_points())
    _put(conn, "interaction", words.INTERACTION_COLUMNS, history)
    _put(conn, "follow_up", words.FOLLOW_UP_COLUMNS, steps)
    _put(conn, "occasion", words.OCCASION_COLUMNS, book.rows_of_occasions())
    _put(conn, "tag", "name", ((tag,) for tag in words.TAGS))
    _put(conn, "customer_tag", "customer_id tag_id", book.rows_of_tags())
    _put(conn, "custom_field", "uid key label", [("field-1", "cargo", "货物")])
    _put(conn, "custom_value", "customer_id field_id value", book.rows_of_custom_values())
    _put(conn, "search", "rowid names keys phones rest history", book.rows_of_search())
    _put(conn, "operation", "id at verb", [(1, "2026-11-01T02:00:00.000+00:00", "import")])
    runs = [(1, "customer", 1, book.customers, "insert")]
    _put(conn, "change", "operation_id table_name row_id row_last action", runs)
    settings = Settings(db=Path("x"), config_path=Path("y"))
    _put(conn, "meta", "key value", [("settings", settings.fingerprint())])


def _put(conn: sqlite3.Connection, table: str, columns: str, rows: Iterable[Made]) -> None:
    names = columns.split()
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    conn.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)


def main(arguments: list[str]) -> None:
    """Build one from the command line."""
    start = perf_counter()
    build(Path(arguments[0]), *(int(number) for number in arguments[1:4]))
    print(f"{arguments[0]}: {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
