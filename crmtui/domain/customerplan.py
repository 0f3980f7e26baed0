"""Rows of customers -> new customers and changes to known ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crmtui.domain.alikes import Alikes
from crmtui.domain.cardowners import told_by_people
from crmtui.domain.changes import FieldChange
from crmtui.domain.customertable import CustomerTable
from crmtui.domain.deciding import Decider
from crmtui.domain.doubts import doubt_words, nameless_words, reason_words, taken_number_words
from crmtui.domain.drafts import Draft, Layout, drafts_of
from crmtui.domain.holding import holding
from crmtui.domain.importplan import ImportOptions, Ref
from crmtui.domain.ledger import Ledger
from crmtui.domain.matching import (
    NEW,
    Doubt,
    decide_alike,
    decide_numbered,
    decide_unnumbered,
    is_unheard_of,
    of_this_uid,
)
from crmtui.domain.orderbook import OrderBook
from crmtui.domain.ranking import ranked
from crmtui.domain.registry import NewKey, Registry
from crmtui.domain.rowchanges import How
from crmtui.domain.search import company_key, person_key


class Last(NamedTuple):
    """What a customer's row says of the last contact and the next step."""

    ref: Ref
    contact: Ref | None
    on: str | None
    text: str
    next_on: str | None
    source: int
    row: int
    next_what: str = ""


@dataclass(slots=True)
class Pending:
    """A row of a customer that is not new by it: settled once its last contact is."""

    ref: Ref
    changes: list[FieldChange]
    kept: Sequence[FieldChange]


@dataclass(slots=True)
class Census:
    """Everybody after the rows of customers: whom each row means, and the people at each."""

    registry: Registry
    book: OrderBook
    ledger: Ledger
    tables: Mapping[int, CustomerTable]  # by source
    decider: Decider
    cast_wanted: bool = False  # whether contact records will ask for people
    rows: dict[Ref, list[Draft]] = field(default_factory=dict)  # beyond a new one's first row
    casts: dict[Ref, list[tuple[Ref, str]]] = field(default_factory=dict)  # people where asked for
    first_contacts: list[Ref | None] = field(default_factory=list)  # of new customers, in order
    met: dict[tuple[Ref, str], Ref] = field(default_factory=dict)  # contacts only history names
    lasts: list[Last] = field(default_factory=list)
    dated: dict[Ref, str] = field(default_factory=dict)  # last contacts that are settled
    pending: dict[tuple[int, int], Pending] = field(default_factory=dict)
    of_former: set[tuple[int, int]] = field(default_factory=set)  # rows of merged customers
    refused: dict[str, set[str]] = field(default_factory=dict)  # name key -> people not taken

    def how(self, draft: Draft) -> How:
        """Which wins where this row says otherwise than the card."""
        if (draft.source, draft.row) in self.of_former:
            return How.CARD
        return How.FILE if self.decider.takes_file(draft) else How.NEWER

    def is_company(self, draft: Draft) -> bool:
        """Whether a row's customer is a company: of people, a like name says nothing."""
        return self.tables[draft.source].kind(draft.row) == "company"

    def is_beside(self, ref: Ref, draft: Draft) -> bool:
        """Whether a new customer is from the same table as the row."""
        return self.registry.new[-ref - 1].source == draft.source

    def people(self, ref: Ref) -> Sequence[tuple[Ref, str]]:
        """The contacts of a customer with their names."""
        if ref in self.casts or ref > 0:
            return self.casts.get(ref, ())
        contact = self.first_contacts[-ref - 1]
        return [] if contact is None else [(contact, self.registry.new[-ref - 1].contact[0])]


def take_census(
    tables: Mapping[int, CustomerTable],
    layout: Layout,
    registry: Registry,
    ledger: Ledger,
    options: ImportOptions,
) -> Census:
    """Decide whom every row means: first by number, then nameless ones, then by phone and name."""
    decider = Decider(registry, ledger, options)
    census = Census(registry, OrderBook(layout), ledger, tables, decider)
    drafts = [draft for source, t in tables.items() for draft in drafts_of(source, t, layout)]
    drafts, told = told_by_people(drafts, layout, registry)
    helper = registry.known_all.helper
    keys: Iterable[NewKey] = zip(*helper.keys([draft.name for draft in drafts]), strict=True)
    nameless, unnumbered = [], []
    for draft, key in zip(drafts, keys, strict=True):
        if told and (decision := told.get((draft.source, draft.row))) is not None:
            _place(draft, key, decision, census)
        elif (
            draft.number and draft.name and not draft.uid and draft.number not in registry.by_number
        ):
            registry.add(draft, key)  # what nearly every row of a first import is
        elif not draft.number and draft.uid not in registry.by_uid:
            unnumbered.append((draft, key))
        elif draft.name:
            _place(draft, key, decide_numbered(draft, registry), census)
        else:
            nameless.append((draft, key))
    for draft, key in nameless:
        _place(draft, key, decide_numbered(draft, registry), census)
    registry.asked = bool(unnumbered or census.rows)
    registry.index()
    _place_unnumbered(unnumbered, census)
    return census


