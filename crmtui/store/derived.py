"""What is computed from the rows and kept beside them: due dates, sort and search keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmtui.domain.folding import company_key
from crmtui.domain.interactions import is_touch
from crmtui.domain.rhythm import contact_due, is_live, rhythm_for
from crmtui.domain.search import SearchDoc, build_doc
from crmtui.domain.sortkey import sort_key

if TYPE_CHECKING:
    from crmtui.settings import Settings

BULK = 5000  # documents from which on the index is written without merging
MERGE_USUAL = 4  # FTS5's own default
# Entries kept in memory before they are written: a third less work for many documents.
BUFFER, BUFFER_USUAL = 4 << 20, 1 << 20  # bytes; the second is FTS5's own default
_BUFFER = "INSERT INTO search (search, rank) VALUES ('hashsize', ?)"
MERGE = "INSERT INTO search (search, rank) VALUES ('automerge', ?)"
CHUNK = 500  # ids in one IN list; SQLite takes 32,766 parameters, older builds 999


@dataclass(frozen=True, slots=True)
class Keys:
    """How names become search keys: pinyin of a name, traditional to simplified."""

    pinyin: Callable[[str, bool], str]
    simplify: Callable[[str], str]


_CUSTOMERS = (
    "SELECT c.id, c.name, c.short_name, coalesce(c.number, ''), c.grade, c.stage, "
    "c.archived_at IS NOT NULL, c.cadence_days, c.added_on, c.spread, "
    'max(CASE WHEN i.is_touch THEN i."on" END) '
    "FROM customer c LEFT JOIN interaction i ON i.customer_id = c.id "
    "WHERE c.id IN ({marks}) GROUP BY c.id"
)
# The plus keeps SQLite from going through the open steps of everybody.
_NEXT = (
    "SELECT customer_id, min(due_on) FROM follow_up "
    "WHERE status = 'open' AND +to_check = 0 AND customer_id IN ({marks}) GROUP BY customer_id"
)
_SET = (
    "UPDATE customer SET sort_key = ?, name_key = ?, last_touch_on = ?, contact_due_on = ?, "
    "next_due_on = ? WHERE id = ?"
)
_PLACES = (
    "SELECT id, province, city, address, industry, source, owner, needs, note, invoice "
    "FROM customer WHERE id IN ({marks})"
)
_PEOPLE = (
    "SELECT customer_id, name, position, hobbies, taboos, family, note "
    "FROM contact WHERE customer_id IN ({marks}) AND archived_at IS NULL"
)
_POINTS = (
    "SELECT customer_id, kind, value, normal FROM contact_point WHERE customer_id IN ({marks})"
)
_TAGS = (
    "SELECT ct.customer_id, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
    "WHERE ct.customer_id IN ({marks})"
)
_CUSTOM = "SELECT customer_id, value FROM custom_value WHERE customer_id IN ({marks})"
_FORMER = "SELECT customer_id, name, number FROM alias WHERE customer_id IN ({marks})"
_HISTORY = "SELECT customer_id, summary FROM interaction WHERE customer_id IN ({marks})"
_STEPS = "SELECT customer_id, what FROM follow_up WHERE customer_id IN ({marks})"
_WRITTEN = "SELECT rowid, names, keys, phones, rest, history FROM search WHERE rowid IN ({marks})"
PHONES = frozenset({"mobile", "phone", "fax", "whatsapp"})


def refresh(
    raw: sqlite3.Connection, customer_ids: Iterable[int], settings: Settings, keys: Keys
) -> None:
    """Recompute the derived columns and the search row of these customers."""
    ids = sorted(customer_ids)  # out of this order FTS5 writes a segment for every row
    with _many(raw, len(ids)):
        for start in range(0, len(ids), CHUNK):
            _refresh_chunk(raw, ids[start : start + CHUNK], settings, keys)


@contextmanager
def _many(raw: sqlite3.Connection, documents: int) -> Iterator[None]:
    """Write many documents without merging, which doubles the time; later writes make up."""
    if documents < BULK:
        yield
        return
    raw.execute(_BUFFER, (BUFFER,))
    raw.execute(MERGE, (0,))
    yield
    raw.execute(MERGE, (MERGE_USUAL,))
    raw.execute(_BUFFER, (BUFFER_USUAL,))


def refresh_all(raw: sqlite3.Connection, settings: Settings, keys: Keys) -> int:
    """Recompute everything derived; gives the number of customers."""
    raw.execute("DELETE FROM search")
    ids = [row[0] for row in raw.execute("SELECT id FROM customer ORDER BY id")]
    refresh(raw, ids, settings, keys)
    raw.execute("INSERT INTO search (search) VALUES ('optimize')")
    return len(ids)


def _refresh_chunk(
    raw: sqlite3.Connection, ids: Sequence[int], settings: Settings, keys: Keys
) -> None:
    made = computed(raw, ids, settings, keys)
    raw.executemany(_SET, made.columns)
    write_docs(raw, _changed(raw, made.docs), new=False)
    gone = [cid for cid in ids if cid not in made.docs]
    raw.executemany("DELETE FROM search WHERE rowid = ?", ((cid,) for cid in gone))


def _changed(raw: sqlite3.Connection, docs: Mapping[int, SearchDoc]) -> dict[int, SearchDoc]:
    """The documents that do not stand there already; comparing is far quicker than indexing."""
    there = {row[0]: row[1:] for row in _query(raw, _WRITTEN, list(docs))}
    return {cid: doc for cid, doc in docs.items() if there.get(cid) != doc}


class Computed(NamedTuple):
    """What belongs beside the rows of some customers."""

    columns: list[tuple[str, str, str | None, str | None, str | None, int]]
    """sort_key, name_key, last_touch_on, contact_due_on, next_due_on, id."""
    docs: dict[int, SearchDoc]


def computed(
    raw: sqlite3.Connection, ids: Sequence[int], settings: Settings, keys: Keys
) -> Computed:
    """The derived columns and search documents of at most CHUNK customers, as they should be."""
    marks = ", ".join("?" * len(ids))
    next_due = dict(raw.execute(_NEXT.format(marks=marks), ids))
    names: dict[int, tuple[str, str, str]] = {}
    updates = []
    for row in raw.execute(_CUSTOMERS.format(marks=marks), ids):
        (cid, name, short, number, grade, stage, archived, cadence, added, spread, touch) = row
        names[cid] = (name, short, number)
        due = None
        if is_live(grade, stage, bool(archived)):
            due = due_by_rhythm(settings, grade, cadence, touch, added, spread)
        updates.append(
            (
                sort_key(name, keys.pinyin(name, False)),
                company_key(name),
                touch,
                due,
                next_due.get(cid),
                cid,
            )
        )
    return Computed(updates, _docs(raw, ids, names, keys))


def due_by_rhythm(
    settings: Settings,
    grade: str,
    cadence: int | None,
    touch: str | None,
    added: str,
    spread: int | None,
) -> str | None:
    """The ISO day the next touch is ideally due; None where no rhythm applies."""
    rhythm = rhythm_for(grade, cadence, settings.rhythms)
    if rhythm is None:
        return None
    last = date.fromisoformat(touch) if touch else None
    return contact_due(last, date.fromisoformat(added), spread, rhythm).isoformat()


def write_docs(raw: sqlite3.Connection, docs: Mapping[int, SearchDoc], *, new: bool) -> None:
    """Put these search documents in place of what is there; `new`: nothing is there yet."""
    if not new:
        raw.executemany("DELETE FROM search WHERE rowid = ?", ((cid,) for cid in docs))
    with _many(raw, len(docs)):
        raw.executemany(
            "INSERT INTO search (rowid, names, keys, phones, rest, history) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            ((cid, *doc) for cid, doc in docs.items()),
        )


def _docs(
    raw: sqlite3.Connection,
    ids: Sequence[int],
    names: Mapping[int, tuple[str, str, str]],
    keys: Keys,
) -> dict[int, SearchDoc]:
    rest = _texts(raw, ids, (_PLACES, _TAGS, _CUSTOM, _FORMER))
    history = _texts(raw, ids, (_HISTORY, _STEPS))
    people: dict[int, list[str]] = {}
    for cid, name, *others in _query(raw, _PEOPLE, ids):
        people.setdefault(cid, []).append(name)
        rest.setdefault(cid, []).extend(text for text in others if text)
    phones: dict[int, list[tuple[str, str]]] = {}
    for cid, kind, value, normal in _query(raw, _POINTS, ids):
        if kind in PHONES:
            phones.setdefault(cid, []).append((value, normal))
        else:
            rest.setdefault(cid, []).append(value)
    return {
        cid: build_doc(
            [text for text in (name, short, number) if text],
            [text for text in people.get(cid, ()) if text],
            phones.get(cid, ()),
            rest.get(cid, ()),
            history.get(cid, ()),
            keys.pinyin,
            keys.simplify,
        )
        for cid, (name, short, number) in names.items()
    }


def _query(raw: sqlite3.Connection, sql: str, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    return raw.execute(sql.format(marks=", ".join("?" * len(ids))), ids)


def _texts(
    raw: sqlite3.Connection, ids: Sequence[int], queries: Iterable[str]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for sql in queries:
        for cid, *texts in _query(raw, sql, ids):
            found.setdefault(cid, []).extend(text for text in texts if text)
    return found


def follow_touch_kinds(raw: sqlite3.Connection, touch_kinds: frozenset[str]) -> None:
    """Decide anew for every interaction whether it counts as a touch."""
    updates = [
        (int(touch), row_id)
        for row_id, kind, direction, outcome, was in raw.execute(
            "SELECT id, kind, direction, outcome, is_touch FROM interaction WHERE origin <> 'sheet'"
        )
        if (touch := is_touch(kind, direction, outcome, touch_kinds)) != bool(was)
    ]
    raw.executemany("UPDATE interaction SET is_touch = ? WHERE id = ?", updates)
