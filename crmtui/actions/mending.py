"""Setting right what other programs left crooked in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_CROSSED = (
    "SELECT t.id, p.customer_id FROM contact_point t JOIN contact p ON p.id = t.contact_id "
    "WHERE t.customer_id <> p.customer_id ORDER BY t.id"
)


def points_to_their_contact(uow: UnitOfWork) -> int:
    """Give every contact point to the customer of its contact; gives how many were elsewhere."""
    uow.describe("mend")
    crossed = uow.sql.execute(_CROSSED).fetchall()
    for point, customer in crossed:
        uow.update("contact_point", point, {"customer_id": customer})
    return len(crossed)
