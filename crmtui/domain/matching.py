"""Which customer a row means: one that is known, a new one, or one that only the user can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmtui.domain.alikes import Alike, is_alike
from crmtui.domain.drafts import Draft
from crmtui.domain.importplan import Ref
from crmtui.domain.namekeys import loose_key
from crmtui.domain.registry import MATCHING_KINDS, Owner, Registry, distinct
from crmtui.domain.search import company_key, person_key

NEW: Ref = 0
# A switchboard serves many people; who answers a mobile is one person.
_OF_ONE_PERSON = frozenset({"mobile", "whatsapp"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it cannot be decided whom a row means, and whom it may mean."""

    why: str  # number_twice, points_to_several, other_name, other_person, name_shared, …
    candidates: tuple[Ref, ...]
    scores: tuple[int, ...] = ()  # how likely each is, where that is known: likeliest first


def decide_numbered(draft: Draft, registry: Registry) -> Ref | Doubt:
    """A row with a number or a stable id of its own: these decide alone."""
    ref = registry.by_uid.get(draft.uid) if draft.uid else None
    if ref is None:
        ref = registry.by_number.get(draft.number)
    if ref is None:
        return NEW
    if registry.is_former(draft, ref):
        return ref
    names = registry.said
    said = registry.name(ref) if ref < 0 else names.get(ref, "")
    if draft.name and not _one_name(draft.name, said):
        return Doubt("number_twice", (ref,))
    return ref


def decide_unnumbered(draft: Draft, registry: Registry, *, book: bool = False) -> Ref | Doubt:
    """A row without a number: who has its phone, mail or name, if nothing speaks against it.

    NEW where nobody has any of them: then somebody may still be like it. book: the row is a card
    of an address book, where families and offices share phones and still have a card each.
    """
    if draft.uid in registry.by_uid:
        return registry.by_uid[draft.uid]
    owners = [
        owner
        for point in draft.points
        if point.kind in MATCHING_KINDS
        for owner in registry.by_point.get(point.normal)
    ]
    if book:
        if len(same := _same_person(draft, owners, registry)) == 1:
            return same[0]
        owners = [
            one for one in owners if one.ref > 0 or _source(one.ref, registry) != draft.source
        ]
    pointed = of_this_uid(draft, registry, distinct(owner.ref for owner in owners))
    key = company_key(draft.name)
    named = of_this_uid(draft, registry, distinct(registry.by_name.get(key)) if draft.name else ())
    if len(pointed) > 1:
        return Doubt("points_to_several", pointed)
    if pointed:
        moved = pointed[0] in named and pointed[0] in _same_person(draft, owners, registry)
        return _pointed(draft, pointed[0], key, named, registry, moved=moved)
    if named:
        return _named(draft, named, registry)
    alike = _loosely_named(key, registry) if draft.name else ()
    return Doubt("name_alike", alike) if alike else NEW


def is_unheard_of(draft: Draft, registry: Registry) -> bool:
    """Whether nobody has the row's name, phone or mail address so far."""
    if not draft.name or registry.by_name.get(company_key(draft.name)):
        return False
    return not any(registry.by_point.get(point.normal) for point in draft.points)


def decide_alike(alikes: Sequence[Alike]) -> Ref | Doubt:
    """A row that nobody answers to, given those that are like it."""
    if not alikes:
        return NEW
    refs, scores = tuple(one.ref for one in alikes), tuple(one.score for one in alikes)
    return Doubt(f"like_{alikes[0].by}", refs, scores)


def _pointed(
    draft: Draft,
    ref: Ref,
    key: str,
    named: tuple[Ref, ...],
    registry: Registry,
    *,
    moved: bool,
) -> Ref | Doubt:
    """One customer has the phone or mail address: is it also the one the row names?

    moved: name, contact and number are all the same, so that another region is a new one.
    """
    if ref not in named and not _is_person_at(draft, ref, registry):
        known = ref in _loosely_named(key, registry) or ref in registry.short_named(key)
        if named or not (known or is_alike(draft.name, ref, registry)):
            return Doubt("other_name", distinct((ref, *named)))
    if not moved and not _places_agree(registry.place_of(draft), registry.place(ref)):
        return Doubt("other_place", (ref,))
    if _other_person(draft, ref, registry):
        return Doubt("other_person", (ref,))
    return ref


