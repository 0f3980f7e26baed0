"""Backups in words: why they were made, how old and large they are, whether they are good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crmtui.domain.backups import DAMAGED, GOOD, BackupFile
from crmtui.domain.words import N_, _, ngettext
from crmtui.present.codes import TABLE

WHY = {
    "manual": N_("by hand"),
    "daily": N_("daily"),
    "before-import": N_("before an import"),
    "before-upgrade": N_("before an upgrade"),
    "before-restore": N_("before a restore"),
}
COUNTED = ("customer", "contact", "interaction", "follow_up", "promise", "occasion")
"""The tables that tell most of what a database holds; others are told where they differ."""


def why_words(why: str) -> str:
    """Why a backup was made."""
    return _(WHY[why]) if why in WHY else why


def age_words(made: datetime, now: datetime) -> str:
    """'just now', '5 minutes ago', '2 hours ago', '3 days ago'."""
    minutes = int((now - made).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    days = (now.date() - made.date()).days
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def health_words(backup: BackupFile) -> str:
    """'good', 'not tried yet', 'damaged: the file is cut short or was changed.'"""
    if backup.health == GOOD:
        return _("good")
    if backup.health == DAMAGED:
        return _("damaged: {reason}").format(reason=backup.reason)
    return _("not tried yet")


def newest_words(at: str) -> str:
    """When the newest entry was made, in local time; '–' where there is none."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return "–"


def told_tables(now: Mapping[str, int], then: Mapping[str, int]) -> list[str]:
    """The tables whose counts are worth a line: the well-known, and whatever differs."""
    either = [*now, *(table for table in then if table not in now)]
    named = [table for table in either if table in TABLE and table not in COUNTED]
    differing = [table for table in named if now.get(table, 0) != then.get(table, 0)]
    return [table for table in COUNTED if table in either] + sorted(differing)
