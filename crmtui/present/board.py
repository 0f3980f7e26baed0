"""The board in the user's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crmtui.domain.board import PROMISE, Entry, Section
from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import N_, _, ngettext
from crmtui.present import date_words, due_words

SECTION = {
    "today": N_("Today"),
    "tomorrow": N_("Tomorrow"),
    "rest": N_("Rest of the week"),
    "next": N_("Next week"),
    "week": N_("Week of {day}"),
    "after": N_("The week after"),
}


def section_words(section: Section, today: date) -> str:
    """What a column of the board is called."""
    words = _(SECTION[section.code])
    return words.replace("{day}", date_words(section.first, today))


def what_words(entry: Entry) -> str:
    """What is to be done; a promise says that it is one."""
    if entry.kind == PROMISE:
        return _("promised: {what}").format(what=entry.what)
    return entry.what


def beside_words(entry: Entry, on: date, today: date) -> str:
    """What else is to be known of an entry that stands on a day; '' for nothing."""
    return " · ".join(part for part, _sign in besides(entry, on, today))


def besides(entry: Entry, on: date, today: date) -> Iterator[tuple[str, str]]:
    """The same part by part, each with the sign its colour goes by."""
    if entry.late:
        yield due_words(entry.due_on, today), "!"
    elif entry.due_on != on:
        yield _("for {day}").format(day=date_words(entry.due_on, today)), ""
    if entry.is_appointment:
        yield (_("confirmed"), "✓") if entry.confirmed else (_("not confirmed"), "~")
    if entry.repeat:
        yield _("repeats"), ""
    if entry.put_offs:
        times = ngettext("put off {n} time", "put off {n} times", entry.put_offs)
        yield times.format(n=entry.put_offs), "~"


def load_words(day: MonthDay, capacity: int) -> str:
    """'3/25', how much stands on a day and how much there is room for."""
    return f"{day.steps}/{capacity}"


def day_names(day: MonthDay) -> Iterator[tuple[str, str]]:
    """What a day is called, each with its state: off, workday, or '' for a mere name."""
    for name in day.festivals:
        yield name, ""
    if day.state == "workday":
        yield _("{name}: worked instead").format(name=day.holiday), "workday"
    elif day.state == "off":
        yield _("{name}: day off").format(name=day.holiday), "off"
    if day.term and not day.festivals:
        yield day.term, ""
