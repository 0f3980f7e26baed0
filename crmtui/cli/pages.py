"""What the look-ups show on a terminal: tables and the card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli.table import Column, grid, say_lines, show, title
from crmtui.domain.words import _, ngettext
from crmtui.present import reasons

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.domain.customers import CustomerLine
    from crmtui.domain.interactions import Interaction
    from crmtui.domain.queue import Queue


def show_queue(due: Queue, today: date) -> None:
    """Today's lines, the figures above them."""
    title(queue_head(due, today), "dim")
    if not due.lines:
        return
    columns = (
        Column(""),
        Column(""),
        Column(_("customer"), least=8, style="bold"),
        Column(_("contact"), least=6, drop=2),
        Column(_("phone"), drop=1),
        Column(_("why now"), least=24),
        Column(_("step"), drop=3, right=True, style="dim"),
    )
    show(
        columns,
        (
            (
                line.sign,
                line.grade,
                line.short_name or line.name,
                line.contact,
                line.phone,
                reasons.line_words(line, today),
                str(line.follow_up_id or ""),
            )
            for line in due.lines
        ),
    )


def queue_head(due: Queue, today: date) -> str:
    """'Mon 23 Nov · due 23 · done 4 · steps late 2 · birthdays 3'."""
    return _("{day} · due {due} · done {done} · steps late {late} · birthdays {birthdays}").format(
        day=present.date_words(today, today),
        due=due.total,
        done=due.done_today,
        late=due.overdue,
        birthdays=due.birthdays,
    )


def show_old(rows: Sequence[tuple[object, ...]]) -> None:
    """Old steps to check."""
    columns = (
        Column(_("customer"), drop=1),
        Column(_("step"), right=True),
        Column(_("due on")),
        Column("", drop=2),
        Column(_("name"), least=8),
        Column(_("what"), least=12),
    )
    if rows:
        show(columns, ([str(cell) for cell in row] for row in rows))


def show_lines(lines: Sequence[CustomerLine], today: date) -> None:
    """Customers as `find` lists them."""
    columns = (
        Column("id", right=True, style="dim"),
        Column(_("number"), drop=6, style="dim"),
        Column("", drop=5),
        Column(_("name"), least=12, style="bold"),
        Column(_("contact"), least=8, drop=1),
        Column(_("phone"), drop=2),
        Column(_("region"), least=4, drop=7),
        Column(_("last touch"), drop=4),
        Column(_("next step"), drop=3),
    )
    show(
        columns,
        (
            (
                f"id:{line.id}",
                line.number or "",
                line.grade,
                line.name,
                " ".join(part for part in (line.contact, line.position) if part),
                line.phone,
                line.region,
                present.short_date(line.last_touch_on, today) if line.last_touch_on else "",
                present.short_date(line.next_due_on, today) if line.next_due_on else "",
            )
            for line in lines
        ),
    )


def show_card(card: Card, today: date) -> None:
    """One customer, section by section."""
    customer = card.customer
    marks = (
        f"id:{customer.id}",
        customer.number or "",
        present.grade_words(customer.grade),
        present.stage_words(customer.stage),
        customer.region,
        customer.owner,
        _("archived") if customer.archived_at else "",
    )
    title(customer.name)
    title(" · ".join(mark for mark in marks if mark), "dim")
    for heading, rows in _sections(card, today):
        if rows:
            say_lines([""])
            if heading:
                title(heading)
            grid(rows)
    shown = len(card.interactions)
    if shown < card.interaction_count:
        left = card.interaction_count - shown
        words = ngettext("… and {n} earlier record", "… and {n} earlier records", left)
        title(words.format(n=left), "dim")


Rows = list[tuple[str, ...]]


def _sections(card: Card, today: date) -> Iterator[tuple[str, Rows]]:
    yield "", _overview(card, today)
    yield (
        _("Contacts"),
        [
            (
                " ".join(part for part in (contact.name, contact.position) if part) or "–",
                "  ".join(
                    f"{present.point_kind_words(point.kind)} {point.value}"
                    for point in contact.points
                ),
            )
            for contact in card.contacts
        ],
    )
    yield _("Days that matter"), [_day(card, n, today) for n in range(len(card.occasions))]
    yield (
        _("Next steps"),
        [
            (
                str(step.id),
                f"{step.due_on.isoformat()} {step.time or ''}".strip(),
                present.due_words(step.due_on, today)
                if step.status == "open"
                else present.status_words(step.status),
                step.what,
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
