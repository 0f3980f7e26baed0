"""Noting greetings as sent or left out, with the gifts given; keeping wordings of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.errors import WrongUse
from crmtui.domain.greetings import check, missing_words
from crmtui.domain.interactions import is_touch
from crmtui.domain.rounds import Greeting, Target, day_words
from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Gift:
    """What was given, and what it cost, in minor units of a currency (ISO 4217)."""

    what: str
    value: int | None = None
    currency: str = "CNY"

    @property
    def words(self) -> str:
        """What was given, with its value: '月饼 ¥128'."""
        if self.value is None:
            return self.what
        amount = f"{self.value // 100}.{self.value % 100:02}".removesuffix(".00")
        money = f"¥{amount}" if self.currency == "CNY" else f"{amount} {self.currency}"
        return f"{self.what} {money}"


class NotReady(WrongUse):
    """A message with a place that nothing is known for."""

    def __init__(self, who: str, missing: Sequence[str]) -> None:
        super().__init__(
            _("The message for {who} is not ready: {missing} is missing.").format(
                who=who, missing=missing_words(missing)
            )
        )


class GreetedAlready(WrongUse):
    """Somebody who was greeted for that day before."""

    def __init__(self, who: str) -> None:
        super().__init__(_("{who} was greeted for this day already.").format(who=who))


def send(
    uow: UnitOfWork,
    greetings: Sequence[Greeting],
    today: date,
    *,
    channel: str = "",
    gift: Gift | None = None,
) -> Changed:
    """Note messages as sent, each in its customer's history; all of them are one operation.

    Raises NotReady or GreetedAlready, and then notes none of them.
    """
    for each in greetings:
        if not each.message.ready:
            raise NotReady(_who(each.target), each.message.missing)
    _describe(uow, "greet", [each.target for each in greetings])
    for each in greetings:
        _once(uow, each.target)
        text = each.message.text
        interaction = _log(uow, each.target, text, today, channel, gift)
        _note(uow, each.target, "sent", text, today, channel, gift, interaction)
    return uow.changed()


def skip(uow: UnitOfWork, targets: Sequence[Target], today: date) -> Changed:
    """Note that these are not to be greeted for this day; nothing goes into their history."""
    _describe(uow, "skip_greeting", targets)
    for target in targets:
        _once(uow, target)
        _note(uow, target, "skipped", "", today, "", None, None)
    return uow.changed()


def save_wording(
    uow: UnitOfWork, kind: str, text: str, *, language: str, audience: str, name: str = ""
) -> Changed:
    """Keep a wording of one's own in place of the one of the same day, language and audience."""
    text = clean(text).strip()
    check(text)
    uow.describe("edit_wording", day_words(kind) or kind)
    same = {"kind": kind, "language": language, "audience": audience, "name": name}
    known = uow.rows("greeting_template", **same)
    if known:
        uow.update("greeting_template", known[0].id, {"text": text})
        return uow.changed(id=known[0].id)
    return uow.changed(id=uow.insert("greeting_template", {**same, "text": text}))


def remove_wording(uow: UnitOfWork, wording_id: int) -> Changed:
    """Take a wording of one's own away; the shipped one is used again."""
    row = uow.must("greeting_template", wording_id)
    uow.describe("edit_wording", day_words(row.text("kind")) or row.text("kind"))
    uow.delete("greeting_template", wording_id)
    return uow.changed()


def _describe(uow: UnitOfWork, verb: str, targets: Sequence[Target]) -> None:
    names = [_who(target) for target in targets]
    what = names[0] if names else ""
    if len(names) > 1:
        what = ngettext("{who} and {n} more", "{who} and {n} more", len(names) - 1).format(
            who=what, n=len(names) - 1
        )
    uow.describe(verb, what)


def _who(target: Target) -> str:
    who = target.recipient
    return " · ".join(part for part in (who.customer, who.name) if part)


def _once(uow: UnitOfWork, target: Target) -> None:
    who = target.recipient
    known = uow.rows(
        "greeting",
        customer_id=who.customer_id,
        contact_id=who.contact_id,
        occasion_id=target.occasion_id,
        kind=target.kind,
        day=target.day.isoformat(),
    )
    if known:
        raise GreetedAlready(_who(target))


def _log(
    uow: UnitOfWork, target: Target, text: str, today: date, channel: str, gift: Gift | None
) -> int:
    """The entry in the history; a gift is a touch, a greeting alone is none."""
    kind = "gift" if gift else "greeting"
    summary = _("{gift}: {text}").format(gift=gift.words, text=text) if gift else text
    touch = is_touch(kind, "out", "", uow.settings.touch_kinds)
    return uow.insert(
        "interaction",
        {
            "customer_id": target.recipient.customer_id,
            "contact_id": target.recipient.contact_id,
            "on": today.isoformat(),
            "kind": kind,
            "direction": "out",
            "summary": summary,
            "is_touch": int(touch),
            "rep": uow.settings.me,
            "origin": channel,
        },
    )


def _note(
    uow: UnitOfWork,
    target: Target,
    status: str,
    text: str,
    today: date,
    channel: str,
    gift: Gift | None,
    interaction: int | None,
) -> None:
    uow.insert(
        "greeting",
        {
            "customer_id": target.recipient.customer_id,
            "contact_id": target.recipient.contact_id,
            "occasion_id": target.occasion_id,
            "kind": target.kind,
            "day": target.day.isoformat(),
            "status": status,
            "on": today.isoformat(),
            "channel": channel,
            "text": text,
            "gift": gift.what if gift else "",
            "gift_value": gift.value if gift else None,
            "currency": gift.currency if gift and gift.value is not None else "",
            "interaction_id": interaction,
        },
    )
