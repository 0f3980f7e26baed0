"""Small forms of the card: a day that matters, a field of one's own, a history entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import customers, interactions, occasions
from crmtui.actions.fields import BadValue
from crmtui.domain.birthdays import Birthday, parse_birthday
from crmtui.domain.cards import Card, CustomValue
from crmtui.domain.changes import Changed
from crmtui.domain.dates import parse_when
from crmtui.domain.errors import WrongUse
from crmtui.domain.interactions import DIRECTIONS, KINDS, OUTCOMES, Interaction
from crmtui.domain.lunar import lunar_words
from crmtui.domain.occasions import KINDS as OCCASION_KINDS
from crmtui.domain.occasions import Occasion
from crmtui.domain.records import Value
from crmtui.domain.words import _
from crmtui.present import direction_words, kind_words, occasion_kind_words, outcome_words
from crmtui.tui.echoes import birthday_echo, when_echo
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp


class FieldNameNeeded(WrongUse):
    """A field of one's own without a name."""

    def __init__(self) -> None:
        super().__init__(_("The field needs a name."))


class OccasionForm(Form[Changed]):
    """Whose day, which kind, and the date in either calendar."""

    def __init__(self, crm: CrmApp, card: Card, occasion: Occasion | None = None) -> None:
        self.card = card
        self.occasion = occasion
        self.today = crm.desk.today
        super().__init__(crm, ("day", occasion.id if occasion else -card.customer.id))
        self.revision = occasion.revision if occasion else None

    def title_line(self) -> Line:
        """Whose card it is."""
        words = _("Edit the day") if self.occasion else _("Add a day that matters")
        return ((words, "text!"), (f" · {self.card.customer.name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """Kind, person, date, label; the person of an existing day stays."""
        old, primary = self.occasion, self.card.primary
        kinds = tuple((kind, occasion_kind_words(kind)) for kind in OCCASION_KINDS)
        made = [Spec("kind", _("Kind of day"), old.kind if old else "birthday", kinds)]
        if old is None and self.card.contacts:
            people = tuple((str(c.id), c.name or c.position or "?") for c in self.card.contacts)
            chosen = str(primary.id) if primary else ""
            made.append(Spec("contact", _("Of"), chosen, (*people, ("", _("the company")))))
        made.append(
            Spec(
                "day",
                _("Date"),
                occasion_text(old) if old else "",
                hint=_("1985-03-08 · 3月8日 · 农历八月十五 · lunar 8-15"),
                echo=lambda text: birthday_echo(text, self.today),
            )
        )
        made.append(Spec("label", _("Label"), old.label if old else ""))
        lead = "" if old is None or old.lead_days is None else str(old.lead_days)
        hint = _("days before it comes up; empty: as usual")
        made.append(Spec("lead", _("Lead"), lead, hint=hint))
        return made

    def stored(self, row: Mapping[str, Value]) -> Mapping[str, str]:
        """The date stands in one field."""
        year = row["year"]
        day = Birthday(
            str(row["calendar"]),
            int(str(row["month"])),
            int(str(row["day"])),
            bool(row["leap"]),
            None if year is None else int(str(year)),
        )
        lead = row["lead_days"]
        return {
            "kind": str(row["kind"]),
            "label": str(row["label"]),
            "day": birthday_text(day),
            "lead": "" if lead is None else str(lead),
        }

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the day."""
        day = parse_birthday(values["day"], self.today)
        old, revision, customer_id = self.occasion, self.revision, self.card.customer.id
        kind, label, lead = values["kind"], values["label"], _lead(values["lead"])
        contact = int(values["contact"]) if values.get("contact") else None

        def act(uow: UnitOfWork, today: date) -> Changed:
            if old is not None:
                return occasions.edit(uow, old.id, kind, day, label, revision, lead)
            return occasions.add(uow, customer_id, contact, kind, day, label, lead)

        return await self.crm.write(act)


def _lead(text: str) -> int | None:
    """The lead as a number of days; BadValue where it is none."""
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise BadValue("lead_days", text, _("a number"))
    return int(text)


def occasion_text(occasion: Occasion) -> str:
    """An occasion's date as one would type it."""
    return birthday_text(
        Birthday(occasion.calendar, occasion.month, occasion.day, occasion.leap, occasion.year)
    )


def birthday_text(day: Birthday) -> str:
    """A date as one would type it: 1985-03-08, 03-08, 农历1985年八月十五."""
    if day.calendar == "lunar":
        year = f"{day.year}年" if day.year else ""
        return f"农历{year}{lunar_words(day.month, day.day, day.leap)}"
    year = f"{day.year:04}-" if day.year else ""
    return f"{year}{day.month:02}-{day.day:02}"


class CustomForm(Form[Changed]):
    """A field of the user's own: its name and what it says of this customer."""

    def __init__(
        self,
        crm: CrmApp,
        card: Card,
        old: CustomValue | None = None,
        known: Sequence[str] = (),
    ) -> None:
        self.card = card
        self.old = old
        self.known = known
        # The same field of two customers is two drafts.
        super().__init__(crm, (f"custom {old.field.id}" if old else "custom", card.customer.id))

    def title_line(self) -> Line:
        """Whose card it is."""
        return ((_("A field of your own"), "text!"), (f" · {self.card.customer.name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """Name and value."""
        return [
            Spec(
                "name",
                _("Field"),
                (self.old.field.label or self.old.field.key) if self.old else "",
                suggestions=self.known,
                hint=_("for example: cargo"),
            ),
            Spec("value", _("Says"), self.old.value if self.old else ""),
        ]

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the value; a field nobody has used yet is made."""
        name = values["name"].strip()
        if not name:
            raise FieldNameNeeded()

        def act(uow: UnitOfWork, today: date) -> Changed:
            return customers.set_custom(uow, self.card.customer.id, {name: values["value"]})

        return await self.crm.write(act)


class EntryForm(Form[Changed]):
    """Correcting an entry of the history."""

    FIRST = "summary"

    def __init__(self, crm: CrmApp, card: Card, entry: Interaction) -> None:
        self.card = card
        self.entry = entry
        self.today = crm.desk.today
        super().__init__(crm, ("entry", entry.id))
        self.revision = entry.revision

    def title_line(self) -> Line:
        """Whose card it is."""
        return ((_("Correct a record"), "text!"), (f" · {self.card.customer.name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """As in the log form, without the next step."""
        entry = self.entry
        when = f"{entry.on.isoformat()} {entry.time or ''}".strip()
        outcomes = (*((code, outcome_words(code)) for code in OUTCOMES), ("", "–"))
        return [
            Spec("kind", _("Kind"), entry.kind, tuple((k, kind_words(k)) for k in KINDS)),
            Spec("when", _("When"), when, echo=lambda t: when_echo(t, self.today, past=True)),
            Spec("summary", _("What"), entry.summary, long=True),
            Spec("outcome", _("Outcome"), entry.outcome, outcomes),
            Spec(
                "direction",
                _("Direction"),
                entry.direction,
                tuple((code, direction_words(code)) for code in DIRECTIONS),
            ),
        ]

    def stored(self, row: Mapping[str, Value]) -> Mapping[str, str]:
        """Day and time stand in one field."""
        when = f"{row['on']} {row['time'] or ''}".strip()
        return {**super().stored(row), "when": when}

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write what was corrected."""
        new: dict[str, Value] = {n: v for n, v in changed.items() if n != "when"}
        if "when" in changed:
            when = parse_when(values["when"], self.today, past=True)
            new |= {"on": when.on.isoformat(), "time": when.time}
        entry, revision = self.entry, self.revision

        def act(uow: UnitOfWork, today: date) -> Changed:
            return interactions.edit(uow, entry.id, new, today, revision)

        return await self.crm.write(act)
