"""What deleting something takes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Each kind of row that can be deleted for itself, and the verb the journal has for it.
VERBS: Mapping[str, str] = {
    "customer": "delete_customer",
    "contact": "delete_contact",
    "interaction": "remove_interaction",
    "follow_up": "delete_step",
    "promise": "remove_promise",
    "occasion": "remove_occasion",
}
IN_BIN = frozenset({*VERBS.values(), "remove_field"})
"""Operations that deleted something, which is in the recycle bin until it is emptied."""
# What belongs to a customer, to a contact: children first.
OF_CUSTOMER = (
    *("greeting", "promise", "follow_up", "interaction", "occasion", "alias", "contact_point"),
    *("custom_value", "customer_tag", "stage_change", "contact"),
)
OF_CONTACT = ("occasion", "alias", "contact_point")
COUNTED = (
    *("contact", "interaction", "follow_up", "promise", "occasion", "greeting", "custom_value"),
)


class Referring(NamedTuple):
    """A column of a row that stays, which points at a row that goes."""

    table: str
    column: str
    row_id: int


class Deletion(NamedTuple):
    """What goes, by table and children first; what of others has to let go of it."""

    table: str
    titles: tuple[str, ...]
    rows: Mapping[str, tuple[int, ...]]
    referring: tuple[Referring, ...] = ()

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many rows go with it, of the kinds that a user sees."""
        found = ((table, len(self.rows.get(table, ()))) for table in COUNTED)
        return tuple((table, n) for table, n in found if n and table != self.table)

    @property
    def total(self) -> int:
        """How many rows go or change."""
        return sum(map(len, self.rows.values())) + len(self.referring)
