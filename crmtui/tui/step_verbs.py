"""The verbs of the day: log, plan, finish, put off, call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from crmtui.actions import followups
from crmtui.domain.cards import Card
from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import CrmError, RowMissing
from crmtui.domain.followups import FollowUp
from crmtui.domain.words import _
from crmtui.present import date_words, point_kind_words
from crmtui.reads import customers
from crmtui.tui.card_lines import step_line
from crmtui.tui.echoes import day_off_words, when_echo
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Pick, Prompt

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place, Subject


def card_of(place: Place, subject: Subject, history: int = 0) -> Card:
    """The subject's card as it is now."""
    card = place.desk.read(
        lambda conn: customers.card(conn, subject.customer_id, history=history), None
    )
    if card is None:
        raise RowMissing("customer", subject.customer_id)
    return card


def write(place: Place, act: Callable[[UnitOfWork, date], Changed], said: str = "") -> None:
    """Do it behind the screen; say that it is done, or why it could not be."""
    mark = place.bookmark()

    async def work() -> None:
        try:
            await place.crm.write(act)
        except CrmError as error:
            place.crm.tell(error)
        else:
            place.go_on(mark, stay=True)
            if said:
                place.crm.say(said)

    place.crm.run_worker(work(), exit_on_error=False)


def log(place: Place, subject: Subject) -> None:
    """Log a contact; afterwards the next line of the list is selected."""
    from crmtui.tui.screens.log import LogForm

    mark = place.bookmark()

    def saved(made: Changed | None) -> None:
        if made is not None:
            place.go_on(mark)

    form = LogForm(place.crm, card_of(place, subject), subject.follow_up_id)
    place.crm.push_screen(form, saved)


def plan(place: Place, subject: Subject) -> None:
    """Plan a next step."""
    from crmtui.tui.screens.plan import PlanForm

    place.crm.push_screen(PlanForm(place.crm, card_of(place, subject)))


# -- finishing and putting off -----------------------------------------------------------------


def done(place: Place, subject: Subject) -> None:
    """Finish the only open step, or the one asked for."""

    def finish(step: FollowUp) -> None:
        def act(uow: UnitOfWork, today: date) -> Changed:
            return followups.complete(uow, step.id, today)

        write(place, act, _("Finished: {what}").format(what=step.what))

    _with_step(place, subject, _("Which step is finished?"), finish)


def snooze(place: Place, subject: Subject) -> None:
    """Put a step off to tomorrow, next week, or a day in words."""
    _with_step(place, subject, _("Which step should be put off?"), partial(_ask_when, place))


def _with_step(
    place: Place, subject: Subject, question: str, act: Callable[[FollowUp], None]
) -> None:
    """The step the line is there for, the only open one, or the one the user chooses."""
    card = card_of(place, subject)
    still = [step for step in card.follow_ups if step.status == "open"]
    named = [step for step in still if step.id == subject.follow_up_id]
    if not still:
        place.crm.say(_("No step is open here. Press n to plan one, l to log a contact."))
    elif len(still) == 1 or (named and place.on_step()):
        act((named or still)[0])
    else:
        _ask_which(place, still, question, named, act)


def _ask_which(
    place: Place,
    steps: Sequence[FollowUp],
    question: str,
    named: Sequence[FollowUp],
    act: Callable[[FollowUp], None],
) -> None:
    today = place.desk.today
    ordered = [*named, *(step for step in steps if step not in named)]

    def chosen(index: int | None) -> None:
        if index is not None:
            act(ordered[index])

    lines = [step_line(step, today, min(place.size.width, 76) - 8) for step in ordered]
    place.crm.push_screen(Pick(question, lines), chosen)


def _ask_when(place: Place, step: FollowUp) -> None:
    today, workdays = place.desk.today, place.desk.workdays
    moves = place.desk.settings.move_days_off
    choices = [
        (_("tomorrow"), today + timedelta(days=1)),
        (_("in 3 days"), today + timedelta(days=3)),
        (_("next week"), today + timedelta(days=7 - today.weekday())),
        (_("in 2 weeks"), today + timedelta(days=14)),
    ]
    lines: list[Line] = []
    for words, day in choices:
        special = day_off_words(When(day, step.time), today, workdays, moves=moves)
        shown = f"{date_words(day, today)} {special}".rstrip()
        lines.append(((f"{words}  ", "text"), (shown, "dim")))
    lines.append(((_("another day …"), "text"),))

    def chosen(index: int | None) -> None:
        if index is None:
            return
        if index < len(choices):
            _put_off(place, step, When(choices[index][1], step.time))
        else:
            _ask_day(place, step)

    place.crm.push_screen(Pick(_("Put “{what}” off to").format(what=step.what), lines), chosen)


def _ask_day(place: Place, step: FollowUp) -> None:
    today, workdays = place.desk.today, place.desk.workdays

    def wrong(text: str) -> str:
        try:
            parse_when(text, today, workdays=workdays)
        except CrmError as error:
            return str(error)
        return ""

    def given(text: str | None) -> None:
        if text is not None:
            _put_off(place, step, parse_when(text, today, workdays=workdays))

    title = _("Put “{what}” off to").format(what=step.what)
    hint = _("3d · next tue · eom · 下周三")
    moves = place.desk.settings.move_days_off
    echo = partial(when_echo, today=today, workdays=workdays, moves=moves)
    place.crm.push_screen(Prompt(title, hint=hint, echo=echo, check=wrong), given)


def _put_off(place: Place, step: FollowUp, when: When) -> None:
    def act(uow: UnitOfWork, today: date) -> Changed:
        return followups.snooze(uow, step.id, when.on, when.time, today)

    day = date_words(when.on, place.desk.today)
    write(place, act, _("Put off to {day}: {what}").format(day=day, what=step.what))


# -- calling -----------------------------------------------------------------------------------


def call(place: Place, subject: Subject) -> None:
    """Copy a phone number; ask which where there are several."""
    card = card_of(place, subject)
    people = sorted(card.contacts, key=lambda each: not each.is_primary)
    phones = [(c, p) for c in people for p in c.points if p.kind in PHONE_KINDS - {"fax"}]
    if not phones:
        place.crm.say(_("No phone number is known. Add one to a contact on the card."))
        return

    def chosen(index: int | None) -> None:
        if index is not None:
            contact, point = phones[index]
            _copy(place, contact.name, point.value)

    if len(phones) == 1:
        chosen(0)
        return
    lines = [
        (
            (f"{point.value}  ", "text!"),
            (f"{contact.name} {contact.position}".strip(), "text"),
            (f"  {point_kind_words(point.kind)} {point.label}".rstrip(), "dim"),
        )
        for contact, point in phones
    ]
    place.crm.push_screen(Pick(_("Which number?"), lines), chosen)


def _copy(place: Place, name: str, number: str) -> None:
    from crmtui.tui.clipboard import copy

    copy(place.crm, number, _("{number} {name}").format(number=number, name=name).strip())
