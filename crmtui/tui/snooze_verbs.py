"""Putting off: a step to another day, a promise for a reason, a customer until it is time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from crmtui.actions import followups, hiding, several
from crmtui.domain.cards import Card
from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import CrmError
from crmtui.domain.followups import FollowUp
from crmtui.domain.hiding import FOREVER, hidden_until
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words
from crmtui.tui import several_verbs
from crmtui.tui.agreed import (
    Agreed,
    ask_which,
    in_order,
    name_of,
    open_promises,
    open_steps,
    selected,
)
from crmtui.tui.card_lines import hidden_words, put_off_words
from crmtui.tui.echoes import day_off_words, when_echo
from crmtui.tui.ink import Line, column
from crmtui.tui.repeat import forget, remember
from crmtui.tui.screens.picking import Pick, Prompt
from crmtui.tui.several_verbs import remember_day
from crmtui.tui.step_verbs import card_of, write

if TYPE_CHECKING:
    from crmtui.actions.several import Several
    from crmtui.domain.changes import Changed
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place, Subject

More = Sequence[tuple[str, Callable[[], None]]]
"""Further choices: words and what they do."""


def snooze(place: Place, subject: Subject) -> None:
    """Put off the only open step or promise, or the one asked for; else hide the customer."""
    card = card_of(place, subject)
    among = in_order([*open_steps(card), *open_promises(card)], subject)
    one = selected(place, subject, among)
    hides = partial(_ask_hidden, place, card)
    if one is not None or len(among) == 1:
        _put_off(place, card, one or among[0])
    elif among:
        more = [(((_hide_words(), "text"),), hides)]
        ask_which(place, _("What should be put off?"), among, partial(_put_off, place, card), more)
    else:
        hides()


def _hide_words() -> str:
    return _("hide the customer from Today …")


def _put_off(place: Place, card: Card, what: Agreed) -> None:
    if isinstance(what, FollowUp):
        hides = partial(_ask_hidden, place, card)
        title = _("Put “{what}” off to").format(what=what.what)
        then = partial(_put_step_off, place, what)
        ask_when(
            place, title, then, what.time, put_off_words(what.snoozes), [(_hide_words(), hides)]
        )
        return
    from crmtui.tui.screens.promise import PutOffForm

    def saved(made: Changed | None) -> None:
        if made is not None:
            forget(place)

    place.crm.push_screen(PutOffForm(place.crm, card, what), saved)


def _put_step_off(place: Place, step: FollowUp, when: When) -> None:
    def act(uow: UnitOfWork, today: date) -> Changed:
        return followups.snooze(uow, step.id, when.on, when.time, today)

    # Steps of others keep their own time of day, unless one was asked for.
    again = when if when.time != step.time else When(when.on)
    day = date_words(when.on, place.desk.today)
    write(place, act, _("Put off to {day}: {what}").format(day=day, what=step.what))
    remember_day(place, again)


# -- which day -----------------------------------------------------------------------------------


def month_after(day: date) -> date:
    """The same day of the next month, or its last one."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


def usual_days(today: date) -> list[tuple[str, date]]:
    """The days one puts things off to; on a Sunday tomorrow is next week, and stands once."""
    named = {
        today + timedelta(days=7 - today.weekday()): _("next week"),
        today + timedelta(days=1): _("tomorrow"),
        today + timedelta(days=3): _("in 3 days"),
        today + timedelta(days=14): _("in 2 weeks"),
        month_after(today): _("in a month"),
    }
    return [(words, day) for day, words in sorted(named.items())]


def ask_when(
    place: Place,
    title: str,
    then: Callable[[When], None],
    time: str | None = None,
    note: str = "",
    more: More = (),
) -> None:
    """Ask for a later day, with the usual ones a key away; a time of day is kept."""
    days = usual_days(place.desk.today)
    cells = max(cell_len(words) for words, _day in days)
    choices: list[tuple[Line, Callable[[], None]]] = [
        (_day_line(place, column(words, cells), when), partial(then, when))
        for words, when in ((words, When(day, time)) for words, day in days)
    ]
    asks: More = [(_("a day in your own words …"), lambda: ask_day(place, title, then))]
    choices += [(((words, "text"),), act) for words, act in (*asks, *more)]
    pick(place, title, choices, note)


