"""The verbs on customers and on what a card lists: add, edit, remove, tags, archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from crmtui.actions import contacts, customers, followups, interactions, occasions
from crmtui.domain.cards import Card
from crmtui.domain.customers import EDITABLE
from crmtui.domain.words import _
from crmtui.present import field_words
from crmtui.reads import customers as reads
from crmtui.tui import promise_verbs, series_verbs
from crmtui.tui.repeat import remember
from crmtui.tui.screens.card import CardScreen
from crmtui.tui.screens.picking import Prompt
from crmtui.tui.several_verbs import archive_them, remember_tags
from crmtui.tui.step_verbs import card_of, write

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.screens.place import Place, Subject

Key = tuple[str, int]


def add(place: Place) -> None:
    """A customer; on a card, what its open tab lists."""
    if isinstance(place, CardScreen) and place.card is not None:
        _add_to_card(place, place.card)
    else:
        add_customer(place)


def add_customer(place: Place) -> None:
    """The form of a new customer; what was searched in vain stands in it as the name."""
    from crmtui.tui.screens.customer_form import CustomerForm

    def saved(made: Changed | None) -> None:
        if made is not None and made.customer_id is not None:
            place.show_customer(made.customer_id)

    form = CustomerForm(place.crm, name=place.typed_name(), suggestions=_suggestions(place))
    place.crm.push_screen(form, saved)


def _suggestions(place: Place) -> dict[str, list[str]]:
    found = place.desk.read(reads.facets, None)
    if found is None:
        return {}
    return {"owner": [value for value in found.owners if value]}


def _add_to_card(place: CardScreen, card: Card) -> None:
    from crmtui.tui.screens import small_forms
    from crmtui.tui.screens.contact_form import ContactForm

    crm = place.crm
    match place.tab:
        case "history":
            place.action_do("log")
        case "next":
            place.action_do("plan")
        case "promises":
            place.action_do("promise")
        case "days":
            crm.push_screen(small_forms.OccasionForm(crm, card))
        case "profile":
            crm.push_screen(small_forms.CustomForm(crm, card))
        case _:
            crm.push_screen(ContactForm(crm, card))


def edit(place: Place, subject: Subject) -> None:
    """The customer; on a card, what is selected."""
    if subject.promise_id is not None and place.on_step():
        promise_verbs.edit(place, subject)
        return
    card = card_of(place, subject, history=1)
    key = place.selected() if isinstance(place, CardScreen) else None
    if isinstance(place, CardScreen) and place.card is not None:
        card = place.card
    if key is None or not edit_row(place, card, key):
        edit_customer(place, card, _field_name(key))


def _field_name(key: Key | None) -> str:
    if key is None:
        return ""
    return EDITABLE[key[1]] if key[0] == "field" else "tags" if key[0] == "tags" else ""


def edit_customer(place: Place, card: Card, field: str = "") -> None:
    """The form of the customer, with the cursor in a field."""
    from crmtui.tui.screens.customer_form import CustomerForm

    form = CustomerForm(place.crm, card, first=field, suggestions=_suggestions(place))
    place.crm.push_screen(form)


def edit_row(place: Place, card: Card, key: Key) -> bool:
    """Open the form of a contact, step, day, entry or own field; False for anything else."""
    from crmtui.tui.screens import small_forms
    from crmtui.tui.screens.contact_form import ContactForm
    from crmtui.tui.screens.plan import PlanForm

    crm, (what, number) = place.crm, key
    for contact in card.contacts:
        if what == "contact" and contact.id == number:
            crm.push_screen(ContactForm(crm, card, contact))
            return True
    for step in card.follow_ups:
        if what == "follow_up" and step.id == number:
            crm.push_screen(PlanForm(crm, card, step))
            return True
    for occasion in card.occasions:
        if what == "occasion" and occasion.id == number:
            crm.push_screen(small_forms.OccasionForm(crm, card, occasion))
            return True
    for entry in card.interactions:
        if what == "interaction" and entry.id == number:
            crm.push_screen(small_forms.EntryForm(crm, card, entry))
            return True
    for value in card.custom:
        if what == "custom" and value.field.id == number:
            crm.push_screen(small_forms.CustomForm(crm, card, value))
            return True
    return False


# -- removing -----------------------------------------------------------------------------------


def remove(place: Place, subject: Subject) -> None:
    """Take what is selected off the card or the ledger; `u` brings it back."""
    act = None
    if subject.promise_id is not None and place.on_step():
        act = promise_verbs.remover(subject.promise_id)
    elif isinstance(place, CardScreen) and place.card and (key := place.selected()):
        for step in place.card.follow_ups:
            if key == ("follow_up", step.id) and step.repeat:
                series_verbs.remove_step(place, step)
                return
        act = _remover(key, place.card)
    if act is None:
        place.crm.say(
            _("Select a contact, record, step, promise, day or own field on its tab first.")
        )
        return
    write(place, act, _("Removed. u brings it back."), stay=True)


def _remover(key: Key, card: Card) -> Callable[[UnitOfWork, date], Changed] | None:
    what, number = key
    if what == "contact":
        return lambda uow, today: contacts.remove(uow, number)
    if what == "interaction":
        return lambda uow, today: interactions.remove(uow, number)
    if what == "follow_up":
        return lambda uow, today: followups.cancel(uow, number, today)
    if what == "occasion":
        return lambda uow, today: occasions.remove(uow, number)
    if what == "custom":
        name = next(value.field.key for value in card.custom if value.field.id == number)
        return lambda uow, today: customers.set_custom(uow, card.customer.id, {name: ""})
    return None


def primary(place: Place, subject: Subject) -> None:
    """The selected contact is the one to ask for first."""
    key = place.selected() if isinstance(place, CardScreen) else None
    if key is None or key[0] != "contact":
        place.crm.say(_("Select a contact on its tab first."))
        return
    write(place, lambda uow, today: contacts.make_primary(uow, key[1]), stay=True)


def tags(place: Place, subject: Subject) -> None:
    """The tags as one line of text."""
    from crmtui.tui.screens.customer_form import joined_tags, split_tags

    card = card_of(place, subject)

    def given(text: str | None) -> None:
        if text is None:
            return
        now = split_tags(text)
        add = [tag for tag in now if tag not in card.tags]
        gone = [tag for tag in card.tags if tag not in now]
        write(place, lambda uow, today: customers.set_tags(uow, card.customer.id, now), stay=True)
        if add or gone:
            remember_tags(place, add, gone)

    title = f"{field_words('tags')} · {card.customer.name}"
    hint = _("with commas between them")
    place.crm.push_screen(Prompt(title, joined_tags(card.tags), hint), given)


# -- archiving ------------------------------------------------------------------------------------


def archive(place: Place, subject: Subject) -> None:
    """Put the customer away, or bring back one that is put away."""
    card = card_of(place, subject)
    name = card.customer.short_name or card.customer.name
    if card.customer.archived_at:
        act = partial(_unarchive, card.customer.id)
        write(place, act, _("Brought back: {name}").format(name=name))
        return
    said = _("Archived: {name}. u brings it back.").format(name=name)
    write(place, lambda uow, today: customers.archive(uow, card.customer.id, today), said)
    remember(place, _("archive"), archive_them)


def _unarchive(customer_id: int, uow: UnitOfWork, today: date) -> Changed:
    return customers.unarchive(uow, customer_id, today)
