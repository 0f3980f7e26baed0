"""The worklog in the user's words, as text somebody else can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from crmtui.domain.clean import neutral
from crmtui.domain.goals import NEW_CUSTOMER, TOUCH
from crmtui.domain.words import N_, _, ngettext
from crmtui.domain.worklog import (
    Deed,
    NextStep,
    Person,
    Progress,
    Span,
    Word,
    Worklog,
    figures,
    touches,
)
from crmtui.present import date_words, kind_words, outcome_words, short_date
from crmtui.present.codes import MONTHS

BAR = 10  # cells of a bar
FULL, EMPTY = "█", "░"
GOAL = {
    "day": N_("{what} per day"),
    "week": N_("{what} per week"),
    "month": N_("{what} per month"),
}
HAPPENED = {"made": N_("promised"), "kept": N_("kept"), "broken": N_("broken")}


class Style(NamedTuple):
    """How text from outside is written: names, and everything else."""

    name: Callable[[str], str] = neutral
    data: Callable[[str], str] = neutral


class Item(NamedTuple):
    """A line with what stands below it."""

    text: str
    below: tuple[str, ...] = ()


class Block(NamedTuple):
    """A part of the worklog under its heading; numbered where the items are counted."""

    title: str
    items: tuple[Item, ...]
    numbered: bool = False


PLAIN = Style()


def title(log: Worklog, me: str, today: date) -> str:
    """'Worklog · Mon 23 Nov · 小陈'."""
    parts = [_("Worklog"), span_words(log.span, today), neutral(log.rep or me)]
    return " · ".join(part for part in parts if part)


def span_words(span: Span, today: date) -> str:
    """Which days it is about."""
    if span.period == "day":
        return date_words(span.first, today)
    if span.period == "month":
        return _("{month} {year}").format(
            month=_(MONTHS[span.first.month - 1]), year=span.first.year
        )
    first, last = date_words(span.first, today), date_words(span.last, today)
    return _("{first} – {last}").format(first=first, last=last)


def text(log: Worklog, me: str, today: date) -> str:
    """The whole worklog as plain text."""
    lines = [title(log, me, today)]
    for block in blocks(log, today):
        lines += ["", block.title]
        for number, item in enumerate(block.items, 1):
            head = f"{number}. " if block.numbered else "- "
            lines.append(head + item.text)
            lines += [f"   {line}" for line in item.below]
    return "\n".join(lines)


def blocks(log: Worklog, today: date, style: Style = PLAIN) -> list[Block]:
    """What was done, in parts, and then the figures."""
    if log.is_empty:
        made = [Block(_("Nothing was noted for these days."), ())]
    else:
        made = [*_deeds(log, today, style), *_others(log, today, style)]
        if figured := figure_lines(log):
            made.append(Block(_("In figures"), tuple(map(Item, figured))))
    if log.progress:
        made.append(Block(_("Targets"), tuple(map(Item, target_lines(log.progress)))))
    return made


def _deeds(log: Worklog, today: date, style: Style) -> Iterator[Block]:
    """The contacts; those of several days under a heading for each."""
    if log.span.period == "day" and log.deeds:
        heading = f"{_('What was done')} · {log.total}"
        yield Block(heading, _deed_items(log.deeds, today, style), numbered=True)
    elif log.deeds:
        for on, group in groupby(log.deeds, key=lambda deed: deed.on):
            items = _deed_items(group, today, style)
            yield Block(f"{date_words(on, today)} · {len(items)}", items, numbered=True)
    if left := log.total - len(log.deeds):
        yield Block(_more_words(left), ())


def _more_words(left: int) -> str:
    return ngettext("… and {n} more", "… and {n} more", left).format(n=left)


def _deed_items(deeds: Iterable[Deed], today: date, style: Style) -> tuple[Item, ...]:
    def below(deed: Deed) -> Iterator[str]:
        for step in deed.next_steps:
            yield _("next: {step}").format(step=step_words(step, today, style))

    return tuple(Item(deed_words(deed, style), tuple(below(deed))) for deed in deeds)


def deed_words(deed: Deed, style: Style = PLAIN) -> str:
    """'10:20 call Bona, Wang Jianhua (general manager): quoted 30 t [agreed]'."""
    kind = kind_words(deed.kind)
    if deed.direction == "in":
        kind = _("{kind} (incoming)").format(kind=kind)
    head = " ".join(
        part for part in (deed.time or "", kind, person_words(deed.whose, style)) if part
    )
    what = style.data(deed.summary)
    line = _("{who}: {what}").format(who=head, what=what) if what else head
    came = outcome_words(deed.outcome)
    return _("{line} ({came})").format(line=line, came=came) if came else line


def person_words(whose: Person, style: Style = PLAIN) -> str:
    """The customer, and whom it was with."""
    person = style.data(" ".join(part for part in (whose.contact, whose.position) if part))
    return " ".join(part for part in (style.name(whose.called), person) if part)


def step_words(step: NextStep, today: date, style: Style = PLAIN) -> str:
    """'Wed 2 Dec 14:00 visit'."""
    when = " ".join(part for part in (date_words(step.due_on, today), step.time or "") if part)
    return f"{when} {style.data(step.what)}"


def _others(log: Worklog, today: date, style: Style) -> Iterator[Block]:
    """Promises, finished and planned steps, new customers."""

    def line(whose: Person, what: str) -> Item:
        who = style.name(whose.called)
        return Item(_("{who}: {what}").format(who=who, what=what))

    if log.words:
        items = (line(word.whose, word_words(word, today, style)) for word in log.words)
        yield Block(_("Promises"), tuple(items))
    if log.finished:
        items = (line(each.whose, style.data(each.what)) for each in log.finished)
        yield Block(_("Finished steps"), tuple(items))
    if log.planned:
        items = (line(each.whose, step_words(each.step, today, style)) for each in log.planned)
        yield Block(_("Steps planned"), tuple(items))
    if log.newcomers:
        new = [Item(person_words(whose, style)) for whose in log.new]
        if left := log.newcomers - len(new):
            new.append(Item(_more_words(left)))
        yield Block(_("New customers"), tuple(new))


def word_words(word: Word, today: date, style: Style = PLAIN) -> str:
    """'promised: samples (by 12-04)', 'kept: …', 'broken: … – out of stock'."""
    what = style.data(word.what)
    if word.happened == "made":
        day = short_date(word.due_on, today)
        return _("promised: {what} (by {day})").format(what=what, day=day)
    line = _("{happened}: {what}").format(happened=_(HAPPENED[word.happened]), what=what)
    # Of a promise that was kept, the reason is why it was put off before.
    why = style.data(word.why) if word.happened == "broken" else ""
    return _("{line} – {why}").format(line=line, why=why) if why else line


def figure_lines(log: Worklog) -> list[str]:
    """How many of each kind, how many of them reached somebody, how many customers."""
    parts = []
    for kind, number, missed in figures(log.tallies):
        words = _("{kind} {n}").format(kind=kind_words(kind), n=number)
        if missed:
            words = _("{kind} {n} ({missed} not reached)").format(
                kind=kind_words(kind), n=number, missed=missed
            )
        parts.append(words)
    lines = [" · ".join(parts)] if parts else []
    if reached := touches(log.tallies):
        touched = ngettext("{n} touch", "{n} touches", reached).format(n=reached)
        customers = ngettext("{n} customer", "{n} customers", log.customers)
        lines.append(f"{touched} · {customers.format(n=log.customers)}")
    if log.newcomers:
        new = ngettext("{n} new customer", "{n} new customers", log.newcomers)
        lines.append(new.format(n=log.newcomers))
    return lines


def goal_words(progress: Progress) -> str:
    """'call per day'; in a longer span 'call (20 per day)'."""
    goal = progress.goal
    names = {TOUCH: _("touches"), NEW_CUSTOMER: _("new customers")}
    what = names.get(goal.counted) or kind_words(goal.counted)
    if goal.period == progress.span.period:
        return _(GOAL[goal.period]).format(what=what)
    rate = _(GOAL[goal.period]).format(what=goal.number)
    return _("{what} ({rate})").format(what=what, rate=rate)


def target_lines(progress: Sequence[Progress]) -> list[str]:
    """A bar for each target, what is reached of how much, and which target it is."""
    counts = [f"{each.reached}/{each.target}" for each in progress]
    widest = max(map(len, counts))
    return [
        f"{bar(each)} {count:>{widest}} {goal_words(each)}"
        for each, count in zip(progress, counts, strict=True)
    ]


def bar(progress: Progress, cells: int = BAR) -> str:
    """How much of a target is reached, in so many cells; full only when it is."""
    share = min(progress.reached / progress.target, 1.0) if progress.target else 1.0
    filled = int(share * cells)
    return FULL * filled + EMPTY * (cells - filled)
