"""Rows whose contact is known by its own stable id, as address books give one to each card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from crmtui.domain.drafts import Draft, Layout
from crmtui.domain.importplan import Ref
from crmtui.domain.matching import Doubt, is_called
from crmtui.domain.registry import Registry
from crmtui.domain.search import company_key, person_key

Place: TypeAlias = tuple[int, int]  # source and row


def told_by_people(
    drafts: Sequence[Draft], layout: Layout, registry: Registry
) -> tuple[list[Draft], dict[Place, Ref | Doubt]]:
    """The rows whose contact is known, each with the customer it is at.

    A row that says the contact is now somewhere else is a possible duplicate. Gives all the rows
    too: their contacts under the ids known today, and no id twice.
    """
    if "uid" not in layout.contact:
        return list(drafts), {}
    at = layout.contact.index("uid")
    known = registry.known_all.people({draft.contact[at] for draft in drafts if draft.contact[at]})
    told: dict[Place, Ref | Doubt] = {}
    made: list[Draft] = []
    seen: set[str] = set()
    for draft in drafts:
        uid = draft.contact[at]
        if uid in known:
            ref, uid = known[uid]
            here = _is_at(draft, ref, registry)
            told[draft.source, draft.row] = ref if here else Doubt("other_name", (ref,))
            uid = uid if here else ""
        elif uid in seen:
            uid = ""
        seen.add(uid)
        contact = (*draft.contact[:at], uid, *draft.contact[at + 1 :])
        made.append(draft if contact == draft.contact else draft._replace(contact=contact))
    return made, told


def _is_at(draft: Draft, ref: Ref, registry: Registry) -> bool:
    """Whether the row does not name another customer than the one its contact is known at."""
    alone = not draft.person or company_key(draft.name) == person_key(draft.person)
    return alone or not draft.name or is_called(draft.name, ref, registry)
