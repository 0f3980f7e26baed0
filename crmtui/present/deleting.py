"""What deleting takes with it, and what the recycle bin holds, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crmtui.domain.bin import BinLine, days_left
from crmtui.domain.deleting import COUNTED, Deletion
from crmtui.domain.words import _, ngettext
from crmtui.present import table_words

NAMED = 5


def going_words(going: Deletion) -> Iterator[str]:
    """'customer: 南宁博纳', '  with it go: contact (2), contact record (37)'."""
    names = _(", ").join(going.titles[:NAMED])
    if (more := len(going.titles) - NAMED) > 0:
        names += " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
    yield _("{what}: {found}").format(what=table_words(going.table), found=names)
    if going.counts:
        yield "  " + _("with it go: {rows}").format(rows=counted(going.counts))
    if count := len(going.referring):
        yield "  " + ngettext(
            "{n} row of others that names it stays, without it",
            "{n} rows of others that name it stay, without it",
            count,
        ).format(n=count)


def counted(counts: Iterable[tuple[str, int]]) -> str:
    """'contact (2), contact record (37)'."""
    return _(", ").join(f"{table_words(table)} ({count:,})" for table, count in counts)


def bin_counts(line: BinLine) -> str:
    """What went in one deletion: 'customer (1), contact (2)'."""
    shown = ((table, line.rows.get(table, 0)) for table in ("customer", *COUNTED, "custom_field"))
    return counted((table, count) for table, count in shown if count)


def left_words(line: BinLine, today: date, keep_days: int) -> str:
    """'12 days left', 'today is the last day'; '' where it stays for ever."""
    left = days_left(line, today, keep_days)
    if left is None:
        return ""
    if not left:
        return _("the last day")
    return ngettext("{n} day left", "{n} days left", left).format(n=left)
