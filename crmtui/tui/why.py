"""The verb `why`: what makes the selected customer urgent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.words import _
from crmtui.present import why as words
from crmtui.reads import queue
from crmtui.tui.agreed import name_of
from crmtui.tui.step_verbs import card_of

if TYPE_CHECKING:
    from crmtui.domain.queue import Reason, Share
    from crmtui.tui.screens.place import Place, Subject


def why(place: Place, subject: Subject) -> None:
    """The parts of the customer's urgency and their sum."""
    from crmtui.tui.screens.why import WhyScreen

    desk, today = place.desk, place.desk.today
    name = name_of(card_of(place, subject))
    nothing: list[tuple[Reason, tuple[Share, ...]]] = []
    shares = desk.read(
        lambda conn: queue.shares_for(conn, subject.customer_id, today, desk.terms(today, conn)),
        nothing,
    )
    if not shares:
        place.crm.say(_("Nothing is due today with {name}.").format(name=name))
        return
    place.crm.push_screen(WhyScreen(name, words.parts(shares, today)))
