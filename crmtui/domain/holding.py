"""Customers that a row says nothing new about: it was taken in before, however it was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtui.domain.drafts import Draft
from crmtui.domain.importplan import Ref
from crmtui.domain.known import KnownCustomer
from crmtui.domain.ledger import Ledger
from crmtui.domain.registry import MATCHING_KINDS, Registry
from crmtui.domain.search import company_key
from crmtui.domain.sheets import CellValue
from crmtui.domain.targets import Target

if TYPE_CHECKING:
    from crmtui.domain.customerplan import Census


class _Silent(Ledger):
    """A ledger that reports nothing: for trying out what a row would change."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.sources = ledger.sources

    def report(
        self,
        source: int,
        row: int,
        field: str | None,
        found: CellValue,
        message: str,
        *,
        duplicate: bool = False,
    ) -> None:
        """Report nothing."""


def holding(draft: Draft, refs: Sequence[Ref], census: Census) -> list[Ref]:
    """Those of the row's very name to whom it would add nothing at all."""
    likely = [ref for ref in refs if _may_hold(draft, ref, census.registry)]
    known = census.registry.known_all.details([ref for ref in likely if ref > 0]) if likely else {}
    return [ref for ref in likely if _adds_nothing(draft, ref, known.get(ref), census)]


def _may_hold(draft: Draft, ref: Ref, registry: Registry) -> bool:
    """What can be seen without the whole customer: name, and phones and mail addresses."""
    if not draft.name or ref not in registry.by_name.get(company_key(draft.name)):
        return False
    return all(
        any(owner.ref == ref for owner in registry.by_point.get(point.normal))
        for point in draft.points
        if point.normal and point.kind in MATCHING_KINDS
    )


def _adds_nothing(draft: Draft, ref: Ref, known: KnownCustomer | None, census: Census) -> bool:
    before = list(census.rows.get(ref, ()))
    if ref < 0:
        before.insert(0, census.registry.new[-ref - 1])
    target, ledger = Target(ref, census.book.layout, known), _Silent(census.ledger)
    for row in (*before, draft):
        column = census.tables[row.source].has_contact
        changed, _person = target.apply(row, ledger, contact_column=column, how=census.how(row))
    touched = {row.last_on for row in before}
    planned = {row.next_on for row in before}
    if known is not None:
        touched |= {made.on for made in known.interactions}
        planned |= {step.due_on for step in known.steps}
    return (
        not changed.changes
        and (not draft.last_on or draft.last_on in touched)
        and (not draft.next_on or draft.next_on in planned)
    )
