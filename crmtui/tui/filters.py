"""Which customers the list shows, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from crmtui.domain.words import N_, _
from crmtui.present import grade_words, stage_words

GROUPS: Mapping[str, str] = {
    "grades": N_("Grade"),
    "stages": N_("Stage"),
    "tags": N_("Tag"),
    "regions": N_("Region"),
    "owners": N_("Rep"),
}
SORTS: Mapping[str, str] = {
    "touch": N_("last touch"),
    "name": N_("name"),
    "grade": N_("grade"),
    "next": N_("next step"),
    "added": N_("date added"),
}
# The way round that one wants first: the latest touch on top, but names from A on.
DOWN_FIRST = frozenset({"touch", "added"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Chosen values, any of each group; an empty group lets everything through."""

    grades: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    archived: bool = False
    """Show the customers that were put away, instead of the others."""
    hidden: bool = False
    """Only those that are hidden from Today."""

    def values(self, group: str) -> frozenset[str]:
        """What was chosen in a group."""
        found: frozenset[str] = getattr(self, group)
        return found

    def toggled(self, group: str, value: str) -> Filter:
        """With a value chosen, or not any more."""
        chosen: dict[str, Any] = {group: self.values(group) ^ {value}}
        return replace(self, **chosen)


def value_text(group: str, value: str) -> str:
    """A filter value in words; '' is what customers without one have."""
    if not value:
        return _("(none)")
    words = {"grades": grade_words, "stages": stage_words}.get(group)
    return words(value) if words else value


def filter_words(chosen: Filter) -> str:
    """'A core, B growth · active': the filter in one line, '' for none."""
    parts = [
        _(", ").join(value_text(group, value) for value in sorted(chosen.values(group)))
        for group in GROUPS
        if chosen.values(group)
    ]
    if chosen.archived:
        parts.append(_("archived"))
    if chosen.hidden:
        parts.append(_("hidden from Today"))
    return " · ".join(parts)
