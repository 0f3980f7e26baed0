"""Promises in the user's words."""

from __future__ import annotations

from datetime import date

from crmtui.domain.promises import MonthKept, Promise
from crmtui.domain.words import N_, _, ngettext
from crmtui.present import due_words

STATUS = {
    "open": N_("open"),
    "overdue": N_("overdue"),
    "kept": N_("kept"),
    "late": N_("kept late"),
    "broken": N_("broken"),
}


def promise_words(promise: Promise, today: date) -> str:
    """How it stands: when it is due, or what became of it, and how often it was put off."""
    status = promise.status(today)
    words = due_words(promise.due_on, today) if promise.is_open else _(STATUS[status])
    if not promise.put_offs:
        return words
    times = ngettext("put off {n} time", "put off {n} times", promise.put_offs)
    return _("{status}, {put_off}").format(status=words, put_off=times.format(n=promise.put_offs))


def share_words(month: MonthKept) -> str:
    """'75 %', or '–' where nothing is settled yet."""
    share = month.share
    return "–" if share is None else _("{n} %").format(n=round(share * 100))
