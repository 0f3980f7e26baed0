"""The greeting round: who is greeted for a day, with what words, and who was greeted already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.festivals import festival_words, festivals
from crmtui.domain.greetings import Message, audience_of, fill
from crmtui.domain.salutations import language_for, salutation
from crmtui.domain.wordings import PERSON, Wording, choose

GRACE_DAYS = 3  # a festival just past is still greeted for


class Recipient(NamedTuple):
    """Somebody to greet: a contact, or a customer of whom no contact is known."""

    customer_id: int
    number: str | None
    customer: str
    short_name: str
    customer_kind: str
    grade: str
    country: str
    contact_id: int | None
    name: str
    sex: str
    position: str
    language: str
    taboos: str
    preferred_channel: str
    mobile: str
    email: str
    wechat: str


class Target(NamedTuple):
    """A recipient and the day: a festival, or an occasion with how many years it is."""

    recipient: Recipient
    kind: str
    day: date
    occasion_id: int | None = None
    years: int | None = None


class Greeting(NamedTuple):
    """A target with its message."""

    target: Target
    salutation: str
    message: Message


def festival_day(code: str, today: date) -> date:
    """The day of a festival: the next one, or one that is only just past."""
    for year in (today.year - 1, today.year, today.year + 1, today.year + 2):
        for each in festivals(year) if 1901 <= year <= 2100 else ():
            if each.code == code and each.on >= today - timedelta(days=GRACE_DAYS):
                return each.on
    raise AssertionError("every festival comes back within two years")


def greeting_for(
    target: Target, own: Sequence[Wording], me: str, language: str, name: str = ""
) -> Greeting:
    """The message for one target; language: the user's own; name: a wording of that name only."""
    who = target.recipient
    spoken = language_for(who.language, who.country, who.name or who.customer, language)
    audience = audience_of(who.customer_kind)
    address = salutation(
        who.name or (who.customer if audience == PERSON else ""),
        who.sex,
        who.position,
        spoken,
        audience == PERSON,
    )
    wording = choose(tuple(own), target.kind, spoken, audience, name)
    values = _values(target, address, me)
    message = fill(wording, values) if wording else Message("", ("text",))
    return Greeting(target, address, message)


def refill(greeting: Greeting, text: str, me: str) -> Greeting:
    """The same with another wording, its places filled."""
    values = _values(greeting.target, greeting.salutation, me)
    return greeting._replace(message=fill(text, values))


def _values(target: Target, address: str, me: str) -> dict[str, str]:
    who = target.recipient
    company = "" if who.customer_kind == PERSON else (who.short_name or who.customer)
    years = str(target.years) if target.years else ""
    return {
        "salutation": address or company,
        "name": who.name,
        "company": company,
        "festival": day_words(target.kind),
        "age": years if target.kind == "birthday" else "",
        "years": years,
        "me": me,
    }


def day_words(kind: str) -> str:
    """What a festival is called; '' for a day of a person's own."""
    from crmtui.domain.greetings import is_festival

    return festival_words(kind) if is_festival(kind) else ""


def not_yet(
    targets: Iterable[Target], done: frozenset[tuple[int, int | None, int | None]]
) -> tuple[list[Target], int]:
    """Those not greeted yet, and how many were: by customer, contact and occasion."""
    left: list[Target] = []
    were = 0
    for target in targets:
        who = target.recipient
        if (who.customer_id, who.contact_id, target.occasion_id) in done:
            were += 1
        else:
            left.append(target)
    return left, were