def _day_line(place: Place, words: str, when: When) -> Line:
    desk = place.desk
    special = day_off_words(when, desk.today, desk.workdays, moves=desk.settings.move_days_off)
    shown = f"{date_words(when.on, desk.today)} {special}".rstrip()
    return ((f"{words}  ", "text"), (shown, "dim"))


def pick(
    place: Place, title: str, choices: Sequence[tuple[Line, Callable[[], None]]], note: str = ""
) -> None:
    """Do what is chosen."""

    def chosen(index: int | None) -> None:
        if index is not None:
            choices[index][1]()

    place.crm.push_screen(Pick(title, [line for line, _act in choices], note=note), chosen)


def ask_day(place: Place, title: str, then: Callable[[When], None]) -> None:
    """Ask for a day in words; what is understood is said while one types."""
    today, workdays = place.desk.today, place.desk.workdays

    def wrong(text: str) -> str:
        try:
            parse_when(text, today, workdays=workdays)
        except CrmError as error:
            return str(error)
        return ""

    def given(text: str | None) -> None:
        if text is not None:
            then(parse_when(text, today, workdays=workdays))

    hint = _("3d · next tue · eom · 下周三")
    moves = place.desk.settings.move_days_off
    echo = partial(when_echo, today=today, workdays=workdays, moves=moves)
    place.crm.push_screen(Prompt(title, hint=hint, echo=echo, check=wrong), given)


# -- hiding --------------------------------------------------------------------------------------


def hide(place: Place, subject: Subject) -> None:
    """Hide the customer from Today; one that is hidden comes back."""
    card = card_of(place, subject)
    if hidden_until(card.customer.hide_until, place.desk.today):
        _hide(place, card, None)
    else:
        _ask_hidden(place, card)


def _ask_hidden(place: Place, card: Card) -> None:
    today = place.desk.today
    title = _("Hide {name} from Today until").format(name=name_of(card))
    note = _("Next steps and promises come up all the same.")

    hides = partial(_hide, place, card)
    more = [(_until_logged(), partial(hides, FOREVER))]
    if until_now := hidden_until(card.customer.hide_until, today):
        note = f"{hidden_words(until_now, today)} · {note}"
        more.append((_("bring it back now"), partial(hides, None)))
    ask_when(place, title, lambda when: hides(when.on), note=note, more=more)


def _hide(place: Place, card: Card, until: date | None) -> None:
    def act(uow: UnitOfWork, today: date) -> Changed:
        return hiding.hide(uow, card.customer.id, until, today)

    name = name_of(card)
    if until is None:
        said = _("{name} comes up in Today again.").format(name=name)
    else:
        words = _("{name}: {hidden}. f in Customers finds it, h brings it back.")
        said = words.format(name=name, hidden=hidden_words(until, place.desk.today))
    write(place, act, said)
    if until is not None:
        remember_hidden(place, until)


def hide_marked(place: Place) -> None:
    """Ask until when the marked customers are hidden."""
    subjects = place.targets()
    words = ngettext(
        "Hide {n} customer from Today until",
        "Hide {n} customers from Today until",
        n := len(subjects),
    )
    more = [(_until_logged(), lambda: hide_them(FOREVER, place, subjects))]
    ask_when(
        place,
        words.format(n=n),
        lambda when: hide_them(when.on, place, subjects),
        note=_("Next steps and promises come up all the same."),
        more=more,
    )


def _until_logged() -> str:
    return _("something happens: until the next contact is logged")


def remember_hidden(place: Place, until: date) -> None:
    """A customer was hidden from Today until this day, or until something is logged."""
    words = hidden_words(until, place.desk.today)
    remember(place, words, partial(hide_them, until))


def hide_them(until: date, place: Place, subjects: Sequence[Subject]) -> None:
    """Hide them from Today."""
    remember_hidden(place, until)
    hidden = hidden_words(until, place.desk.today)

    def said(made: Several) -> str:
        words = ngettext("{n} customer: {names}", "{n} customers: {names}", made.done)
        return words.format(n=made.done, names=hidden)

    ids = [subject.customer_id for subject in subjects]
    several_verbs.write(
        place, subjects, lambda uow, today: several.hide(uow, ids, until, today), said
    )
