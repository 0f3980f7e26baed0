"""Why a customer is in the queue, in the user's words."""

from __future__ import annotations

from datetime import date, timedelta

from crmtui.domain.lunar import lunar_words
from crmtui.domain.occasions import Occasion, key_of
from crmtui.domain.queue import QueueLine, Reason
from crmtui.domain.words import _, ngettext
from crmtui.present import day_words, occasion_kind_words, with_more
from crmtui.present.days import round_words, rule_words, solar_words


def line_words(line: QueueLine, today: date) -> str:
    """All that is due with a customer, in one line."""
    due = [reason for reason in line.reasons if reason.sign]
    return " · ".join(reason_words(reason, today, line.contact) for reason in due)


def reason_words(reason: Reason, today: date, beside: str = "") -> str:
    """One reason in words; `beside` is a person the reader is shown already."""
    match reason.code:
        case "follow_up_due" | "follow_up_overdue":
            return with_more(_step(reason), reason.repeat, reason.sequence)
        case "rhythm_ideal" | "rhythm_limit" | "rhythm_first":
            return _rhythm(reason)
        case "grade":
            return _("Grade {grade}").format(grade=reason.grade)
        case "snoozed":
            return ngettext("Put off {n} time", "Put off {n} times", reason.times).format(
                n=reason.times
            )
        case "holiday_ahead" | "peak_ahead":
            return _plan(reason)
        case "promise_due" | "promise_overdue":
            return _promise(reason, today)
        case "confirm":
            return confirm_words(reason, today)
        case "no_show":
            return _("Appointment not kept {day}, nothing planned since").format(
                day=day_words(today - timedelta(days=reason.days), today)
            )
    return _occasion(reason, today, beside)


def _plan(reason: Reason) -> str:
    ahead = reason.ahead
    if ahead is None:
        return reason.code
    days = solar_words(ahead.first)
    if ahead.last != ahead.first:
        days = _("{first} – {last}").format(first=days, last=solar_words(ahead.last))
    if reason.code == "peak_ahead":
        return _("Plan ahead for {name}, {days}").format(name=ahead.name, days=days)
    words = _("Plan ahead: {name} off {days}").format(name=ahead.name, days=days)
    if not ahead.makeup:
        return words
    makeup = _(", ").join(solar_words(day) for day in ahead.makeup)
    return _("{plan} (worked instead: {makeup})").format(plan=words, makeup=makeup)


def _step(reason: Reason) -> str:
    what = reason.what or _("next step")
    if reason.days:
        return ngettext(
            "Step “{what}” {n} day overdue", "Step “{what}” {n} days overdue", reason.days
        ).format(what=what, n=reason.days)
    if reason.time:
        return _("Step “{what}” today {time}").format(what=what, time=reason.time)
    return _("Step “{what}” today").format(what=what)


def _promise(reason: Reason, today: date) -> str:
    if reason.days:
        return ngettext(
            "Promise “{what}” {n} day overdue", "Promise “{what}” {n} days overdue", reason.days
        ).format(what=reason.what, n=reason.days)
    day = day_words(reason.due_on or today, today)
    return _("Promise “{what}” due {day}").format(what=reason.what, day=day)


def confirm_words(reason: Reason, today: date) -> str:
    """An appointment that is to be confirmed."""
    day = day_words(today + timedelta(days=reason.days), today)
    words = _("Confirm “{what}”, {day} {time}")
    return words.format(what=reason.what, day=day, time=reason.time or "")


def _rhythm(reason: Reason) -> str:
    n = reason.days
    if reason.code == "rhythm_first":
        if not n:
            return _("No contact yet, the first is due today")
        return ngettext(
            "No contact yet, the first was due {n} day ago",
            "No contact yet, the first was due {n} days ago",
            n,
        ).format(n=n)
    if reason.code == "rhythm_limit":
        return ngettext(
            "{n} day without contact (at most {at_most})",
            "{n} days without contact (at most {at_most})",
            n,
        ).format(n=n, at_most=reason.at_most)
    return ngettext(
        "{n} day without contact (ideal {ideal})", "{n} days without contact (ideal {ideal})", n
    ).format(n=n, ideal=reason.ideal)


def _occasion(reason: Reason, today: date, beside: str) -> str:
    occasion = reason.occasion
    if occasion is None or reason.due_on is None:
        return reason.code
    what = _what_day(occasion)
    if occasion.contact_name not in ("", beside):
        what = _("{name}: {what}").format(name=occasion.contact_name, what=what)
    day = day_words(reason.due_on, today)
    if reason.due_on < today:
        day = _("missed, {day}").format(day=day)
    sentence = _("{what} {day}").format(what=what, day=day)
    if not (details := _details(occasion, reason, today)):
        return sentence
    return _("{sentence} ({details})").format(sentence=sentence, details=_(", ").join(details))


def _what_day(occasion: Occasion) -> str:
    if occasion.kind == "birthday":
        return _("Lunar birthday") if occasion.calendar == "lunar" else _("Birthday")
    words = occasion.label or occasion_kind_words(occasion.kind)
    return words[:1].upper() + words[1:]


def _details(occasion: Occasion, reason: Reason, today: date) -> list[str]:
    """Its own lunar date, the rule that was applied, how many years it is and what is special."""
    found = []
    if occasion.calendar == "lunar":
        found.append(lunar_words(occasion.month, occasion.day, occasion.leap))
    on = reason.due_on
    if on is not None and (rule := rule_words(key_of(occasion), on, today)):
        found.append(rule)
    if reason.turns:
        found.append(turns_words(occasion, reason.turns))
    if on is not None and (special := round_words(occasion, on)):
        found.append(special)
    return found


def turns_words(occasion: Occasion, years: int) -> str:
    """How old somebody gets that day, or which anniversary it is."""
    if occasion.kind == "birthday":
        return _("turns {n}").format(n=years)
    return ngettext("{n} year", "{n} years", years).format(n=years)