def of_this_uid(draft: Draft, registry: Registry, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """These customers without new ones that have another stable id than the row gives."""
    if not draft.uid:
        return refs
    return tuple(ref for ref in refs if ref > 0 or not registry.new[-ref - 1].uid)


def _source(ref: Ref, registry: Registry) -> int:
    """Which table a new customer is from."""
    return registry.new[-ref - 1].source


def _same_person(draft: Draft, owners: Sequence[Owner], registry: Registry) -> tuple[Ref, ...]:
    """Where somebody of the row's name, at a customer of its name, is reached as the row says."""
    own = person_key(draft.person)
    refs = distinct(owner.ref for owner in owners if person_key(owner.contact) == own)
    return tuple(
        ref
        for ref in of_this_uid(draft, registry, refs)
        if is_called(draft.name, ref, registry) or _is_person_at(draft, ref, registry)
    )


def _is_person_at(draft: Draft, ref: Ref, registry: Registry) -> bool:
    """Whether the row is of a person without a company who is known at this customer."""
    if not draft.person:
        # Named by nothing but what the person is reached by.
        return any(draft.name == point.value for point in draft.points)
    own = person_key(draft.person)
    return company_key(draft.name) == own and any(
        owner.ref == ref and person_key(owner.contact) == own
        for point in draft.points
        for owner in registry.by_point.get(point.normal)
    )


def is_called(name: str, ref: Ref, registry: Registry) -> bool:
    """Whether a customer has this name, as it stands, without the legal form, or as short one."""
    key = company_key(name)
    named = (registry.by_name.get(key), _loosely_named(key, registry), registry.short_named(key))
    return any(ref in refs for refs in named)


def _named(draft: Draft, named: tuple[Ref, ...], registry: Registry) -> Ref | Doubt:
    """Customers of this name, and no phone or mail address to go by."""
    if len(named) > 1:
        return Doubt("name_shared", named)
    ref = named[0]
    if not _places_agree(registry.place_of(draft), registry.place(ref)):
        return Doubt("other_place", named)
    if draft.person and person_key(draft.person) == company_key(draft.name):
        # Two people may well have one name: other numbers, other person.
        own = any(p.normal for p in draft.points if p.kind in MATCHING_KINDS)
        if own and registry.reachable(ref):
            return Doubt("namesake", named)
    return ref


def _other_person(draft: Draft, ref: Ref, registry: Registry) -> bool:
    """Whether a mobile of the row is known as that of somebody else at this customer."""
    if not draft.person:
        return False
    own = person_key(draft.person)
    for point in draft.points:
        if point.kind in _OF_ONE_PERSON:
            people = {o.contact for o in registry.by_point.get(point.normal) if o.ref == ref}
            if people and all(name and person_key(name) != own for name in people):
                return not _was_renamed(own, ref, registry)
    return False


def _was_renamed(own: str, ref: Ref, registry: Registry) -> bool:
    """Whether somebody at this customer had this name until the user changed it."""
    known = registry.known_all.details([ref]).get(ref) if ref > 0 else None
    return known is not None and any(
        person_key(name) == own
        for contact in known.contacts
        for name in known.edits.said("contact", contact.id, "name")
    )


def _places_agree(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two regions may be the same; what is not given agrees with everything."""
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


def _loosely_named(key: str, registry: Registry) -> tuple[Ref, ...]:
    """Customers whose name differs in nothing but the legal form."""
    bare = loose_key(key)
    exact = registry.by_name.get(bare) if bare != key else ()
    return distinct((*exact, *registry.by_loose_name.get(bare)))


def _one_name(one: str, other: str) -> bool:
    return not other or loose_key(company_key(one)) == loose_key(company_key(other))
