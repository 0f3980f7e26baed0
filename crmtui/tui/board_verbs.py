"""The verbs of the board: take a step along to another day, see the worklog."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import moving
from crmtui.domain.board import PROMISE, Entry
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.present import date_words
from crmtui.tui.board_lines import Kept
from crmtui.tui.screens.board import BoardScreen
from crmtui.tui.step_verbs import card_of

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place


def earlier(place: Place) -> None:
    """To the working day before."""
    _move(place, -1)


def later(place: Place) -> None:
    """To the next working day."""
    _move(place, 1)


def _move(place: Place, step: int) -> None:
    if not isinstance(place, BoardScreen):
        return
    found = place.item()
    if found is None:
        place.crm.say(_("Select a step first."))
    elif isinstance(found[1], Kept):
        place.crm.say(_("A day that matters stays on its day."))
    elif found[1].kind == PROMISE:
        _promise(place, found[1], step)
    else:
        place.crm.run_worker(_moved(place, found[1], step), exit_on_error=False)


async def _moved(place: BoardScreen, entry: Entry, step: int) -> None:
    """Write it and go along."""
    desk = place.desk
    workdays = desk.workdays if desk.settings.move_days_off else None

    def act(uow: UnitOfWork, today: date) -> moving.Moved:
        # Asked here, where writes follow each other: keys may come faster than they are written.
        before = place.moving
        same = before is not None and before[:2] == (entry.id, today)
        counted = before[2] if before is not None and same else None
        made = moving.move(uow, entry.id, step, today, workdays, counted)
        place.moving = (entry.id, today, made.put_offs)
        return made

    try:
        made = await place.crm.write(act)
    except CrmError as error:
        place.crm.tell(error)
        return
    place.follow(made.on, (entry.kind, entry.id))
    words = _("{day}: {what}").format(day=date_words(made.on, desk.today), what=entry.what)
    load = next((day.load for day in place.days if day.on == made.on), 0)
    if load > place.capacity:
        full = _("{load} of {room} that day").format(load=load, room=place.capacity)
        words = f"{words} · {full}"
    place.crm.say(words)


def _promise(place: BoardScreen, entry: Entry, step: int) -> None:
    """A promise is put off only with a reason, and never moved to an earlier day."""
    if step < 0:
        place.crm.say(_("A promise keeps its day; it can be put off, with a reason."))
        return
    subject = place.subject()
    if subject is None:
        return
    from crmtui.tui.screens.promise import PutOffForm

    card = card_of(place, subject)
    promise = next((each for each in card.promises if each.id == entry.id), None)
    if promise is not None:
        place.crm.push_screen(PutOffForm(place.crm, card, promise))


def worklog(place: Place) -> None:
    """What was done, as text to copy."""
    from crmtui.tui.screens.worklog import WorklogScreen

    place.crm.push_screen(WorklogScreen(place.crm))
