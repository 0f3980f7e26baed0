"""A customer's card section by section, in words: for the terminal, a page, a printer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.domain.words import _
from crmtui.present.promises import promise_words

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.domain.customers import Contact
    from crmtui.domain.interactions import Interaction
    from crmtui.domain.promises import Promise

Rows = list[tuple[str, ...]]
_PERSONAL = (
    *("role", "sex", "hobbies", "taboos", "temperament", "family", "preferred_channel", "note"),
)


def marks(card: Card) -> str:
    """'1042 · A core · active · 广西 南宁 · 小陈': what stands below the name."""
    customer = card.customer
    found = (
        customer.number or "",
        present.grade_words(customer.grade),
        present.stage_words(customer.stage),
        customer.region,
        customer.owner,
        _("archived") if customer.archived_at else "",
    )
    return " · ".join(mark for mark in found if mark)


def sections(card: Card, today: date, *, whole: bool = False) -> Iterator[tuple[str, Rows]]:
    """Each section's heading, '' for the first, and its rows; `whole`: all of the people too."""
    yield "", _overview(card, today)
    people = [row for contact in card.contacts for row in _person(contact, whole)]
    yield _("Contacts"), people
    yield _("Days that matter"), [_day(card, n, today) for n in range(len(card.occasions))]
    yield _("Promises"), [_promise(each, today) for each in card.promises]
    yield (
        _("Next steps"),
        [
            (
                str(step.id),
                f"{step.due_on.isoformat()} {step.time or ''}".strip(),
                present.due_words(step.due_on, today)
                if step.status == "open"
                else present.status_words(step.status),
                present.with_more(step.what, step.repeat, step.sequence),
            )
            for step in card.follow_ups
        ],
    )
    yield (
        _("History"),
        [
            (
                f"{each.on.isoformat()} {each.time or ''}".strip(),
                present.kind_words(each.kind),
                " ".join(part for part in (each.contact_name, _outcome(each.outcome)) if part),
                _said(each),
            )
            for each in card.interactions
        ],
    )


def _promise(each: Promise, today: date) -> tuple[str, ...]:
    words = promise_words(each, today)
    return str(each.id), each.due_on.isoformat(), words, each.what, each.why


def _person(contact: Contact, whole: bool) -> Iterator[tuple[str, ...]]:
    yield (
        " ".join(part for part in (contact.name, contact.position) if part) or "–",
        "  ".join(
            f"{present.point_kind_words(point.kind)} {point.value}" for point in contact.points
        ),
    )
    for name in _PERSONAL if whole else ("note",):
        if value := present.value_words(name, getattr(contact, name)):
            yield present.field_words(name), value


def _said(each: Interaction) -> str:
    """What happened; a last-contact date of a sheet says where it came from."""
    origin = f"({_('from the sheet')})" if each.origin == "sheet" else ""
    return " ".join(part for part in (each.summary, origin) if part)


def _outcome(code: str) -> str:
    return f"({present.outcome_words(code)})" if code else ""


def _overview(card: Card, today: date) -> Rows:
    customer = card.customer
    rows: Rows = []
    for name in ("short_name", "industry", "address", "source", "referred_by", "credit_level",
                 "payment_terms", "invoice", "price_sensitivity", "cadence_days", "needs",
                 "note"):  # fmt: skip
        if value := present.value_words(name, getattr(customer, name)):
            rows.append((present.field_words(name), value))
    if card.tags:
        rows.append((present.field_words("tags"), _(", ").join(card.tags)))
    rows += [(value.field.label or value.field.key, value.value) for value in card.custom]
    if touched := customer.last_touch_on:
        words = f"{touched.isoformat()} ({present.day_words(touched, today)})"
        rows.append((present.field_words("last_touch"), words))
    return rows


def _day(card: Card, n: int, today: date) -> tuple[str, ...]:
    from crmtui.domain.lunar import lunar_words
    from crmtui.domain.occasions import next_on

    day = card.occasions[n]
    on = next_on(day, today)
    lunar = day.calendar == "lunar"
    own = lunar_words(day.month, day.day, day.leap) if lunar else f"{day.month:02}-{day.day:02}"
    if day.year:
        own = f"{day.year}{' ' if lunar else '-'}{own}"
    return (
        day.contact_name,
        day.label or present.occasion_kind_words(day.kind),
        own,
        f"{on.isoformat()} ({present.day_words(on, today)})",
    )
