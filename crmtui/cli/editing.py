"""The commands that change cards: add, edit, archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, fields, told
from crmtui.cli.output import Exit, put, say
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.actions.contacts import PointText
    from crmtui.domain.cards import Card, CustomField
    from crmtui.domain.customers import Contact, CustomerLine
    from crmtui.store.unit_of_work import UnitOfWork


def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("The customer's name"))],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE…", help=N_("What is known so far"))
    ] = None,
) -> int:
    """Add a customer, its first contact included."""
    from crmtui.actions import customers, occasions

    shell: Shell = ctx.obj
    wanted = fields.understood(values or (), own_fields(shell), shell.today)
    with shell.keeping() as uow:
        others = _alike(uow, name, wanted)
        changed = customers.add(
            uow,
            {**wanted.customer, "name": name},
            today=shell.today,
            contact=wanted.contact,
            points=_points(wanted),
            tags=wanted.new_tags(()) or (),
            custom=wanted.custom,
        )
        assert changed.id is not None
        for day in wanted.birthdays:
            person = _primary_id(uow, changed.id)
            occasions.insert(uow, changed.id, person, "birthday", day)
    put(f"id:{changed.id}")
    told.done(_("Added {name} (id:{id}).").format(name=name, id=changed.id))
    if others:
        say(_("Is it one of these? They have the same name, phone or mail address:"))
        for line in others:
            say(f"  {choosing.described(line)}")
    return Exit.DONE


class OfOneCustomer(WrongUse):
    """Fields that several customers cannot share."""

    def __init__(self) -> None:
        super().__init__(
            _("A name, number, contact, phone or birthday belongs to one customer: without --also.")
        )


def edit(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    values: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE…", help=N_("What it should say; also +tag and -tag")),
    ],
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="CUSTOMER", help=N_("This one too; may be given again")),
    ] = None,
) -> int:
    """Change what a customer's card says, or the cards of several."""
    from crmtui.actions import several
    from crmtui.reads import customers as reading

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        lines = choosing.all_chosen(conn, (customer, *(also or ())))
        cards = [card for line in lines if (card := reading.card(conn, line.id)) is not None]
    wanted = fields.understood(values, own_fields(shell), shell.today)
    if len(cards) > 1 and _is_of_one(wanted):
        raise OfOneCustomer()
    with shell.keeping() as uow:
        if len(cards) > 1:
            several.describe(uow, "edit_customer", [card.customer.id for card in cards])
        for card in cards:
            _edit(uow, card, wanted, shell)
        changed = uow.changed()
    names = choosing.names(lines)
    if changed.operation is None:
        say(
            ngettext(
                "{name} says that already; nothing was changed.",
                "{name} say that already; nothing was changed.",
                len(lines),
            ).format(name=names)
        )
    elif len(lines) > 1:
        told.done(_("Changed {n} customers: {names}.").format(n=len(lines), names=names))
    else:
        told.done(_("Changed {name} (id:{id}).").format(name=names, id=lines[0].id))
    return Exit.DONE


def _is_of_one(wanted: fields.Wanted) -> bool:
    own = wanted.contact or wanted.points or wanted.birthdays
    return bool(own) or not wanted.customer.keys().isdisjoint(("name", "short_name", "number"))


def _edit(uow: UnitOfWork, card: Card, wanted: fields.Wanted, shell: Shell) -> None:
    from crmtui.actions import customers

    customers.edit(
        uow,
        card.customer.id,
        wanted.customer,
        shell.today,
        tags=wanted.new_tags(card.tags),
        custom=wanted.custom,
    )
    _edit_person(uow, card, wanted)
    _set_birthday(uow, card, wanted)


