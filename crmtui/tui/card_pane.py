"""The short card that stands beside a list when there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.errors import CrmError
from crmtui.domain.queue import Reason
from crmtui.reads import customers
from crmtui.tui.card_lines import HISTORY_SHOWN, summary
from crmtui.tui.desk import Desk
from crmtui.tui.ink import Line


def pane_lines(
    desk: Desk, customer_id: int | None, reasons: Sequence[Reason], width: int
) -> list[Line]:
    """The card of a customer; read when it is drawn, so a hidden pane costs nothing."""
    if customer_id is None or width < 20:
        return []
    try:
        card = desk.read(
            lambda conn: customers.card(conn, customer_id, history=HISTORY_SHOWN), None
        )
    except CrmError as error:
        return [((" " + str(error), "late"),)]
    return summary(card, reasons, desk.today, width) if card else []
