"""The verbs of the day: log, plan, finish, confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from crmtui.actions import followups, promises
from crmtui.domain.cards import Card
from crmtui.domain.errors import CrmError, RowMissing
from crmtui.domain.followups import APPOINTMENTS, FollowUp
from crmtui.domain.records import Value
from crmtui.domain.words import _
from crmtui.present import kind_words
from crmtui.reads import customers
from crmtui.tui.agreed import (
    Agreed,
    ask_which,
    has_come,
    in_order,
    is_named,
    open_promises,
    open_steps,
    selected,
)
from crmtui.tui.ink import Line
from crmtui.tui.repeat import forget, remember
from crmtui.tui.screens.picking import Pick
from crmtui.tui.several_verbs import remember_done, remember_plan

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.log import LogForm
    from crmtui.tui.screens.place import Place, Subject


def card_of(place: Place, subject: Subject, history: int = 0) -> Card:
    """The subject's card as it is now."""
    card = place.desk.read(
        lambda conn: customers.card(conn, subject.customer_id, history=history), None
    )
    if card is None:
        raise RowMissing("customer", subject.customer_id)
    return card


def write(
    place: Place,
    act: Callable[[UnitOfWork, date], Changed],
    said: str = "",
    *,
    stay: bool = False,
) -> None:
    """Do it behind the screen, say that it is done or why it could not be, and go on.

    stay: what is selected stays so, where its line is not gone. What can be done again is to be
    remembered after this.
    """
    forget(place)
    mark = place.bookmark()

    async def work() -> None:
        try:
            await place.crm.write(act)
        except CrmError as error:
            place.crm.tell(error)
        else:
            place.go_on(mark, stay=stay)
            if said:
                place.crm.say(said)

    place.crm.run_worker(work(), exit_on_error=False)


def log(place: Place, subject: Subject) -> None:
    """Log a contact; afterwards the next line of the list is selected."""
    from crmtui.tui.screens.log import LogForm

    card = card_of(place, subject)
    agreed: list[Agreed] = [*open_steps(card), *open_promises(card)]
    about = next((each for each in agreed if is_named(each, subject)), None)
    _open_log(place, LogForm(place.crm, card, about))


def _open_log(place: Place, form: LogForm) -> None:
    mark = place.bookmark()

    def saved(made: Changed | None) -> None:
        if made is not None:
            remember_log(place, form.values())
            place.go_on(mark)

    place.crm.push_screen(form, saved)


def remember_log(place: Place, values: Mapping[str, str]) -> None:
    """A contact was logged; again the form opens with the same kind and next step."""
    same = {name: values[name] for name in ("kind", "next") if values.get(name)}
    words = _("log: {kind} {next}").format(
        kind=kind_words(same.get("kind", "")), next=same.get("next", "")
    )
    remember(place, words.strip(), partial(_log_again, same))


def _log_again(same: Mapping[str, str], place: Place, subjects: Sequence[Subject]) -> None:
    from crmtui.tui.screens.log import ANSWERED, LogForm

    subject = place.subject() or subjects[0]
    form = LogForm(place.crm, card_of(place, subject))
    outcome = "reached" if same.get("kind") in ANSWERED else ""
    form.begin_with({**same, "outcome": outcome})
    _open_log(place, form)


def plan(place: Place, subject: Subject) -> None:
    """Plan a next step; afterwards the next line of the list is selected."""
    from crmtui.tui.screens.plan import PlanForm
    from crmtui.tui.screens.several_plan import planned_of

    mark, form = place.bookmark(), PlanForm(place.crm, card_of(place, subject))

    def saved(made: Changed | None) -> None:
        if made is not None:
            values = form.values()
            remember_plan(place, planned_of(values, form.course(values)))
            place.go_on(mark)

    place.crm.push_screen(form, saved)


# -- finishing ---------------------------------------------------------------------------------


def done(place: Place, subject: Subject) -> None:
    """Finish the only open step or due promise, or the one asked for."""
    card, today = card_of(place, subject), place.desk.today
    steps, promised = open_steps(card), open_promises(card)
    due = [p for p in promised if has_come(p, today, place.desk.workdays)]
    # A promise for a later day is asked about, even alone: d must not tick it off unseen.
    among = in_order([*steps, *due] or promised, subject)
    one = selected(place, subject, [*steps, *promised])
    if one is None and len(among) == 1 and (steps or due):
        one = among[0]
    if one is not None:
        finish(place, one)
    elif among:
        ask_which(place, _("Which one is done?"), among, partial(finish, place))
    else:
        place.crm.say(_("No step is open here. Press n to plan one, l to log a contact."))


def finish(place: Place, what: Agreed) -> None:
    """Write that a step is done, or a promise kept."""

    def act(uow: UnitOfWork, today: date) -> Changed:
        if isinstance(what, FollowUp):
            return followups.complete(uow, what.id, today)
        return promises.keep(uow, what.id, today)

    words = _("Finished: {what}") if isinstance(what, FollowUp) else _("Promise kept: {what}")
    write(place, act, words.format(what=what.what))
    remember_done(place)


# -- appointments ------------------------------------------------------------------------------


def confirm(place: Place, subject: Subject) -> None:
    """Note that the customer confirmed an appointment; any step with a time may become one."""
    timed = [step for step in open_steps(card_of(place, subject)) if step.time]
    among = in_order([step for step in timed if not step.confirmed], subject)
    one = selected(place, subject, timed)
    act = partial(_confirm, place)
    if one is not None or len(among) == 1:
        act(one or among[0])
    elif among:
        ask_which(place, _("Which appointment is confirmed?"), among, act)
    elif timed:
        place.crm.say(_("Confirmed already: {what}").format(what=timed[0].what))
    else:
        place.crm.say(_("No step here has a time. Give one a time first: e on the card."))


def _confirm(place: Place, step: Agreed) -> None:
    assert isinstance(step, FollowUp)
    if step.confirmed:
        place.crm.say(_("Confirmed already: {what}").format(what=step.what))
    elif step.is_appointment:
        said = _("Confirmed: {what}").format(what=step.what)
        write(place, lambda uow, today: followups.confirm(uow, step.id), said)
    else:
        _make_appointment(place, step)


def _make_appointment(place: Place, step: FollowUp) -> None:
    """A step with a time that is neither visit nor meeting: ask which of them it is."""

    def chosen(index: int | None) -> None:
        if index is None:
            return
        kind = APPOINTMENTS[index % len(APPOINTMENTS)]

        def act(uow: UnitOfWork, today: date) -> Changed:
            values: dict[str, Value] = {"kind": kind, "confirmed": int(index < len(APPOINTMENTS))}
            return followups.edit(uow, step.id, values)

        write(place, act, _("Appointment: {what}").format(what=step.what))

    already = [_("a {kind}, confirmed already").format(kind=kind_words(k)) for k in APPOINTMENTS]
    later = [_("a {kind}, to be confirmed").format(kind=kind_words(k)) for k in APPOINTMENTS]
    lines: list[Line] = [((words, "text"),) for words in (*already, *later)]
    title = _("“{what}” is an appointment:").format(what=step.what)
    place.crm.push_screen(Pick(title, lines), chosen)
