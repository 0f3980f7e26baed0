"""Customers of different numbers that may be one: listed for a later merge."""

from __future__ import annotations

from collections.abc import Iterator

from crmtui.domain.importplan import LookAlike, Ref
from crmtui.domain.registry import Registry, distinct


def look_alikes(registry: Registry) -> tuple[LookAlike, ...]:
    """New customers that share a name, a phone or a mail address with another customer."""
    if not registry.count:
        return ()
    return tuple(dict.fromkeys((*_by_name(registry), *_by_point(registry))))


def _by_name(registry: Registry) -> Iterator[LookAlike]:
    group: dict[Ref, int] = {}  # the first group each customer was listed in
    for number, refs in enumerate(_of_one_name(registry)):
        listed = {group.get(ref) for ref in refs}
        if _worth_saying(refs) and (None in listed or len(listed) > 1):
            for ref in refs:
                group.setdefault(ref, number)
            yield _alike("name", registry.name(refs[0]), refs, registry)


def _of_one_name(registry: Registry) -> Iterator[list[Ref]]:
    """Customers whose names are the same, or differ in nothing but the legal form."""
    bare, exact = registry.by_loose_name, registry.by_name
    for key in dict.fromkeys(
        (*(key for key, _refs in bare.shared()), *(bare.keys() & exact.keys()))
    ):
        yield [*bare.get(key), *exact.get(key)]
    for _key, shared in exact.shared():
        yield shared


def _by_point(registry: Registry) -> Iterator[LookAlike]:
    for normal, owners in registry.by_point.shared():
        refs = [owner.ref for owner in owners]
        if _worth_saying(refs):
            why = "email" if owners[0].kind == "email" else "phone"
            yield _alike(why, normal, refs, registry)


def _worth_saying(refs: list[Ref]) -> bool:
    """Two customers at least, and one of them new: the others were said when they came."""
    return min(refs) < 0 and len(set(refs)) > 1


def _alike(why: str, shared: str, refs: list[Ref], registry: Registry) -> LookAlike:
    return LookAlike(why, shared, tuple(registry.words(ref) for ref in distinct(refs)))
