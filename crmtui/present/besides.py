"""The sections beside the queue, and why somebody stands there, in words."""

from __future__ import annotations

from datetime import date

from crmtui.domain.queuesections import BesideLine
from crmtui.domain.words import N_, _, ngettext

SECTION = {
    "now": N_("Today"),
    "waiting": N_("Waiting"),
    "no_next_step": N_("Nothing planned"),
    "neglected": N_("Small customers nobody has looked after"),
    "stale": N_("Cards to check"),
}


def section_words(code: str) -> str:
    """A section's heading."""
    return _(SECTION[code])


def beside_words(line: BesideLine, today: date) -> str:
    """Why a customer stands in a section beside the queue."""
    days = (today - line.since).days if line.since else 0
    match line.code:
        case "no_next_step":
            return _("Nothing is planned or promised")
        case "neglected":
            words = ngettext("{n} day untouched", "{n} days untouched", days)
            return words.format(n=days)
        case "no_phone":
            return _("No phone on the card")
    words = ngettext("Card not checked for {n} day", "Card not checked for {n} days", days)
    return words.format(n=days)
