"""The greeting round in lines: whom, how addressed, the message, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crmtui.domain.festivals import TRADITIONAL, festivals
from crmtui.domain.greetings import is_festival, missing_words
from crmtui.domain.rounds import Greeting, day_words
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words, occasion_kind_words, short_date
from crmtui.present import day_words as ahead_words
from crmtui.tui.ink import Line, Piece, column, joined, wrap

AHEAD = 90  # days in which a festival is offered
SIGNS = {"sent": ("✓", "done!"), "skipped": ("–", "faint"), "": (" ", "text")}


@dataclass(frozen=True, slots=True)
class Item:
    """A greeting and what became of it: '', 'sent' or 'skipped'."""

    greeting: Greeting
    state: str = ""

    def with_state(self, state: str) -> Item:
        """The same, sent or left out."""
        return replace(self, state=state)


@dataclass(frozen=True, slots=True)
class Choice:
    """A day one may greet for."""

    kind: str
    on: date | None  # None: a day of each person's own


def choices(today: date) -> list[Choice]:
    """Birthdays and other days of people's own, then the festivals to come, soonest first."""
    found = [Choice("birthday", None)]
    near = [
        each
        for year in (today.year, today.year + 1)
        for each in (festivals(year) if 1901 <= year <= 2100 else ())
        if -3 <= (each.on - today).days <= AHEAD
    ]
    found += [Choice(each.code, each.on) for each in sorted(near, key=lambda each: each.on)]
    return [*found, Choice("wedding", None), Choice("founding", None)]


def choice_line(choice: Choice, today: date) -> Line:
    """'Mid-Autumn Festival  Fri 25 Sep · in 3 days'."""
    if choice.on is None:
        words = occasion_kind_words(choice.kind)
        return ((words, "text"), (_("  of the next 7 days"), "dim"))
    ink = "text!" if choice.kind in TRADITIONAL else "text"
    when = f"  {date_words(choice.on, today)} · {ahead_words(choice.on, today)}"
    return ((day_words(choice.kind), ink), (when, "dim"))


def title(kind: str) -> str:
    """What is greeted for."""
    return day_words(kind) if is_festival(kind) else occasion_kind_words(kind)


def line(item: Item, today: date, width: int) -> Line:
    """Sign, customer, contact, how addressed, and the message as far as it fits."""
    who = item.greeting.target.recipient
    sign, ink = SIGNS[item.state]
    if not item.state and not item.greeting.message.ready:
        sign, ink = "!", "late!"
    name = column(who.short_name or who.customer, max(min(20, width // 4), 8))
    weak = "dim" if item.state else "text"
    made: list[Piece] = [(f" {sign} ", ink), (f"{name} ", weak)]
    if width >= 60:
        made.append((column(who.name, 10) + " ", "dim"))
    if not is_festival(item.greeting.target.kind):
        made.append((short_date(item.greeting.target.day, today) + " ", "day"))
    return (*made, (item.greeting.message.text.replace("\n", " "), "dim" if item.state else "text"))


def detail(item: Item, today: date, width: int) -> list[Line]:
    """The selected message in full, with what to mind."""
    target, message = item.greeting.target, item.greeting.message
    who = target.recipient
    head = joined(
        [
            (who.name or who.customer, "text!"),
            (who.position, "dim"),
            (item.greeting.salutation, "plan"),
            (who.mobile or who.wechat or who.email, "text"),
        ]
    )
    lines: list[Line] = [((" ", ""), *head)]
    lines += [((" " + part, "text"),) for part in wrap(message.text, max(width - 2, 10))]
    if not message.ready:
        words = _("missing: {what}").format(what=missing_words(message.missing))
        lines.append(((f" ! {words}", "late"),))
    if who.taboos:
        lines.append(((" " + _("taboos: {words}").format(words=who.taboos), "near"),))
    return lines


def figures(items: Sequence[Item], were: int) -> Line:
    """How many are left, sent, left out, not ready."""
    left = [item for item in items if not item.state]
    lacking = sum(not item.greeting.message.ready for item in left)
    parts = [(_("{n} to greet").format(n=len(left)), "text!")]
    if sent := sum(item.state == "sent" for item in items):
        parts.append((_("{n} sent").format(n=sent), "done"))
    if skipped := sum(item.state == "skipped" for item in items):
        parts.append((_("{n} left out").format(n=skipped), "dim"))
    if lacking:
        words = ngettext("{n} not ready", "{n} not ready", lacking)
        parts.append((words.format(n=lacking), "late"))
    if were:
        words = ngettext("{n} greeted already", "{n} greeted already", were)
        parts.append((words.format(n=were), "dim"))
    return ((" ", ""), *joined(parts))
