"""Customers as decided -> the rows to write: new ones, and changes to known ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crmtui.domain.customerplan import Census, Last, Pending
from crmtui.domain.drafts import Draft
from crmtui.domain.erasing import Taken, erase_blanks
from crmtui.domain.importplan import Ref
from crmtui.domain.known import Details, Past
from crmtui.domain.orderbook import OrderBook
from crmtui.domain.people import Person
from crmtui.domain.sheettouch import touch_of
from crmtui.domain.targets import Target

PART = 2000  # known customers held in memory at a time


def settle_new(census: Census, *, alone: bool) -> None:
    """Write down the new customers.

    `alone`: there are no contact records, so that the last contact of a new customer that has
    one row is its whole history.
    """
    for place, draft in enumerate(census.registry.new):
        ref = -place - 1
        if ref in census.rows or draft.others:
            target = Target(ref, census.book.layout, None)
            _take_rows(target, [draft, *census.rows.get(ref, ())], census)
            census.first_contacts.append(None)
            _enter_new(target, draft, census)
            _keep(target, census)
            continue
        table = census.tables[draft.source]
        key = census.registry.new_keys[place][0]
        contact = census.book.add_row(draft, ref, key, table.kind(draft.row))
        census.first_contacts.append(contact)
        if draft.last_on and alone and not draft.next_on:
            census.book.interactions.append(touch_of(ref, contact, draft.last_on, draft.last_text))
            census.dated[ref] = draft.last_on
        elif draft.last_on or draft.next_on:
            census.lasts.append(_last(draft, ref, contact))


def settle_known(census: Census, details: Details, others: Collection[int]) -> dict[int, Past]:
    """Write down what the rows change about known customers; gives their histories.

    `others`: customers whom only contact records speak of. A hundred thousand customers with all
    that hangs on them would not fit into memory: they are fetched and let go in parts.
    """
    wanted = sorted({ref for ref in census.rows if ref > 0}.union(others))
    pasts: dict[int, Past] = {}
    for start in range(0, len(wanted), PART):
        for ref, known in details(wanted[start : start + PART]).items():
            target = Target(ref, census.book.layout, known)
            _take_rows(target, census.rows.get(ref, ()), census)
            _enter_known(target, census.book)
            _keep(target, census)
            pasts[ref] = Past(known.interactions, known.steps, known.occasions)
    return pasts


def _keep(target: Target, census: Census) -> None:
    """Keep of a customer what is still asked for: whom its rows speak of, and its people."""
    for draft, person in target.speakers:
        census.lasts.append(_last(draft, target.ref, person.ref if person else None))
    if census.cast_wanted:
        census.casts[target.ref] = [(person.ref, person.name) for person in target.people]


def _last(draft: Draft, ref: Ref, contact: Ref | None) -> Last:
    return Last(
        ref,
        contact,
        draft.last_on,
        draft.last_text,
        draft.next_on,
        draft.source,
        draft.row,
        draft.next_what,
    )


def _take_rows(target: Target, drafts: Sequence[Draft], census: Census) -> None:
    taken: list[Taken] = []
    for place, draft in enumerate(drafts):
        table = census.tables[draft.source]
        row, person = target.apply(
            draft, census.ledger, contact_column=table.has_contact, how=census.how(draft)
        )
        if target.ref > 0 or place:
            census.pending[draft.source, draft.row] = Pending(
                target.ref, row.changes, row.kept or ()
            )
        if draft.last_on or draft.next_on:
            target.speakers.append((draft, person))
        taken.append(Taken(draft, person, row))
    if target.ref > 0 and census.decider.options.overwrite:
        erase_blanks(target, taken, census.tables, census.ledger)


def _enter_new(target: Target, first: Draft, census: Census) -> None:
    """A new customer told by several rows."""
    book, layout, ref = census.book, census.book.layout, target.ref
    merged = first._replace(
        fields=tuple(str(target.values.get(name) or "") for name in layout.fields),
        contact=tuple("" for _ in layout.contact),
        points=(),
        birthdays=(),
        custom=tuple(target.custom.get(key, "") for key in layout.custom),
        tags=tuple(target.new_tags),
    )
    key = census.registry.new_keys[-ref - 1][0]
    book.add_row(merged, ref, key, census.tables[first.source].kind(first.row))
    _enter_people(target, book)


def _enter_known(target: Target, book: OrderBook) -> None:
    """Changes to a known customer."""
    known, ref = target.known, target.ref
    assert known is not None
    if target.changed:
        book.update("customer", ref, target.changed)
        if "stage" in target.changed:
            before = str(known.values.get("stage") or "")
            book.stages.append((ref, before, str(target.changed["stage"])))
    for key, value in target.custom_changed.items():
        if key in known.custom:
            book.update("custom_value", known.custom[key][0], {"value": value})
        else:
            book.custom_values.append((ref, key, value))
    book.tags.extend((ref, tag) for tag in target.new_tags)
    _enter_people(target, book)


def _enter_people(target: Target, book: OrderBook) -> None:
    for person in target.people:
        if person.known_id is None:
            given = person.values | {"uid": person.uid}
            values = tuple(str(given.get(name) or "") for name in book.layout.contact)
            person.ref = book.add_contact(target.ref, values, primary=person.primary)
        elif person.changed:
            book.update("contact", person.known_id, person.changed)
        book.cleared.extend((person.ref, kind) for kind in person.cleared)
        _enter_points(target.ref, person, book)


def _enter_points(ref: Ref, person: Person, book: OrderBook) -> None:
    for point in person.new_points:
        book.add_point(ref, person.ref, point)
    for day in person.days.values():
        if day.known_id is None:
            book.add_birthday(ref, person.ref, day.found)
        elif day.changed:
            found = day.found
            values = {"month": found.month, "day": found.day, "leap": int(found.leap)}
            book.update("occasion", day.known_id, values | {"year": found.year})
