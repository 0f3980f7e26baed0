"""What an undo leaves as it is, and why, in words."""

from __future__ import annotations

from datetime import datetime

from crmtui.domain.takeback import KeptRow
from crmtui.domain.words import N_, _, ngettext
from crmtui.present import field_words, table_words

_SOURCES = {"shell": N_("shell"), "tui": N_("screen")}
_HIDDEN = frozenset({"normal", "is_touch", "spread", "contact_id", "interaction_id"})


def kept_words(row: KeptRow) -> str:
    """'南宁博纳: grade edited since; contact record (2), next step (1) since; 7 rows stay'."""
    reasons = []
    if fields := [_field(name) for name in row.edited if name not in _HIDDEN]:
        reasons.append(_("edited since: {fields}").format(fields=_(", ").join(fields)))
    if row.used_by:
        users = _(", ").join(f"{table_words(table)} ({count})" for table, count in row.used_by)
        reasons.append(_("came since: {rows}").format(rows=users))
    if row.rows > 1:
        stay = ngettext("{n} row stays with it", "{n} rows stay with it", row.rows - 1)
        reasons.append(stay.format(n=row.rows - 1))
    if row.gone:
        reasons.append(_("deleted since"))
    if row.since:
        numbers = ", ".join(map(str, row.since))
        words = ngettext("operation {ids}", "operations {ids}", len(row.since))
        reasons.append(words.format(ids=numbers))
    why = _("; ").join(reasons)
    return _("{name}: {why}").format(name=row.title, why=why) if why else row.title


def _field(name: str) -> str:
    """'grade', 'contact: position'; of what the user does not see just the kind of row."""
    table, dot, field = name.rpartition(".")
    if not dot:
        return field_words(name)
    if field in _HIDDEN:
        return table_words(table)
    return _("{what}: {found}").format(what=table_words(table), found=field_words(field))


def source_words(source: str) -> str:
    """Where something was done, in words."""
    return _(_SOURCES[source]) if source in _SOURCES else source


def local_words(instant: str) -> str:
    """A UTC instant as local date and time."""
    return datetime.fromisoformat(instant).astimezone().strftime("%Y-%m-%d %H:%M")
