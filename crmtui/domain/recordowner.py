"""Whose a contact record is: by number, else by name, and by contact where names are shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmtui.domain.customerplan import Census
from crmtui.domain.doubts import (
    refused_customer_words,
    unclear_customer_words,
    unknown_customer_words,
)
from crmtui.domain.importplan import Ref
from crmtui.domain.namekeys import loose_key
from crmtui.domain.recordtables import Records
from crmtui.domain.registry import distinct
from crmtui.domain.search import company_key, person_key

Place = tuple[int, int]  # source and row


class Owned(NamedTuple):
    """The customer and, where the record names one it has, the contact."""

    ref: Ref
    contact: Ref | None


def candidates_of(tables: Mapping[int, Records], census: Census) -> dict[Place, tuple[Ref, ...]]:
    """Whom each record may be about, before the contacts are looked at."""
    seen: dict[tuple[str, str], tuple[Ref, ...]] = {}
    found: dict[Place, tuple[Ref, ...]] = {}
    for source, table in tables.items():
        for row, moment in enumerate(table.on):
            if moment is None:
                census.ledger.note(source, row, "not_taken", table.name[row])
                continue
            key = (table.number[row], table.name[row])
            if key not in seen:
                seen[key] = _candidates(*key, census)
            found[source, row] = seen[key]
    return found


def _candidates(number: str, name: str, census: Census) -> tuple[Ref, ...]:
    registry = census.registry
    if number and (ref := registry.by_number.get(number)):
        return (ref,)
    if not name:
        return ()
    key = company_key(name)
    exact = registry.by_name.get(key) or registry.short_named(key)
    if exact:
        return distinct(exact)
    bare = loose_key(key)
    return distinct((*registry.by_name.get(bare), *registry.by_loose_name.get(bare)))


def owners_of(
    candidates: Mapping[Place, tuple[Ref, ...]],
    tables: Mapping[int, Records],
    census: Census,
) -> dict[Place, Owned]:
    """The owner of every record that can be told; the others are reported and not taken."""
    people: dict[Ref, Sequence[tuple[Ref | None, str]]] = {}
    for refs in set(candidates.values()):
        for ref in refs:
            people[ref] = census.people(ref)
    _expect(candidates, tables, people)
    found: dict[Place, Owned] = {}
    for (source, row), refs in candidates.items():
        table = tables[source]
        name, contact = table.name[row], table.contact[row]
        owner = _decided(refs, contact, people)
        if owner is None or (not table.number[row] and _was_refused(owner, name, contact, census)):
            words = _undecided_words(refs, name, contact, census)
            census.ledger.report(source, row, "name", name or table.number[row], words)
            census.ledger.note(source, row, "not_taken", name)
        else:
            found[source, row] = owner
    return found


def _expect(
    candidates: Mapping[Place, tuple[Ref, ...]],
    tables: Mapping[int, Records],
    people: dict[Ref, Sequence[tuple[Ref | None, str]]],
) -> None:
    """Count contacts that records of certain customers name among those customers' people.

    They will be added, and tell shared names apart already now, as they do the next time.
    """
    for (source, row), refs in candidates.items():
        contact = tables[source].contact[row]
        if len(refs) == 1 and contact:
            key = person_key(contact)
            if all(person_key(name) != key for _ref, name in people[refs[0]]):
                people[refs[0]] = [*people[refs[0]], (None, contact)]


def _decided(
    refs: Sequence[Ref], contact: str, people: Mapping[Ref, Sequence[tuple[Ref | None, str]]]
) -> Owned | None:
    key = person_key(contact)
    matches = [
        Owned(ref, person)
        for ref in refs
        for person, name in people[ref]
        if key and person_key(name) == key
    ]
    if len({owned.ref for owned in matches}) == 1:
        return matches[0]
    return Owned(refs[0], None) if len(refs) == 1 else None


def _was_refused(owner: Owned, name: str, contact: str, census: Census) -> bool:
    """Whether the record's contact is the one of a row that was not taken in."""
    if owner.contact is not None or not contact:
        return False
    return person_key(contact) in census.refused.get(company_key(name), set())


def _undecided_words(refs: Sequence[Ref], name: str, contact: str, census: Census) -> str:
    if not refs and company_key(name) not in census.refused:
        return unknown_customer_words(name)
    if len(refs) > 1:
        names = [census.registry.words(ref) for ref in refs]
        return unclear_customer_words(name, contact, names)
    return refused_customer_words(name)
