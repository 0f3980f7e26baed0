"""What erasing takes, what it leaves, and which backups still hold it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from crmtui.domain.backups import BackupFile
from crmtui.domain.deleting import COUNTED
from crmtui.domain.erasure import Erased, Person
from crmtui.domain.words import _, ngettext
from crmtui.present import table_words
from crmtui.present.deleting import counted

NAMED = 10


def ahead_words(person: Person) -> Iterator[str]:
    """What will go for good, and where the name will stay."""
    yield _("{what}: {found}").format(what=table_words(person.kind), found=person.name)
    shown = [(t, len(person.rows.get(t, ()))) for t in COUNTED if t != person.kind]
    if counts := [(table, count) for table, count in shown if count]:
        yield "  " + _("with it go: {rows}").format(rows=counted(counts))
    yield "  " + _("and all the journal says of it. It cannot be undone, and no backup is made.")
    if count := len(person.referred):
        yield "  " + ngettext(
            "{n} customer was referred by it; that is taken out.",
            "{n} customers were referred by it; that is taken out.",
            count,
        ).format(n=count)
    yield from mention_words(person)


def mention_words(person: Person) -> Iterator[str]:
    """Where the name still stands in what is said of others."""
    if not person.mentions:
        return
    counts = Counter(mention.table for mention in person.mentions)
    rows = _(", ").join(f"{table_words(table)} ({n})" for table, n in sorted(counts.items()))
    yield "  " + _("It is named elsewhere, and that stays; look it through: {rows}").format(
        rows=rows
    )
    places = dict.fromkeys((m.customer_id, m.customer) for m in person.mentions if m.customer_id)
    for customer_id, name in list(places)[:NAMED]:
        yield f"    id:{customer_id}  {name}"
    if (more := len(places) - NAMED) > 0:
        yield "    " + ngettext("and {n} more", "and {n} more", more).format(n=more)


def erased_words(done: Erased) -> Iterator[str]:
    """What was erased."""
    rows = ngettext("{n} row", "{n} rows", done.rows).format(n=f"{done.rows:,}")
    changes = ngettext("{n} entry", "{n} entries", done.changes).format(n=f"{done.changes:,}")
    yield _("Erased for good: {rows}, and {changes} of the journal.").format(
        rows=rows, changes=changes
    )
    if not done.swept:
        yield _(
            "Another window is reading the database, so traces may be left in its free space. "
            "Close it, then run: crmtui erase --sweep"
        )


def backup_words(holding: Sequence[BackupFile], closed: Sequence[BackupFile]) -> Iterator[str]:
    """Which older backups still hold the person, and into which nobody can look."""
    if holding:
        yield _("These backups still hold it; delete them, or wait until they are cleared away:")
        yield from (f"  {backup.path}" for backup in holding)
    if closed:
        yield _("These could not be looked into, so they may hold it:")
        yield from (f"  {backup.path}" for backup in closed)
    if not holding and not closed:
        yield _("No backup I know of holds it.")
    yield _("Files you exported, and backups kept elsewhere, are not searched.")
