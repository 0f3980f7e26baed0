"""Contact records and last-contact dates -> entries of the history, each only once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmtui.domain.changes import FieldChange
from crmtui.domain.customerplan import Census, Last
from crmtui.domain.headerwords import WORDS
from crmtui.domain.historysheet import HistoryTable
from crmtui.domain.importplan import NewInteraction, Ref
from crmtui.domain.known import KnownInteraction, Past
from crmtui.domain.recordowner import Owned
from crmtui.domain.search import person_key
from crmtui.domain.sheettouch import SHEET, touch_of
from crmtui.domain.steps import StepBook, StepDraft
from crmtui.domain.words import _

_Line = tuple[Ref | None, str, str, str]  # contact, day, kind, what


class Entry(NamedTuple):
    """A record found to be there already, or made."""

    ref: Ref
    made: bool


class Histories:
    """The histories of the customers an import speaks of: as known, and as they grow."""

    def __init__(self, census: Census, pasts: Mapping[int, Past]) -> None:
        self.census = census
        self.pasts = pasts
        self.latest: dict[Ref, str] = census.dated  # the last day of each customer's history
        for ref, known in pasts.items():
            self.latest[ref] = max((i.on for i in known.interactions), default="")
        self._lines: dict[Ref, dict[_Line, list[int]]] = {}
        self._planned: dict[tuple[Ref, str], list[NewInteraction]] | None = None

    def enter(self, made: NewInteraction) -> Entry:
        """The record that says this, found among the known ones or made; each is found once."""
        found = self._known_lines(made.customer).get(
            (made.contact, made.on, made.kind, made.summary)
        )
        if found:
            return Entry(found.pop(0), False)
        return Entry(self.add(made), True)

    def add(self, made: NewInteraction) -> Ref:
        """Make a record."""
        if made.on > self.latest.get(made.customer, ""):
            self.latest[made.customer] = made.on
        if self._planned is not None:
            self._planned.setdefault((made.customer, made.on), []).append(made)
        return self.census.book.add_interaction(made)

    def _known_lines(self, ref: Ref) -> dict[_Line, list[int]]:
        if ref < 0 or ref not in self.pasts:
            return {}
        if ref not in self._lines:
            lines: dict[_Line, list[int]] = {}
            for i in self.pasts[ref].interactions:
                lines.setdefault((i.contact_id, i.on, i.kind, i.summary), []).append(i.id)
            self._lines[ref] = lines
        return self._lines[ref]

    def on_day(self, ref: Ref, on: str) -> Sequence[KnownInteraction | NewInteraction]:
        """What is known and planned of a customer on a day."""
        if self._planned is None:
            self._planned = {}
            for made in self.census.book.interactions:
                self._planned.setdefault((made.customer, made.on), []).append(made)
        known = self.pasts[ref].interactions if ref in self.pasts else ()
        return [*(i for i in known if i.on == on), *self._planned.get((ref, on), ())]


def plan_records(
    tables: Mapping[int, HistoryTable],
    owners: Mapping[tuple[int, int], Owned],
    histories: Histories,
    steps: StepBook,
) -> None:
    """Every contact record with its next step; the row is new, updated or the same."""
    census = histories.census
    for (source, row), owner in owners.items():
        if source not in tables:
            continue
        table = tables[source]
        moment = table.on[row]
        assert moment is not None
        contact = contact_of(owner, table.contact[row], histories)
        entry = histories.enter(
            NewInteraction(
                owner.ref,
                contact,
                moment.on,
                moment.time,
                table.kind[row],
                "out",
                table.summary[row],
                table.outcome[row],
                table.rep[row],
                "",
                None,
            )
        )
        step = _step(table, row, owner.ref, contact, entry, steps)
        outcome = "new" if entry.made else "updated" if step else "same"
        changes = (FieldChange(_(WORDS["next_on"]), None, step),) if step else ()
        customer_id = owner.ref if owner.ref > 0 else None
        label = census.registry.words(owner.ref) if outcome == "updated" else ""
        census.ledger.note(source, row, outcome, label, customer_id=customer_id, changes=changes)


def contact_of(owner: Owned, name: str, histories: Histories) -> Ref | None:
    """The contact a record names; one that is not known yet is added to the customer."""
    if owner.contact is not None or not name:
        return owner.contact
    census = histories.census
    met = (owner.ref, person_key(name))
    if met not in census.met:
        people = census.people(owner.ref)
        values = (name, *("" for _ in census.book.layout.contact[1:]))
        first = not people and not any(ref == owner.ref for ref, _key in census.met)
        census.met[met] = census.book.add_contact(owner.ref, values, primary=first)
    return census.met[met]


def _step(
    table: HistoryTable,
    row: int,
    ref: Ref,
    contact: Ref | None,
    entry: Entry,
    steps: StepBook,
) -> str | None:
    """The record's next step; gives its day where it is a new one."""
    due_on, moment = table.next_on[row], table.on[row]
    if due_on is None or moment is None:
        return None
    what = table.next_what[row] or table.summary[row] or _("Follow up")
    made = steps.add(StepDraft(ref, contact, due_on, what, moment.on, entry.ref))
    return due_on if made else None


def plan_last_contacts(lasts: Iterable[Last], histories: Histories, steps: StepBook) -> None:
    """A last contact newer than the history is a touch; what was said at an older one is kept."""
    for last in sorted(lasts, key=_on, reverse=True):
        touch = None
        if last.on and last.on > histories.latest.get(last.ref, ""):
            touch = histories.add(touch_of(last.ref, last.contact, last.on, last.text))
            _changed(last, "last_on", f"{last.on} {last.text}".strip(), histories)
        elif last.on and last.text:
            _keep_words(last, last.on, histories)
        if last.next_on:
            what = last.next_what or last.text or _("Follow up")
            made = steps.add(StepDraft(last.ref, last.contact, last.next_on, what, last.on, touch))
            if made:
                _changed(last, "next_on", last.next_on, histories)


def _on(last: Last) -> str:
    return last.on or ""


def _keep_words(last: Last, on: str, histories: Histories) -> None:
    """What was said on a day of the known history: there already, told of a bare touch, or new."""
    there = histories.on_day(last.ref, on)
    if any(last.text in i.summary for i in there):
        return
    _changed(last, "last_text", f"{on} {last.text}", histories)
    for known in there:
        bare = isinstance(known, KnownInteraction) and known.origin == SHEET and not known.summary
        if bare and isinstance(known, KnownInteraction):
            histories.census.book.update("interaction", known.id, {"summary": last.text})
            return
    histories.add(touch_of(last.ref, last.contact, on, last.text))


def _changed(last: Last, field: str, words: str, histories: Histories) -> None:
    pending = histories.census.pending.get((last.source, last.row))
    if pending is not None:
        pending.changes.append(FieldChange(_(WORDS[field]), None, words))
