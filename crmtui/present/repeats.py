"""Repetitions and sequences in the user's words, such as can be typed again."""

from __future__ import annotations

from crmtui.domain.repeats import (
    AFTER,
    BEFORE,
    DAYS,
    RepeatNotUnderstood,
    RepeatTooOften,
    Rule,
    read,
)
from crmtui.domain.sequencemarks import step_of
from crmtui.domain.words import N_, _, ngettext
from crmtui.present.codes import WEEKDAYS
from crmtui.present.days import month_day_words

_NTH = {
    "1": N_("the first {weekday}"),
    "2": N_("the second {weekday}"),
    "3": N_("the third {weekday}"),
    "4": N_("the fourth {weekday}"),
    "5": N_("the fifth {weekday}"),
    "-1": N_("the last {weekday}"),
}


def repeat_words(text: str) -> str:
    """A stored repetition in words; as it stands where there are no words for it."""
    if not text:
        return ""
    try:
        rule = read(text)
    except (RepeatNotUnderstood, RepeatTooOften):
        return text
    return rule_words(rule) or ";".join(
        part for part in text.split(";") if not part.startswith("DTSTART=")
    )


def sequence_words(text: str) -> str:
    """'quote sent 2 of 3': which step of which sequence it is; '' for a step of none."""
    step = step_of(text)
    if step is None:
        return ""
    return _("{name} {n} of {all}").format(name=step.name, n=step.n, all=step.of)


def beside_words(repeat: str, sequence: str) -> str:
    """What goes beside a step: that it comes back, or the sequence it is of."""
    return _(", ").join(
        words for words in (repeat_words(repeat), sequence_words(sequence)) if words
    )


def rule_words(rule: Rule) -> str:
    """'every 2 weeks on Wed, until 2027-06-30'; '' where there are no words for it."""
    words = _regular(rule._replace(week_start="" if rule.week_start == "MO" else rule.week_start))
    if words and rule.until:
        words = _("{repeat}, until {day}").format(repeat=words, day=rule.until.isoformat())
    if words and rule.left:
        times = ngettext("{repeat}, {n} time", "{repeat}, {n} times", rule.left)
        words = times.format(repeat=words, n=rule.left)
    return words


def _regular(rule: Rule) -> str:
    if rule.week_start:
        return ""
    match rule.freq:
        case "DAILY":
            return _daily(rule)
        case "WEEKLY":
            return _weekly(rule)
        case "MONTHLY":
            return _monthly(rule)
    return _yearly(rule)


def _daily(rule: Rule) -> str:
    n = rule.interval
    if rule == _bare(rule)._replace(workday=AFTER) and n == 1:
        return _("every working day")
    if rule != _bare(rule):
        return ""
    return (_("every day") if n == 1 else _("every {n} days")).format(n=n)


def _weekly(rule: Rule) -> str:
    n = rule.interval
    if rule != _bare(rule)._replace(by_day=rule.by_day):
        return ""
    if not rule.by_day:
        return (_("every week") if n == 1 else _("every {n} weeks")).format(n=n)
    days = _(", ").join(_(WEEKDAYS[DAYS.index(day)]) for day in rule.by_day)
    return (_("every week on {days}") if n == 1 else _("every {n} weeks on {days}")).format(
        n=n, days=days
    )


def _monthly(rule: Rule) -> str:
    n, on = rule.interval, _month_day(rule)
    if rule == _bare(rule):
        return (_("every month") if n == 1 else _("every {n} months")).format(n=n)
    if not on:
        return ""
    if rule.by_month == (3, 6, 9, 12) and n == 1 and rule.by_month_day == (-1,):
        return _("every quarter on {day}").format(day=on)
    if rule.by_month:
        return ""
    return (_("every month on {day}") if n == 1 else _("every {n} months on {day}")).format(
        n=n, day=on
    )


def _month_day(rule: Rule) -> str:
    """'day 15', 'the last working day', 'the second Tue'; '' where there are no words for it."""
    days = rule.by_month_day
    if rule.by_day:
        only = len(rule.by_day) == 1 and not (days or rule.by_set_pos or rule.workday)
        nth = _NTH.get(rule.by_day[0][:-2]) if only else None
        weekday = _(WEEKDAYS[DAYS.index(rule.by_day[0][-2:])])
        return _(nth).format(weekday=weekday) if nth else ""
    if rule.workday:
        if (days, rule.workday) == ((-1,), BEFORE):
            return _("the last working day")
        return _("the first working day") if (days, rule.workday) == ((1,), AFTER) else ""
    if days == (-1,):
        return _("the last day")
    if rule.by_set_pos:
        if days in ((28, 29), (28, 29, 30)) and rule.by_set_pos == (-1,):
            return _("day {n} (or the month's last)").format(n=days[-1])
        return ""
    if not days or min(days) < 1 or (len(days) == 1 and days[0] > 28):
        return ""
    shown = _(", ").join(map(str, days))
    return ngettext("day {n}", "days {n}", len(days)).format(n=shown)


def _yearly(rule: Rule) -> str:
    n = rule.interval
    if rule == _bare(rule):
        return (_("every year") if n == 1 else _("every {n} years")).format(n=n)
    days, leap = rule.by_month_day, (28, 29)
    on_day = _bare(rule)._replace(by_month=rule.by_month, by_month_day=days)
    if len(rule.by_month) != 1 or rule not in (on_day, on_day._replace(by_set_pos=(-1,))):
        return ""
    if rule.by_set_pos and (days, rule.by_month) != (leap, (2,)):
        return ""
    if not rule.by_set_pos and (len(days) != 1 or days[0] < 1 or rule.by_month + days == (2, 29)):
        return ""
    day = month_day_words(rule.by_month[0], days[-1])
    return (_("every year on {day}") if n == 1 else _("every {n} years on {day}")).format(
        n=n, day=day
    )


def _bare(rule: Rule) -> Rule:
    """The rule without the days it names."""
    return Rule(rule.freq, rule.interval, left=rule.left, until=rule.until, start=rule.start)
