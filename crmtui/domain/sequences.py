"""Sequences: steps that are planned together, each with its day counted from the start."""

from __future__ import annotations

import re
from collections.abc import Sequence as Several
from datetime import date
from typing import NamedTuple

from crmtui.domain.clean import clean
from crmtui.domain.dates import parse_when
from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.numerals import narrow
from crmtui.domain.words import _, ngettext
from crmtui.domain.workdays import WEEKENDS, Workdays

MOST_STEPS = 20


class Planned(NamedTuple):
    """A step of a sequence: how long after the start (3d, 2周, 3 working days), and what."""

    after: str
    what: str


class Sequence(NamedTuple):
    """Steps under a name; id: of the user's own, 0 for one that comes with the program.

    names: what one that comes with the program is called in every language.
    """

    name: str
    steps: tuple[Planned, ...]
    id: int = 0
    names: tuple[str, ...] = ()


class StepNotUnderstood(WrongUse):
    """A step of a sequence that does not say after how long, or not what."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "“{text}” is no step of a sequence. Say after how long and what is to be done, "
                "for example “3d: call”, “2 weeks: visit”, “10天: 拜访”, “3个工作日: 电话”."
            ).format(text=text)
        )


class NoSteps(WrongUse):
    """A sequence without a step, or with too many."""

    def __init__(self) -> None:
        super().__init__(
            ngettext(
                "A sequence has {n} step at most, and at least one.",
                "A sequence has {n} steps at most, and at least one.",
                MOST_STEPS,
            ).format(n=MOST_STEPS)
        )


class NoSequence(NothingFound):
    """No sequence of this name."""

    def __init__(self, name: str, known: Several[Sequence]) -> None:
        super().__init__(
            _("There is no sequence “{name}”. There are: {known}.").format(
                name=name, known=_(", ").join(each.name for each in known)
            )
        )


_UNIT = (
    r"(?:d|w|m|y|wd|bd|\s*(?:working days?|work days?|business days?|days?|weeks?|wks?|months?"
    r"|years?)|天|周|个?工作日|个?星期|个?礼拜|个月|年)"
)
_AFTER = re.compile(
    rf"(?P<after>(?:in\s+|\+)?(?:[0-9]{{1,3}}|[一二两三四五六七八九十]{{1,3}})\s*{_UNIT}(?:[之以]?后)?"
    r"|today|tomorrow|今天|当天|明天|后天)\s*[:,，、;；\s]\s*(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TODAY = ("today", "今天", "当天")


def read_step(text: str) -> Planned:
    """“3d: call” as a step; raises StepNotUnderstood."""
    found = _AFTER.fullmatch(narrow(clean(text)).strip())
    if found is None:
        raise StepNotUnderstood(text)
    # Narrowing keeps every position: what is to be done stays as it was typed.
    given = clean(text).strip()
    made = Planned(found["after"].casefold(), given[found.start("what") :].strip())
    try:
        day_of(made, date(2026, 1, 1))
    except CrmError:
        raise StepNotUnderstood(text) from None
    return made


def read_steps(texts: Several[str]) -> tuple[Planned, ...]:
    """Several steps in the order of their days; raises NoSteps or StepNotUnderstood."""
    if not 1 <= len(texts) <= MOST_STEPS:
        raise NoSteps()
    start = date(2026, 1, 1)
    return tuple(sorted(map(read_step, texts), key=lambda step: day_of(step, start)))


def day_of(step: Planned, start: date, workdays: Workdays = WEEKENDS) -> date:
    """The day of a step of a sequence that begins on that day."""
    return start if step.after in _TODAY else parse_when(step.after, start, workdays=workdays).on


def step_words(step: Planned) -> str:
    """'3d: call', as it can be typed."""
    return f"{step.after}: {step.what}"


def all_of(own: Several[Sequence], lang: str) -> tuple[Sequence, ...]:
    """The user's own, then those of the program that none of the own is called like."""
    from crmtui.domain.sequencekit import SHIPPED

    taken = {each.name.casefold() for each in own}
    ours = (
        Sequence(names[lang != "zh_CN"], steps[lang != "zh_CN"], names=names)
        for names, steps in SHIPPED
    )
    return (*own, *(each for each in ours if not taken & set(map(str.casefold, each.names))))


def named(known: Several[Sequence], name: str) -> Sequence:
    """The sequence of a name, in either language where it comes with the program; NoSequence."""
    wanted = " ".join(name.split()).casefold()
    for each in known:
        if wanted in map(str.casefold, (each.name, *each.names)):
            return each
    raise NoSequence(name, known)


def shipped_names(name: str) -> tuple[str, ...]:
    """All names of a sequence of the program; () for any other."""
    from crmtui.domain.sequencekit import SHIPPED

    wanted = name.casefold()
    return next((names for names, _steps in SHIPPED if wanted in map(str.casefold, names)), ())
