"""Next steps that come with a file: which are still open, which are old, which are over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.followups import OLD_STEP_DAYS
from crmtui.domain.importplan import NewStep, Ref
from crmtui.domain.known import KnownStep, Past
from crmtui.domain.orderbook import OrderBook

IMPORT = "import"
_NO_CONTACT = frozenset({"note", "greeting"})


class StepDraft(NamedTuple):
    """A next step as a row gives it; `on` is the day of the row's own contact."""

    ref: Ref
    contact: Ref | None
    due_on: str
    what: str
    on: str | None
    interaction: Ref | None


class StepBook:
    """The next steps of an import, each only once, and what becomes of them."""

    def __init__(self, pasts: Mapping[int, Past]) -> None:
        self.pasts = pasts
        self._drafts: dict[Ref, list[StepDraft]] = {}
        self._used: set[int] = set()

    def add(self, draft: StepDraft) -> bool:
        """Enter a step; False where it is known: of this record, or the same day and words."""
        known = self.pasts.get(draft.ref) if draft.ref > 0 else None
        for step in known.steps if known else ():
            if step.id not in self._used and _is_same(step, draft):
                self._used.add(step.id)
                return False
        self._drafts.setdefault(draft.ref, []).append(draft)
        return True

    def settle(self, book: OrderBook, today: date) -> None:
        """Open each customer's latest step that no later contact followed; the rest is over.

        Steps that are in the database already are closed only by what this import adds, or the
        same file again would change them.
        """
        fresh: dict[Ref, list[str]] = {}
        if self._drafts or self.pasts:
            for made in book.interactions:
                fresh.setdefault(made.customer, []).append(made.on)
        for ref in dict.fromkeys((*self._drafts, *(ref for ref in fresh if ref > 0))):
            contacts = sorted([*self._known_days(ref), *fresh.get(ref, ())])
            open_known = self._known_open(ref, sorted(fresh.get(ref, ())), book)
            waiting: list[StepDraft] = []
            for draft in self._drafts.get(ref, ()):
                later = _contact_after(draft.on or _day_before(draft.due_on), contacts)
                if later is None:
                    waiting.append(draft)
                else:
                    book.steps.append(_step(draft, "superseded", later, today))
            self._open_latest(waiting, open_known, book, today)

    def _known_days(self, ref: Ref) -> list[str]:
        """The days of the contacts in the database; remarks and greetings are none."""
        known = self.pasts.get(ref) if ref > 0 else None
        return [i.on for i in known.interactions if i.kind not in _NO_CONTACT] if known else []

    def _known_open(self, ref: Ref, contacts: list[str], book: OrderBook) -> list[KnownStep]:
        """Imported steps that are still open; those a contact has followed since are closed."""
        known = self.pasts.get(ref) if ref > 0 else None
        if known is None:
            return []
        told = {interaction.id: interaction.on for interaction in known.interactions}
        still = []
        for step in known.steps:
            on = told.get(step.interaction_id or 0)
            if step.status != "open" or step.origin != IMPORT or on is None:
                continue
            if later := _contact_after(on, contacts):
                closed = {"status": "superseded", "closed_on": later}
                book.update("follow_up", step.id, closed)
            else:
                still.append(step)
        return still

    def _open_latest(
        self, waiting: list[StepDraft], known: list[KnownStep], book: OrderBook, today: date
    ) -> None:
        if not waiting:
            return
        latest = max(waiting, key=lambda draft: draft.due_on)
        if any(step.due_on >= latest.due_on for step in known):
            best = None
        else:
            best = latest
            for step in known:
                closed = {"status": "superseded", "closed_on": latest.on}
                book.update("follow_up", step.id, closed)
        for draft in waiting:
            status = "open" if draft is best else "superseded"
            book.steps.append(_step(draft, status, draft.on, today))


def _is_same(step: KnownStep, draft: StepDraft) -> bool:
    if draft.interaction is not None and draft.interaction > 0:
        if step.interaction_id == draft.interaction:
            return True
        if step.interaction_id is not None:
            return False
    return (step.due_on, step.what) == (draft.due_on, draft.what)


def _contact_after(on: str, contacts: list[str]) -> str | None:
    """The first contact later than a day."""
    at = bisect_right(contacts, on)
    return contacts[at] if at < len(contacts) else None


def _day_before(day: str) -> str:
    """A step of no known origin is over once anything happened on its own day or later."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _step(draft: StepDraft, status: str, closed_on: str | None, today: date) -> NewStep:
    is_open = status == "open"
    old = (today - timedelta(days=OLD_STEP_DAYS)).isoformat()
    return NewStep(
        draft.ref,
        draft.contact,
        draft.due_on,
        draft.what,
        status,
        None if is_open else closed_on,
        int(is_open and draft.due_on < old),
        draft.interaction,
    )
