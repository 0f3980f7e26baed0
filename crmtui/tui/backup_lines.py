"""Backups as lines of the screen: the age of the newest, the list, what a restore would change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.domain.backups import DAMAGED, BackupFile
from crmtui.domain.words import _
from crmtui.present import backups as words
from crmtui.present import table_words
from crmtui.present.sizes import size_words
from crmtui.tui.ink import Line, column, fit, wrap

if TYPE_CHECKING:
    from crmtui.backups.restoring import Ready


def age(last: datetime | None, now: datetime, limit: int) -> Line:
    """'backup 2 hours ago ✓'; a warning from so many days on, never for 0."""
    if last is None:
        return ((_("no backup yet") + " !", "late"),) if limit else ()
    said = _("backup {age}").format(age=words.age_words(last, now))
    if limit and (now - last).days >= limit:
        return ((said + " !", "late"),)
    return ((said + " ", "dim"), ("✓", "done"))


def row(each: BackupFile, now: datetime, width: int) -> Line:
    """One backup of the list: when, how old, size, why, health."""
    sign, ink = ("✓", "done") if each.good else ("!", "late") if _bad(each) else ("?", "near")
    state = words.health_words(each) if not each.good else ""
    if each.encrypted:
        state = _("encrypted") + (f" · {state}" if state else "")
    return fit(
        (
            (f" {sign} ", ink),
            (f"{each.made_at:%Y-%m-%d %H:%M}  ", "text"),
            (column(words.age_words(each.made_at, now), 15) + " ", "dim"),
            (column(size_words(each.size), 9, right=True) + "  ", "dim"),
            (column(words.why_words(each.why), 18) + " ", "text"),
            (state, ink if not each.good else "dim"),
        ),
        width,
    )


def _bad(each: BackupFile) -> bool:
    return each.health == DAMAGED


def detail(each: BackupFile, width: int) -> list[Line]:
    """The selected one: its file, what it holds, when it was tried."""
    lines: list[Line] = [((f" {text}", "text"),) for text in wrap(each.path, width - 2)]
    if told := each.manifest:
        held = [
            f"{table_words(table)} {told.counts[table]:,}"
            for table in words.COUNTED
            if told.counts.get(table)
        ]
        lines.append(((" " + _(", ").join(held), "dim"),))
        newest = _("newest entry {when} · version {schema} · crmtui {program}").format(
            when=words.newest_words(told.newest), schema=told.schema, program=told.version
        )
        lines.append(((" " + newest, "dim"),))
    if each.reason:
        said = words.health_words(each)
        lines += [((f" {text}", "late"),) for text in wrap(said, width - 2)]
    elif each.tried_at:
        when = each.tried_at.replace("T", " ")[:16]
        lines.append(((" " + _("tried {when}, and good").format(when=when), "done"),))
    return lines


def ahead(ready: Ready, width: int) -> Iterator[Line]:
    """What putting it back would change, line by line."""
    then, now = ready.then, ready.now
    if ready.damaged:
        for text in wrap(ready.damaged, width):
            yield ((text, "late"),)
        yield ((_("It is put aside as a file, and the backup takes its place."), "text"),)
    yield ((_("What is there now → what the backup holds:"), "dim"),)
    counts = now.counts if now else {}
    for table in words.told_tables(counts, then.counts):
        here, there = counts.get(table, 0), then.counts.get(table, 0)
        ink = "near" if now and there < here else "text" if here != there else "dim"
        shown = f"{here:,}" if now else "–"
        yield (
            (column(f"  {table_words(table)}", 24), ink),
            (f"{shown:>10} → {there:,}", ink),
        )
    yield (
        (column("  " + _("newest entry"), 24), "text"),
        (
            f"{words.newest_words(now.newest if now else '')} → {words.newest_words(then.newest)}",
            "text",
        ),
    )


def name_of(each: BackupFile) -> str:
    """The file's name without its folders."""
    return Path(each.path).name
