"""The verbs on what goes on by itself: leaving out a step that comes back, ending a sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.actions import followups, running
from crmtui.domain.followups import FollowUp
from crmtui.domain.words import _
from crmtui.present.repeats import repeat_words
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Pick
from crmtui.tui.step_verbs import write

if TYPE_CHECKING:
    from crmtui.tui.screens.place import Place, Subject


def remove_step(place: Place, step: FollowUp) -> None:
    """Drop a step that comes back: this once, or for good."""

    def chosen(index: int | None) -> None:
        if index == 0:
            said = _("Left out: {what}").format(what=step.what)
            write(place, lambda uow, today: followups.skip(uow, step.id, today), said, stay=True)
        elif index == 1:
            said = _("Removed. u brings it back.")
            write(place, lambda uow, today: followups.cancel(uow, step.id, today), said, stay=True)

    once = _("this once: it comes back {repeat}").format(repeat=repeat_words(step.repeat))
    choices: list[Line] = [((once, "text"),), ((_("for good: it does not come back"), "text"),)]
    place.crm.push_screen(Pick(_("Drop “{what}”").format(what=step.what), choices), chosen)


def stop_sequence(place: Place, subject: Subject) -> None:
    """Drop what is still open of the customer's sequences."""
    customer = subject.customer_id
    write(place, lambda uow, today: running.stop(uow, customer, "", today), stay=True)