def _place_unnumbered(rows: Sequence[tuple[Draft, NewKey]], census: Census) -> None:
    """Rows without a number, one after the other: each knows those before it."""
    registry = census.registry
    # Of a customer told in several files, the row with its stable id says who it is.
    rows = sorted(rows, key=lambda row: not row[0].uid)
    asking = [d for d, _key in rows if census.is_company(d) and is_unheard_of(d, registry)]
    alikes = Alikes(registry, asking) if asking else None
    entered = 0  # how many of the new ones can be found by what is like them
    for draft, key in rows:
        decision = decide_unnumbered(draft, registry, book=census.tables[draft.source].book)
        if alikes and decision == NEW and draft.name and census.is_company(draft):
            fresh = [(-at - 1, registry.new[at]) for at in range(entered, len(registry.new))]
            alikes.enter([(ref, new) for ref, new in fresh if census.is_company(new)])
            entered = len(registry.new)
            found = alikes.find(draft)
            if census.tables[draft.source].book:
                # Cards of one book with names like each other are not held back for it.
                found = [
                    one for one in found if one.ref > 0 or not census.is_beside(one.ref, draft)
                ]
            own = of_this_uid(draft, registry, tuple(one.ref for one in found))
            decision = decide_alike([one for one in found if one.ref in own])
        _place(draft, key, decision, census)
        registry.index()


def _place(draft: Draft, key: NewKey, decision: Ref | Doubt, census: Census) -> None:
    if isinstance(decision, Doubt):
        _decide(draft, key, decision, census)
    elif decision == NEW:
        if draft.name:
            census.registry.add(draft, key)
        else:
            _refuse_nameless(draft, census.ledger)
    else:
        if census.registry.is_former(draft, decision):
            census.of_former.add((draft.source, draft.row))
            draft = draft._replace(uid="", number="", name="")
        draft = _with_own_number(draft, decision, census)
        census.registry.meet(decision, draft)
        census.decider.placed(draft, decision)
        census.rows.setdefault(decision, []).append(draft)


def _decide(draft: Draft, key: NewKey, doubt: Doubt, census: Census) -> None:
    """A possible duplicate: as the user decided, or left for the user to decide."""
    if not doubt.scores:
        found = ranked(draft, doubt.candidates, census.registry)
        doubt = Doubt(doubt.why, *zip(*found, strict=True))
    decision = census.decider.settle(draft, doubt, holding(draft, doubt.candidates, census))
    if isinstance(decision, Doubt):
        _refuse(draft, doubt, census)
        return
    if decision == NEW and draft.number in census.registry.by_number:
        draft = _with_own_number(draft, NEW, census)
    _place(draft, key, decision, census)


def _with_own_number(draft: Draft, ref: Ref, census: Census) -> Draft:
    """The row, without a number that somebody else already has (where its uid decided)."""
    numbers = census.registry.by_number
    if not draft.number:
        return draft
    owner = numbers.get(draft.number) if ref == NEW else numbers.setdefault(draft.number, ref)
    if owner is None or owner == ref:
        return draft
    message = taken_number_words(draft.number, census.registry.words(owner))
    census.ledger.report(draft.source, draft.row, "number", draft.number, message)
    return draft._replace(number="")


def _refuse(draft: Draft, doubt: Doubt, census: Census) -> None:
    """A possible duplicate: named with those it may be, and left for the user to decide."""
    registry, ledger = census.registry, census.ledger
    names = [registry.words(ref) for ref in doubt.candidates]
    label = f"{draft.number} {draft.name}".strip() or draft.person
    field = "number" if doubt.why == "number_twice" else "name"
    words = doubt_words(doubt.why, names)
    ledger.report(draft.source, draft.row, field, label, words, duplicate=True)
    ledger.note(
        draft.source,
        draft.row,
        "duplicate",
        label,
        candidates=names,
        choices=[census.decider.choice(ref) for ref in doubt.candidates],
        why=reason_words(doubt.why),
        facts=(
            label,
            " ".join(filter(None, registry.place_of(draft))),
            draft.person,
            ", ".join(point.value for point in draft.points),
        ),
    )
    census.refused.setdefault(company_key(draft.name), set()).add(person_key(draft.person))


def _refuse_nameless(draft: Draft, ledger: Ledger) -> None:
    label = f"{draft.number} {draft.person}".strip()
    ledger.report(draft.source, draft.row, "name", label, nameless_words())
    ledger.note(draft.source, draft.row, "not_taken", label)
