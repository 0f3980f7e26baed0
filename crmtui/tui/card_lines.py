"""A customer's card as lines: the head of the card screen, and the short card beside a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from crmtui.domain.cards import Card
from crmtui.domain.customers import PHONE_KINDS, Contact
from crmtui.domain.followups import FollowUp
from crmtui.domain.hiding import FOREVER, hidden_until
from crmtui.domain.interactions import Interaction
from crmtui.domain.occasions import Occasion, key_of, next_on, turns
from crmtui.domain.promises import Promise
from crmtui.domain.queue import Reason
from crmtui.domain.words import _, ngettext
from crmtui.present import (
    day_words,
    due_words,
    grade_words,
    kind_words,
    outcome_words,
    short_date,
    stage_words,
    weekday_words,
)
from crmtui.present.days import lunar_of, round_words, rule_words
from crmtui.present.promises import promise_words
from crmtui.present.reasons import reason_words, turns_words
from crmtui.present.repeats import beside_words
from crmtui.tui.days import occasion_words
from crmtui.tui.ink import Line, Piece, clip, column, ends, fit, joined, rule, width_of, wrap

SEX_SIGN = {"m": "♂", "f": "♀"}
HISTORY_SHOWN = 8
SLIM = 44  # below, what is to be done matters more than how late it is
SOON_DAYS = 60  # up to here "in 5 days" says more than the date alone
MARGIN = (" ", "")


def head(card: Card, width: int, today: date) -> Line:
    """The name at the left; grade, stage and owner at the right, as far as there is room."""
    customer = card.customer
    name = clip(customer.name, max(width * 2 // 3, 12))
    parts: list[Piece] = [
        (grade_words(customer.grade), "text"),
        (stage_words(customer.stage), "dim"),
        (customer.owner, "dim"),
    ]
    if customer.archived_at:
        parts.insert(0, (_("archived"), "near"))
    elif until := hidden_until(customer.hide_until, today):
        parts.insert(0, (hidden_words(until, today), "near"))
    left: list[Piece] = [MARGIN, (name, "text!")]
    if customer.number:
        left.append((f"  {customer.number}", "faint"))
    right = joined(parts)
    while parts and width_of(left) + width_of(right) + 2 > width:
        if len(left) > 2:
            left.pop()
        else:
            parts.pop()
        right = joined(parts)
    return ends(left, [*right, MARGIN], width)


def hidden_words(until: date, today: date) -> str:
    """'hidden until 12-02': that the customer does not come up in Today by itself."""
    if until == FOREVER:
        return _("hidden until something happens")
    return _("hidden until {day}").format(day=short_date(until, today))


def person_line(contact: Contact, card: Card, today: date, width: int) -> Line:
    """Name, position, sex, age and the ways to reach them, phones first."""
    who = " ".join(part for part in (contact.name or _("(no name)"), contact.position) if part)
    line: list[Piece] = [MARGIN, (who, "text")]
    if contact.sex in SEX_SIGN:
        line.append((" " + SEX_SIGN[contact.sex], "dim"))
    if (years := age(contact, card.occasions, today)) is not None:
        line.append((" " + years_old(years), "dim"))
    points = sorted(contact.points, key=lambda point: point.kind not in PHONE_KINDS)
    for point in points[:3]:
        line.append(("   " + point.value, "text" if point.kind in PHONE_KINDS else "dim"))
    return fit(line, width - 1)


def years_old(years: int) -> str:
    """'61 years old', '61岁'."""
    return ngettext("{n} year old", "{n} years old", years).format(n=years)


def age(contact: Contact, occasions: Sequence[Occasion], today: date) -> int | None:
    """How old the person is now, where the birth year is known."""
    for occasion in occasions:
        if occasion.contact_id == contact.id and occasion.kind == "birthday" and occasion.year:
            coming = next_on(occasion, today)
            years = turns(occasion, coming)
            if years is not None:
                return years if coming == today else years - 1
    return None


def character(contact: Contact) -> str:
    """Hobbies, taboos, temperament, family: what to bear in mind on the phone."""
    parts = [contact.hobbies, contact.temperament, contact.family]
    if contact.taboos:
        parts.insert(1, _("taboo: {words}").format(words=contact.taboos))
    return " · ".join(part for part in parts if part)


def interaction_lines(entries: Sequence[Interaction], today: date, width: int) -> list[Line]:
    """One line for each entry, the kinds in a column."""
    cells = max((cell_len(kind_words(entry.kind)) for entry in entries), default=0)
    return [_interaction(entry, today, width, cells) for entry in entries]


def _interaction(entry: Interaction, today: date, width: int, cells: int) -> Line:
    """Day, kind, what was said, what came of it."""
    kind = column(kind_words(entry.kind), cells)
    day = short_date(entry.on, today)
    line: list[Piece] = [
        (day, "dim"),
        (f" {kind} ", "plan" if entry.is_touch else "faint"),
        (entry.summary.replace("\n", " "), "text"),
    ]
    if entry.outcome and entry.outcome != "reached":
        line.append((f" ({outcome_words(entry.outcome)})", "near"))
    return fit([MARGIN, *line], width - 1)


def step_line(step: FollowUp, today: date, width: int) -> Line:
    """Day, weekday, time, what; at the right how late it is or how often it was put off."""
    late = step.due_on < today
    sign, ink = ("!", "late") if late else ("→", "plan")
    when = f"{short_date(step.due_on, today)} {weekday_words(step.due_on)}"
    if step.time:
        when += f" {step.time}"
    left: list[Piece] = [(f" {sign} ", ink + "!"), (when, ink), ("  " + step.what, "text")]
    if more := beside_words(step.repeat, step.sequence):
        left.append(("  " + more, "dim"))
    right: list[Piece] = [(due_words(step.due_on, today), ink if late else "dim"), MARGIN]
    if step.snoozes:
        right = [(put_off_words(step.snoozes), "near"), (" · ", "faint"), *right]
    if step.confirmed:
        right = [("✓ " + _("confirmed"), "done"), (" · ", "faint"), *right]
    elif step.is_appointment and not late:
        right = [(_("to be confirmed"), "near"), (" · ", "faint"), *right]
    if width < SLIM:
        return fit(left, width)
    return ends(fit(left, width - width_of(right) - 1), right, width)


def put_off_words(times: int) -> str:
    """'put off 2 times'; '' where it never was."""
    words = ngettext("put off {n} time", "put off {n} times", times)
    return words.format(n=times) if times else ""


PROMISE_SIGNS = {
    "open": ("→", "plan"),
    "overdue": ("!", "late"),
    "kept": ("✓", "done"),
    "late": ("✓", "near"),
    "broken": ("×", "late"),
}


def promise_line(promise: Promise, today: date, width: int) -> Line:
    """For when, what; at the right how it stands."""
    status = promise.status(today)
    sign, ink = PROMISE_SIGNS[status]
    told = ink if promise.is_open else "dim"
    when = f"{short_date(promise.due_on, today)} {weekday_words(promise.due_on)}"
    text = (f"  {promise.what}", "text" if promise.is_open else "dim")
    left: list[Piece] = [(f" {sign} ", ink + "!"), (when, told), text]
    right: list[Piece] = [(promise_words(promise, today), ink if ink != "plan" else "dim"), MARGIN]
    if width < SLIM:
        return fit(left, width)
    return ends(fit(left, width - width_of(right) - 1), right, width)


def occasion_line(occasion: Occasion, today: date, width: int) -> Line:
    """Whose day, in its own calendar, and when it comes next."""
    on = next_on(occasion, today)
    near = (on - today).days <= 7
    who = f"{occasion.contact_name} " if occasion.contact_name else ""
    years = turns(occasion, on)
    left: list[Piece] = [
        (" * " if near else "   ", "day!"),
        (who, "text"),
        (occasion_words(occasion), "day" if near else "text"),
    ]
    if occasion.label:
        left.append((f" {occasion.label}", "dim"))
    if years:
        left.append((" · " + turns_words(occasion, years), "dim"))
    if special := round_words(occasion, on):
        left.append((" · " + special, "day"))
    # The other calendar's date, and the rule where the day is kept on another than its own.
    rule = rule_words(key_of(occasion), on, today)
    other = lunar_of(on) if occasion.calendar == "gregorian" else ""
    left += [(" · " + words, "faint") for words in (other, rule) if words]
    date_text = short_date(on, today)
    when = f"{day_words(on, today)} {date_text}" if (on - today).days <= SOON_DAYS else date_text
    right = [(when, "day" if near else "dim"), MARGIN]
    if width < SLIM:
        return fit(left, width)
    return ends(fit(left, width - width_of(right) - 1), right, width)


def summary(
    card: Card, reasons: Sequence[Reason], today: date, width: int, height: int = 60
) -> list[Line]:
    """The short card beside a list, most needed first."""
    made = [head(card, width, today)]
    if card.primary:
        made.append(person_line(card.primary, card, today, width))
        made += _wrapped(character(card.primary), width, "dim")
    facts = [f"{value.field.label or value.field.key} {value.value}" for value in card.custom]
    made += _wrapped(" · ".join(facts), width, "dim")
    made += _wrapped(" ".join(f"#{tag}" for tag in card.tags), width, "faint")
    made += _wrapped(card.customer.note, width, "dim")[:2]
    if reasons:
        made.append(rule(_("Why here"), width))
        made += [_reason(reason, today, width) for reason in reasons]
    if steps := [step for step in card.follow_ups if step.status == "open"]:
        made.append(rule(_("Next step"), width))
        made += [step_line(step, today, width) for step in steps[:4]]
    if promises := [promise for promise in card.promises if promise.is_open]:
        made.append(rule(_("Promises"), width))
        made += [promise_line(promise, today, width) for promise in promises[:4]]
    if card.occasions:
        made.append(rule(_("Days"), width))
        days = sorted(card.occasions, key=lambda each: next_on(each, today))
        made += [occasion_line(each, today, width) for each in days[:3]]
    made.append(rule(_("History") + _count(card.interaction_count), width))
    made += interaction_lines(card.interactions[:HISTORY_SHOWN], today, width)
    if not card.interactions:
        made.append((MARGIN, (_("No contact recorded yet."), "dim")))
    return made[:height]


def _count(number: int) -> str:
    return f" {number}" if number else ""


def _reason(reason: Reason, today: date, width: int) -> Line:
    ink = {"!": "late", "~": "near", "→": "plan", "*": "day"}.get(reason.sign, "dim")
    right: list[Piece] = [(f"{reason.points:+.1f}", "dim"), MARGIN]
    words = clip(reason_words(reason, today), width - 12)
    return ends([(f" {reason.sign or ' '} ", ink + "!"), (words, "text")], right, width)


def _wrapped(text: str, width: int, ink: str) -> list[Line]:
    if not text:
        return []
    return [(MARGIN, (line, ink)) for line in wrap(text, width - 3)]
