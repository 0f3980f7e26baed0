"""Which of several customers a row most likely means."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.drafts import Draft
from crmtui.domain.importplan import Ref
from crmtui.domain.likeness import likeness, name_parts
from crmtui.domain.registry import Registry
from crmtui.domain.search import company_key, person_key

A_POINT = 40  # what a shared phone or mail address adds to the likeness of the names (0 to 100)
THE_PERSON = 30  # and the same person behind it
ONE_PLACE, OTHER_PLACE = 15, -30
CLEARLY = 25  # so much more than the second makes the first one clear


def ranked(draft: Draft, refs: Sequence[Ref], registry: Registry) -> list[tuple[Ref, int]]:
    """The customers a row may mean with a score each, likeliest first."""
    if len(refs) == 1:
        return [(refs[0], 0)]
    found = [(ref, score(draft, ref, registry)) for ref in refs]
    return sorted(found, key=lambda one: -one[1])


def score(draft: Draft, ref: Ref, registry: Registry) -> int:
    """How likely the row means this customer: only to be compared with others of the row."""
    return (
        _name_score(draft.name, ref, registry)
        + _point_score(draft, ref, registry)
        + _place_score(registry.place_of(draft), registry.place(ref))
    )


def clearly_first(scores: Sequence[int]) -> bool:
    """Whether the first of these is the only one, or leaves the second well behind."""
    return len(scores) == 1 or (len(scores) > 1 and scores[0] - scores[1] >= CLEARLY)


def _name_score(name: str, ref: Ref, registry: Registry) -> int:
    if not name:
        return 0
    if ref in registry.short_named(company_key(name)):
        return 100
    return likeness(name_parts(name), name_parts(registry.name(ref)))


def _point_score(draft: Draft, ref: Ref, registry: Registry) -> int:
    found = 0
    own = person_key(draft.person) if draft.person else ""
    for point in draft.points:
        owners = [o for o in registry.by_point.get(point.normal) if o.ref == ref]
        if point.normal and owners:
            found += A_POINT
            if own and any(person_key(owner.contact) == own for owner in owners):
                found += THE_PERSON
    return found


def _place_score(one: tuple[str, str], other: tuple[str, str]) -> int:
    given = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    if not given:
        return 0
    return ONE_PLACE if all(a == b for a, b in given) else OTHER_PLACE
