"""Domain values as words in the user's language, shared by shell and screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crmtui.domain.labels import grade_of, label_of
from crmtui.domain.words import _, ngettext
from crmtui.present.codes import (
    CODES,
    CUSTOMER_KIND,
    DIRECTION,
    FIELD,
    GRADE,
    KIND,
    MONTHS,
    OCCASION,
    OUTCOME,
    POINT,
    ROLE,
    SENSITIVITY,
    SEX,
    STAGE,
    STATUS,
    SYNONYMS,
    TABLE,
    WEEKDAYS,
)
from crmtui.present.verbs import VERB


def code_of(what: str, text: str) -> str | None:
    """The code a word stands for ('电话' -> 'call'), or None; `what` is a key of CODES."""
    if what == "grade" and (own := grade_of(text)):
        return own
    wanted = text.strip().casefold()
    for code, words in CODES[what].items():
        if wanted in (code.casefold(), words.casefold(), _(words).casefold()):
            return code
    return {word.casefold(): code for word, code in SYNONYMS.get(what, {}).items()}.get(wanted)


def field_of(text: str, known: Iterable[str]) -> str | None:
    """The field a word stands for ('grade', 'Grade', '等级' -> 'grade'), or None."""
    wanted = text.strip().casefold()
    for name in known:
        words = FIELD.get(name, name)
        if wanted in (name, words.casefold(), _(words).casefold()):
            return name
    return None


def grade_words(code: str) -> str:
    """'A core'; '' for no grade."""
    return f"{code} {label_of(code) or _(GRADE[code])}" if code in GRADE else code


def stage_words(code: str) -> str:
    """The stage in words; '' for none."""
    return _(STAGE.get(code, code)) if code else ""


def kind_words(code: str) -> str:
    """The kind of an interaction in words."""
    return _(KIND.get(code, code)) if code else ""


def outcome_words(code: str) -> str:
    """What came of an interaction, in words."""
    return _(OUTCOME.get(code, code)) if code else ""


def direction_words(code: str) -> str:
    """Which way it went, in words."""
    return _(DIRECTION.get(code, code)) if code else ""


def status_words(code: str) -> str:
    """The state of a next step in words."""
    return _(STATUS.get(code, code)) if code else ""


def point_kind_words(code: str) -> str:
    """The kind of a contact point in words."""
    return _(POINT.get(code, code)) if code else ""


def role_words(code: str) -> str:
    """What part a person plays, in words."""
    return _(ROLE.get(code, code)) if code else ""


def sex_words(code: str) -> str:
    """The sex in words; '' where it is not known."""
    return _(SEX.get(code, code)) if code else ""


def occasion_kind_words(code: str) -> str:
    """The kind of a day that matters, in words."""
    return _(OCCASION.get(code, code)) if code else ""


def field_words(name: str) -> str:
    """A field's name in words."""
    return _(FIELD.get(name, name))


def table_words(name: str) -> str:
    """What a row of this table is, in words."""
    return _(TABLE.get(name, name))


def verb_words(verb: str) -> str:
    """What an operation did, in words."""
    return _(VERB.get(verb, verb))


def operation_words(verb: str, summary: str) -> str:
    """One line of the journal: 'Logged: 王建华 · 报价'."""
    words = verb_words(verb)
    return _("{verb}: {what}").format(verb=words, what=summary) if summary else words


def value_words(field: str, value: object) -> str:
    """A field's value as it is shown: codes become words, nothing becomes ''."""
    if value is None or value == "":
        return ""
    if field == "grade":
        return grade_words(str(value))
    if field == "country":
        from crmtui.domain.countries import country_words

        return country_words(str(value))
    table = {
        "stage": STAGE,
        "outcome": OUTCOME,
        "direction": DIRECTION,
        "status": STATUS,
        "role": ROLE,
        "sex": SEX,
        "price_sensitivity": SENSITIVITY,
        "kind": CUSTOMER_KIND | KIND | POINT | OCCASION,
        "channel": KIND,
    }.get(field)
    return _(table[str(value)]) if table and str(value) in table else str(value)


def with_more(words: str, repeat: str, sequence: str) -> str:
    """A step's words with how it comes back, or which of a sequence it is (both as stored)."""
    if not (repeat or sequence):
        return words
    from crmtui.present.repeats import beside_words

    more = beside_words(repeat, sequence)
    return _("{words} ({more})").format(words=words, more=more) if more else words


def weekday_words(day: date) -> str:
    """'Wed', '周三'."""
    return _(WEEKDAYS[day.weekday()])


def date_words(day: date, today: date) -> str:
    """'Wed 2 Dec', '12月2日 周三'; with the year when it is another one."""
    month = _(MONTHS[day.month - 1])
    if day.year == today.year:
        return _("{weekday} {day} {month}").format(
            weekday=weekday_words(day), day=day.day, month=month
        )
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_words(day), day=day.day, month=month, year=day.year
    )


def short_date(day: date, today: date) -> str:
    """'11-25', '2025-11-25': a date in a list."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def day_words(day: date, today: date) -> str:
    """'today', 'in 3 days', '3 days ago'."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days == -1:
        return _("yesterday")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)


def due_words(day: date, today: date) -> str:
    """'today', 'in 3 days', '2 days overdue'."""
    late = (today - day).days
    if late <= 0:
        return day_words(day, today)
    return ngettext("{n} day overdue", "{n} days overdue", late).format(n=late)
