"""Calling: the number goes to the clipboard, or to the program that calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.cards import Card
from crmtui.domain.customers import PHONE_KINDS, Contact, Point
from crmtui.domain.words import _
from crmtui.present import point_kind_words
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Pick
from crmtui.tui.step_verbs import card_of

if TYPE_CHECKING:
    from crmtui.tui.screens.place import Place, Subject

Number = tuple[Contact, Point]


def call(place: Place, subject: Subject) -> None:
    """Copy a phone number, or hand it to what calls; ask which where there are several."""
    card = card_of(place, subject)
    numbers = _numbers(card)
    if not numbers:
        place.crm.say(_("No phone number is known. Add one to a contact on the card."))
    elif len(numbers) == 1:
        _call(place, card, *numbers[0])
    else:
        place.crm.push_screen(
            Pick(_("Which number?"), [_line(*each) for each in numbers]),
            lambda index: None if index is None else _call(place, card, *numbers[index]),
        )


def _numbers(card: Card) -> list[Number]:
    people = sorted(card.contacts, key=lambda each: not each.is_primary)
    return [(c, p) for c in people for p in c.points if p.kind in PHONE_KINDS - {"fax"}]


def _line(contact: Contact, point: Point) -> Line:
    return (
        (f"{point.value}  ", "text!"),
        (f"{contact.name} {contact.position}".strip(), "text"),
        (f"  {point_kind_words(point.kind)} {point.label}".rstrip(), "dim"),
    )


def _call(place: Place, card: Card, contact: Contact, point: Point) -> None:
    """The log form opened next for this customer is about this call."""
    place.desk.called = (card.customer.id, contact.id)
    shown = _("{number} {name}").format(number=point.value, name=contact.name).strip()
    words = _("{text} · l logs the call").format(text=shown)
    if place.desk.settings.dial:
        import webbrowser

        if webbrowser.open(f"tel:{_dialled(point)}"):
            place.crm.say(_("Calling {text}").format(text=words))
            return
    from crmtui.tui.clipboard import copy

    copy(place.crm, point.value, words)


def _dialled(point: Point) -> str:
    """The number as a link takes it: digits, and a plus sign in front."""
    if point.normal:
        return point.normal
    return "".join(c for c in point.value if c.isascii() and (c.isdigit() or c == "+"))