def archive(
    ctx: typer.Context,
    customer: Annotated[
        list[str], typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    undo: Annotated[bool, typer.Option("--undo", help=N_("Take it back out"))] = False,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="CUSTOMER", help=N_("This one too; may be given again")),
    ] = None,
) -> int:
    """Put a customer away, or several: out of lists and the queue, but kept."""
    from crmtui.actions import customers, several

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        lines = choosing.all_chosen(conn, (" ".join(customer), *(also or ())))
    with shell.keeping() as uow:
        verb, act = ("archive_customer", customers.archive)
        if undo:
            verb, act = ("unarchive_customer", customers.unarchive)
        several.describe(uow, verb, [line.id for line in lines])
        for line in lines:
            act(uow, line.id, shell.today)
        changed = uow.changed()
    if changed.operation is None:
        words = (
            _("{name} is not archived; nothing was changed.")
            if undo
            else _("{name} is archived already; nothing was changed.")
        )
        say(words.format(name=choosing.names(lines)))
    elif len(lines) > 1:
        words = _("Took {n} customers back out: {names}.")
        if not undo:
            words = _("Archived {n} customers: {names}.")
        told.done(words.format(n=len(lines), names=choosing.names(lines)))
    else:
        words = _("Took {name} (id:{id}) back out.") if undo else _("Archived {name} (id:{id}).")
        told.done(words.format(name=lines[0].name, id=lines[0].id))
    return Exit.DONE


def own_fields(shell: Shell) -> Sequence[CustomField]:
    """The user's own fields; none where there is no database yet."""
    from crmtui.reads import customers

    try:
        with shell.looking() as conn:
            return customers.custom_fields(conn)
    except DatabaseMissing:
        return ()


def _alike(uow: UnitOfWork, name: str, wanted: fields.Wanted) -> list[CustomerLine]:
    """Customers that may be the one to be added."""
    from crmtui.domain.phones import normal_point
    from crmtui.reads import customers

    return customers.alike(uow.sql, name, (normal_point(p.kind, p.value) for p in _points(wanted)))


def _points(wanted: fields.Wanted) -> list[PointText]:
    return [point for points in wanted.points.values() for point in points]


def _primary_id(uow: UnitOfWork, customer_id: int) -> int | None:
    people = uow.rows("contact", customer_id=customer_id, archived_at=None)
    return next((row.id for row in people if row["is_primary"]), people[0].id if people else None)


def _edit_person(uow: UnitOfWork, card: Card, wanted: fields.Wanted) -> None:
    """Change the person to ask for first, or add the first one."""
    from crmtui.actions import contacts

    if not wanted.contact and not wanted.points:
        return
    person = card.primary
    if person is None:
        contacts.add(uow, card.customer.id, wanted.contact, _points(wanted))
    else:
        points = _merged(person, wanted) if wanted.points else None
        contacts.edit(uow, person.id, wanted.contact, points)


def _merged(person: Contact, wanted: fields.Wanted) -> list[PointText]:
    """The person's points with the first of each named kind replaced; none takes it off."""
    from crmtui.actions.contacts import PointText

    left = dict(wanted.points)
    made = []
    for point in person.points:
        if (given := left.pop(point.kind, None)) is None:
            made.append(PointText(point.kind, point.value, point.label))
        elif given:
            made.append(PointText(point.kind, given[0].value, given[0].label or point.label))
            made += given[1:]
    return [*made, *(point for points in left.values() for point in points)]


def _set_birthday(uow: UnitOfWork, card: Card, wanted: fields.Wanted) -> None:
    """One birthday in each calendar: the given one replaces that of its calendar."""
    from crmtui.actions import occasions

    for day in wanted.birthdays:
        person_id = _primary_id(uow, card.customer.id)
        old = next(
            (
                occasion
                for occasion in card.occasions
                if (occasion.kind, occasion.calendar) == ("birthday", day.calendar)
                and occasion.contact_id == person_id
            ),
            None,
        )
        if old is None:
            occasions.add(uow, card.customer.id, person_id, "birthday", day)
        else:
            occasions.edit(uow, old.id, "birthday", day, old.label)
