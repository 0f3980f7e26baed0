"""The verbs of promises: make one, note that it was kept or broken, see them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from crmtui.actions import promises
from crmtui.domain.words import _
from crmtui.tui.agreed import Agreed, ask_which, in_order, open_promises, selected
from crmtui.tui.repeat import remember
from crmtui.tui.screens.picking import Prompt
from crmtui.tui.step_verbs import card_of, finish, write

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place, Subject


def promise(place: Place, subject: Subject) -> None:
    """Promise the customer something; afterwards the next line of the list is selected."""
    _promise(place, subject, {})


def _promise(place: Place, subject: Subject, begun: Mapping[str, str]) -> None:
    """The form of a promise, with what was promised before where it is done again."""
    from crmtui.tui.screens.promise import PromiseForm

    mark, form = place.bookmark(), PromiseForm(place.crm, card_of(place, subject))
    if begun:
        form.begin_with(begun)

    def saved(made: Changed | None) -> None:
        if made is not None:
            values = form.values()
            same = {name: values[name] for name in ("what", "when")}
            words = _("promise: {what}").format(what=same["what"])
            remember(place, words, partial(_promise_again, same))
            place.go_on(mark)

    place.crm.push_screen(form, saved)


def _promise_again(same: Mapping[str, str], place: Place, subjects: Sequence[Subject]) -> None:
    _promise(place, place.subject() or subjects[0], same)


def kept(place: Place, subject: Subject) -> None:
    """The only open promise was kept, or the one asked for."""
    _with_promise(place, subject, _("Which promise was kept?"), lambda one: finish(place, one))


def broken(place: Place, subject: Subject) -> None:
    """The only open promise will not be kept, or the one asked for; why is asked."""
    question = _("Which promise will not be kept?")
    _with_promise(place, subject, question, lambda one: _ask_why(place, one))


def _with_promise(
    place: Place, subject: Subject, question: str, act: Callable[[Agreed], None]
) -> None:
    among = in_order(open_promises(card_of(place, subject)), subject)
    one = selected(place, subject, among)
    if one is not None or len(among) == 1:
        act(one or among[0])
    elif among:
        ask_which(place, question, among, act)
    else:
        place.crm.say(_("No promise is open here. Press p to make one."))


def _ask_why(place: Place, what: Agreed) -> None:
    def given(why: str | None) -> None:
        if why is None:
            return

        def act(uow: UnitOfWork, today: date) -> Changed:
            return promises.break_(uow, what.id, why, today)

        write(place, act, _("Noted as broken: {what}").format(what=what.what))

    def wrong(why: str) -> str:
        return "" if why.strip() else str(promises.NoReason())

    title = _("“{what}” will not be kept: why?").format(what=what.what)
    place.crm.push_screen(Prompt(title, check=wrong), given)


def edit(place: Place, subject: Subject) -> None:
    """Correct a promise."""
    from crmtui.tui.screens.promise import EditPromiseForm

    card = card_of(place, subject)
    one = next((each for each in card.promises if each.id == subject.promise_id), None)
    if one is not None:
        place.crm.push_screen(EditPromiseForm(place.crm, card, one))


def remover(promise_id: int) -> Callable[[UnitOfWork, date], Changed]:
    """What deletes a promise that was noted by mistake."""
    return lambda uow, today: promises.remove(uow, promise_id)


def ledger(place: Place) -> None:
    """All promises, and the share kept."""
    from crmtui.tui.screens.promises import PromisesScreen

    place.crm.push_screen(PromisesScreen())
