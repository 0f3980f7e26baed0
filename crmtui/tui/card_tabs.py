"""The tabs of the card screen as selectable lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from crmtui.domain.cards import Card
from crmtui.domain.changes import OperationLine
from crmtui.domain.customers import EDITABLE, Contact
from crmtui.domain.interactions import Interaction
from crmtui.domain.occasions import next_on
from crmtui.domain.words import N_, _
from crmtui.present import (
    date_words,
    day_words,
    direction_words,
    field_words,
    kind_words,
    outcome_words,
    point_kind_words,
    role_words,
    short_date,
    status_words,
    value_words,
)
from crmtui.present.changes import Names
from crmtui.tui.card_lines import (
    MARGIN,
    SEX_SIGN,
    age,
    character,
    interaction_lines,
    occasion_line,
    person_line,
    promise_line,
    step_line,
    years_old,
)
from crmtui.tui.change_lines import change_rows
from crmtui.tui.ink import Line, Piece, column, fit, joined, rule, wrap
from crmtui.tui.promise_lines import tab_rows as promises
from crmtui.tui.widgets.rows import Key

Row = tuple[Key | None, Line]
TABS: Mapping[str, str] = {
    "overview": N_("Overview"),
    "contacts": N_("Contacts"),
    "history": N_("History"),
    "next": N_("Next"),
    "promises": N_("Promises"),
    "days": N_("Days"),
    "profile": N_("Profile"),
    "changes": N_("Changes"),
}
HOME: Mapping[str, str] = {
    "contact": "contacts",
    "interaction": "history",
    "follow_up": "next",
    "promise": "promises",
    "occasion": "days",
}
NOTHING: Mapping[str, str] = {
    "contacts": N_("Nobody is known here yet. Press {add} to add a contact."),
    "history": N_("No contact recorded yet. Press {log} to log one."),
    "next": N_("No next step. Press {plan} to plan one."),
    "promises": N_("Nothing was promised yet. Press {promise} to promise something."),
    "days": N_("No birthday or other day is known. Press {add} to add one."),
    "changes": N_("Nothing was changed yet."),
}


def rows_of(
    tab: str, card: Card, changes: Sequence[OperationLine], today: date, width: int, names: Names
) -> list[Row]:
    """The lines of a tab."""
    if tab == "changes":
        return change_rows(changes, today, width, names)
    return _MAKERS[tab](card, today, width)


def overview(card: Card, today: date, width: int) -> list[Row]:
    """What one wants to know before calling."""
    made: list[Row] = []
    for contact in card.contacts[:3]:
        key = ("contact", contact.id)
        made.append((key, person_line(contact, card, today, width)))
        if words := character(contact):
            made += [(key, ((MARGIN), (line, "dim"))) for line in wrap(words, width - 3)]
    for label, text in (
        (field_words("needs"), card.customer.needs),
        (field_words("note"), card.customer.note),
        *((value.field.label or value.field.key, value.value) for value in card.custom),
    ):
        made += [(None, line) for line in labelled(label, text, width)]
    steps = [step for step in card.follow_ups if step.status == "open"]
    if steps:
        made.append((None, rule(_("Next step"), width)))
        made += [(("follow_up", s.id), step_line(s, today, width)) for s in steps]
    if promised := [promise for promise in card.promises if promise.is_open]:
        made.append((None, rule(_("Promises"), width)))
        made += [(("promise", p.id), promise_line(p, today, width)) for p in promised]
    if card.occasions:
        made.append((None, rule(_("Days"), width)))
        days = sorted(card.occasions, key=lambda each: next_on(each, today))[:4]
        made += [(("occasion", d.id), occasion_line(d, today, width)) for d in days]
    made.append((None, rule(f"{_('History')} {card.interaction_count or ''}".strip(), width)))
    entries = card.interactions[:12]
    lines = interaction_lines(entries, today, width)
    made += [(("interaction", e.id), line) for e, line in zip(entries, lines, strict=True)]
    return made


def labelled(label: str, text: str, width: int, ink: str = "text") -> list[Line]:
    """A label and its text, wrapped beside it; nothing where the text is empty."""
    if not text:
        return []
    cells = label_cells(width)
    lines = wrap(text, width - cells - 3)
    return [
        (MARGIN, (column(label if index == 0 else "", cells) + " ", "dim"), (line, ink))
        for index, line in enumerate(lines)
    ]


def label_cells(width: int) -> int:
    """How wide the labels of a card are."""
    return 18 if width >= 76 else 12 if width >= 50 else 8


def contacts(card: Card, today: date, width: int) -> list[Row]:
    """Everybody at the customer, with every way to reach them."""
    made: list[Row] = []
    for index, contact in enumerate(card.contacts):
        if index:
            made.append((None, ()))
        made += [(("contact", contact.id), line) for line in _contact(contact, card, today, width)]
    return made


def _contact(contact: Contact, card: Card, today: date, width: int) -> list[Line]:
    head: list[Piece] = [
        ("  " if not contact.is_primary else " ●", "plan"),
        (" " + (contact.name or _("(no name)")), "text!"),
    ]
    years = age(contact, card.occasions, today)
    head += [
        ("  ", ""),
        *joined(
            [
                (contact.position, "text"),
                (role_words(contact.role), "dim"),
                (SEX_SIGN.get(contact.sex, ""), "dim"),
                (years_old(years) if years is not None else "", "dim"),
                (_("first to ask for") if contact.is_primary else "", "plan"),
            ]
        ),
    ]
    made: list[Line] = [fit(head, width - 1)]
    for point in contact.points:
        label = point_kind_words(point.kind)
        value = f"{point.value}  ({point.label})" if point.label else point.value
        made += _indented(label, value, width)
    for name in ("hobbies", "taboos", "temperament", "family", "preferred_channel", "note"):
        ink = "near" if name == "taboos" else "text"
        made += _indented(field_words(name), getattr(contact, name), width, ink)
    return made


def _indented(label: str, text: str, width: int, ink: str = "text") -> list[Line]:
    return [(("  ", ""), *line) for line in labelled(label, text, width - 2, ink)]


def history(card: Card, today: date, width: int) -> list[Row]:
    """Everything that happened, newest first, in full."""
    made: list[Row] = []
    for entry in card.interactions:
        made += [(("interaction", entry.id), line) for line in _entry(entry, today, width)]
    return made


def _entry(entry: Interaction, today: date, width: int) -> list[Line]:
    when = short_date(entry.on, today) + (f" {entry.time}" if entry.time else "")
    head: list[Piece] = [MARGIN, (column(when, 11), "dim")]
    head.append((column(kind_words(entry.kind), 9) + " ", "plan" if entry.is_touch else "faint"))
    tail = joined(
        [
            (entry.contact_name, "dim"),
            (direction_words("in") if entry.direction == "in" else "", "dim"),
            (outcome_words(entry.outcome), "near" if entry.outcome != "reached" else "dim"),
            (entry.rep, "faint"),
            (_("from the sheet") if entry.origin == "sheet" else "", "faint"),
        ]
    )
    indent = 22
    lines = wrap(entry.summary, width - indent - 1) if entry.summary else []
    first: list[Line] = [fit([*head, *([(lines[0], "text")] if lines else tail)], width - 1)]
    first += [((" " * indent, ""), (line, "text")) for line in lines[1:]]
    if lines and tail:
        first.append(fit([(" " * indent, ""), *tail], width - 1))
    return first


def steps(card: Card, today: date, width: int) -> list[Row]:
    """Open steps first, then what became of the others."""
    made: list[Row] = []
    still_open = [step for step in card.follow_ups if step.status == "open"]
    made += [(("follow_up", step.id), step_line(step, today, width)) for step in still_open]
    closed = [step for step in card.follow_ups if step.status != "open"]
    if closed:
        made.append((None, rule(_("Earlier"), width)))
    for step in closed:
        sign = ("✓", "done") if step.status == "done" else ("·", "faint")
        line: Line = (
            (f" {sign[0]} ", sign[1] + "!"),
            (column(short_date(step.due_on, today), 11), "dim"),
            (step.what, "dim"),
            (f"  {status_words(step.status)}", "faint"),
        )
        made.append((("closed", step.id), fit(line, width - 1)))
    return made


def days(card: Card, today: date, width: int) -> list[Row]:
    """Every day that matters, the next one first."""
    ordered = sorted(card.occasions, key=lambda each: next_on(each, today))
    return [(("occasion", each.id), occasion_line(each, today, width)) for each in ordered]


def profile(card: Card, today: date, width: int) -> list[Row]:
    """All fields of the customer, the user's own included, also the empty ones."""
    made: list[Row] = []
    for index, name in enumerate(EDITABLE):
        value = getattr(card.customer, name)
        text = date_words(value, today) if isinstance(value, date) else value_words(name, value)
        made += _field(("field", index), field_words(name), text, width)
    made += _field(("tags", 0), field_words("tags"), " ".join(card.tags), width)
    for own in card.custom:
        key = ("custom", own.field.id)
        made += _field(key, own.field.label or own.field.key, own.value, width)
    made += _dates(card, today, width)
    return made


def _field(key: Key, label: str, text: str, width: int) -> list[Row]:
    lines = labelled(label, text, width) or [(MARGIN, (label, "faint"))]
    return [(key, line) for line in lines]


def _dates(card: Card, today: date, width: int) -> list[Row]:
    customer = card.customer
    made: list[Row] = [(None, rule(_("Dates"), width))]
    for label, day in (
        (field_words("added_on"), customer.added_on),
        (field_words("last_touch"), customer.last_touch_on),
        (_("rhythm due"), customer.contact_due_on),
    ):
        if day:
            words = f"{date_words(day, today)} · {day_words(day, today)}"
            made += [(None, line) for line in labelled(label, words, width)]
    for change in card.stages:
        words = " → ".join(value_words("stage", s) or "–" for s in (change.before, change.after))
        label = short_date(change.on, today)
        made += [(None, line) for line in labelled(label, words, width)]
    return made


_MAKERS: Mapping[str, Callable[[Card, date, int], list[Row]]] = {
    "overview": overview,
    "contacts": contacts,
    "history": history,
    "next": steps,
    "promises": promises,
    "days": days,
    "profile": profile,
}
