"""A card as lines of plain text: one fact in each, what it is about first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.customers import EDITABLE

if TYPE_CHECKING:
    from crmtui.domain.cards import Card

Fact = tuple[str | int | date | None, ...]


def of_card(card: Card, today: date) -> Iterator[Fact]:
    """Everything the card says, codes and all; fields that are empty are left out."""
    customer = card.customer
    yield "id", f"id:{customer.id}"
    for name in EDITABLE:
        if (value := getattr(customer, name)) not in (None, ""):
            yield name, value
    for name in ("last_touch_on", "next_due_on", "archived_at"):
        if (value := getattr(customer, name)) is not None:
            yield name, value
    if card.tags:
        yield "tags", ",".join(card.tags)
    for value in card.custom:
        yield f"custom.{value.field.key}", value.value
    yield from _people(card)
    yield from _days(card, today)
    for step in card.follow_ups:
        more = (step.repeat, _of(step.sequence)) if step.repeat or step.sequence else ()
        yield "follow_up", step.id, step.due_on, step.time, step.status, step.what, *more
    for made in card.promises:
        yield "promise", made.id, made.due_on, made.status(today), made.what, made.why
    for each in card.interactions:
        yield "interaction", each.on, each.time, each.kind, each.contact_name, each.outcome, \
            each.summary, each.origin  # fmt: skip


def _people(card: Card) -> Iterator[Fact]:
    for contact in card.contacts:
        yield "contact", contact.name, contact.position
        for point in contact.points:
            yield point.kind, point.value, contact.name
        if contact.note:
            yield "contact_note", contact.note, contact.name


def _days(card: Card, today: date) -> Iterator[Fact]:
    from crmtui.domain.occasions import next_on

    for day in card.occasions:
        own = f"{'L' if day.leap else ''}{day.month:02}-{day.day:02}"
        full = f"{day.year}-{own}" if day.year else own
        yield day.kind, day.calendar, full, next_on(day, today), day.contact_name


def _of(mark: str) -> str:
    """Which step of which sequence: “quote sent 2/3”."""
    if not mark:
        return ""
    from crmtui.domain.sequencemarks import step_of

    step = step_of(mark)
    return f"{step.name} {step.n}/{step.of}" if step else ""
