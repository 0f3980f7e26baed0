"""What the commands of the day's work are told: steps, kinds, people, in the user's words."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli import choosing
from crmtui.cli.fields import UnknownWord
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, split_step
from crmtui.domain.errors import DateNotUnderstood, NothingFound, WrongUse
from crmtui.domain.words import _
from crmtui.present.codes import CODES

if TYPE_CHECKING:
    from crmtui.actions.interactions import Step
    from crmtui.store.unit_of_work import UnitOfWork


class NoSuchPerson(NothingFound):
    """Nobody of this name at the customer."""

    def __init__(self, text: str, known: str) -> None:
        super().__init__(
            _("There is no contact “{text}” at this customer; there is: {known}.").format(
                text=text, known=known or "–"
            )
        )


class SeveralPeople(WrongUse):
    """More than one contact fits the name."""

    def __init__(self, text: str, known: str) -> None:
        super().__init__(
            _("More than one contact fits “{text}”: {known}. Nothing was done.").format(
                text=text, known=known
            )
        )


def step(text: str, shell: Shell) -> Step | None:
    """“WHEN: WHAT” as a step; None where nothing is said."""
    from crmtui.actions.interactions import Step

    if not text:
        return None
    day, what = split_step(text, shell.today, workdays=shell.workdays)
    return Step(day.on, what, day.time)


def code(what: str, name: str, text: str) -> str:
    """The code of a word of the trade; UnknownWord."""
    code = present.code_of(what, text)
    if code is None:
        raise UnknownWord(name, text, [f"{c} ({_(w)})" for c, w in CODES[what].items()])
    return code


def person(conn: sqlite3.Connection, customer_id: int, name: str) -> int | None:
    """The contact meant; the first one where none is named."""
    from crmtui.reads import customers

    card = customers.card(conn, customer_id, history=0)
    if card is None or (not name and card.primary is None):
        return None
    if not name:
        assert card.primary is not None
        return card.primary.id
    wanted = name.casefold()
    exact = [person for person in card.contacts if person.name.casefold() == wanted]
    fitting = exact or [person for person in card.contacts if wanted in person.name.casefold()]
    known = _(", ").join(person.name or "–" for person in fitting or card.contacts)
    if not fitting:
        raise NoSuchPerson(name, known)
    if len(fitting) > 1:
        raise SeveralPeople(name, known)
    return fitting[0].id


def open_step(uow: UnitOfWork, text: str) -> str:
    """What a planned step is about, with whom; NoSuchStep where there is none."""
    number = choosing.step_id(text)
    row = uow.row("follow_up", number)
    if row is None:
        raise choosing.NoSuchStep(number)
    customer = uow.must("customer", row.integer("customer_id"))
    return f"{row.text('what')} · {customer.text('name')}"


def planned(when: str, what: list[str], shell: Shell) -> tuple[When, str]:
    """WHEN and WHAT, taken together: “next tue” and “明天 14:00” need no quotes then."""
    try:
        return split_step(" ".join([when, *what]), shell.today, workdays=shell.workdays)
    except DateNotUnderstood:
        raise DateNotUnderstood(when) from None
