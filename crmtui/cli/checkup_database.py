"""The checks of the database itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crmtui import upkeep
from crmtui.domain.database_errors import DatabaseBusy, DatabaseReadOnly
from crmtui.domain.health import Finding, judged, ok, warned
from crmtui.domain.words import _, ngettext
from crmtui.present.sizes import size_words
from crmtui.reads import health
from crmtui.reads.connection import HEAD

if TYPE_CHECKING:
    from crmtui.settings import Settings

AHEAD = timedelta(minutes=10)  # a clock that much behind the newest entry is wrong


def size(conn: sqlite3.Connection, settings: Settings) -> Finding:
    """Where the database is and how much it holds."""
    held = health.counts(conn)
    words = ngettext(
        "{path}, {size}, {n} customer, schema {schema}",
        "{path}, {size}, {n} customers, schema {schema}",
        held["customer"],
    ).format(
        path=settings.db,
        size=size_words(settings.db.stat().st_size),
        n=held["customer"],
        schema=HEAD,
    )
    return ok("database", _("database"), words)


def rows(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the file is whole and every row belongs somewhere."""
    damaged = _("The file is damaged: keep it, and put back the newest backup (crmtui backups).")
    found = health.faults(conn)
    yield judged(
        "integrity",
        _("integrity"),
        bool(found),
        "; ".join(found) or _("no faults"),
        _make_indexes() if only_indexes(found) else damaged,
    )
    lost = health.lost_references(conn)
    words = _("rows point at nothing: {tables}").format(tables=", ".join(lost))
    yield judged("references", _("references"), bool(lost), words if lost else _("whole"), damaged)
    crossed = health.crossed(conn)
    count = sum(crossed)
    yield warned(
        "owners",
        _("whose is what"),
        bool(count),
        ngettext(
            "{n} row names a contact of another customer",
            "{n} rows name a contact of another customer",
            count,
        ).format(n=count)
        if count
        else _("in order"),
        _("“crmtui doctor --fix” puts phone numbers and addresses with their contact.")
        if crossed.points
        else _("Merge the two customers, or edit the record on the card."),
    )


def only_indexes(found: list[str]) -> bool:
    """Whether SQLite complains of nothing but indexes, which can be made again."""
    return bool(found) and all(
        "index" in line and ("missing from" in line or "wrong # of entries" in line)
        for line in found
    )


def _make_indexes() -> str:
    return _("“crmtui doctor --fix” makes the indexes again; nothing of yours is in them alone.")


def in_step(settings: Settings, tick: Callable[[int, int], None]) -> Finding:
    """Whether search entries and derived columns say what the rows say."""
    found = upkeep.out_of_step(settings, tick)
    wrong = max(found.columns, found.search)
    words = (
        ngettext("wrong for {n} customer", "wrong for {n} customers", wrong).format(n=wrong)
        if wrong
        else ngettext("right for {n} customer", "right for {n} customers", found.customers).format(
            n=found.customers
        )
    )
    return judged("search", _("search"), bool(wrong), words, _rebuild())


def index(settings: Settings) -> Finding:
    """Whether the search index is whole; it can be tried only where one may write."""
    what = _("search index")
    try:
        whole = upkeep.index_is_whole(settings)
    except (DatabaseBusy, DatabaseReadOnly) as error:
        return ok("search_index", what, _("not tried: {why}").format(why=error))
    return judged("search_index", what, not whole, _("whole") if whole else _("faulty"), _rebuild())


def _rebuild() -> str:
    return _("“crmtui doctor --fix” rebuilds the search index.")


def journal(conn: sqlite3.Connection) -> Finding:
    """Whether the journal knows every row."""
    strangers = health.unknown_to_the_journal(conn)
    return warned(
        "journal",
        _("journal"),
        bool(strangers),
        ngettext(
            "{n} row was not written by this program",
            "{n} rows were not written by this program",
            strangers,
        ).format(n=strangers)
        if strangers
        else _("complete"),
        _(
            "Another program wrote into the database. Nothing is lost by that, but such rows "
            "cannot be undone; change customers with crmtui only."
        ),
    )


def clock(conn: sqlite3.Connection) -> Finding:
    """Whether the computer's clock went backwards, or stands behind what was written."""
    what = _("clock")
    told = health.clock(conn)
    now = datetime.now(UTC)
    try:
        newest = datetime.fromisoformat(told.newest) if told.newest else now
    except ValueError:
        newest = now
    if newest.tzinfo is None:
        newest = newest.replace(tzinfo=UTC)
    if newest > now + AHEAD:
        at = f"{newest.astimezone():%Y-%m-%d %H:%M}"
        words = _("the newest entry is of {at}, which is still to come").format(at=at)
        advice = _("The computer's clock is, or was, wrong: set it, for every reminder goes by it.")
        return warned("clock", what, True, words, advice)
    jumps = ngettext("went backwards {n} time", "went backwards {n} times", told.jumps)
    return warned(
        "clock",
        what,
        bool(told.jumps),
        jumps.format(n=told.jumps) if told.jumps else _("in order"),
        _("Dates of entries made then may be wrong. Let the computer set its clock by itself."),
    )
