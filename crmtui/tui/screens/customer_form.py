"""The form of a customer: adding one with its first contact, or editing one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import customers
from crmtui.actions.contacts import PointText
from crmtui.domain.cards import Card, CustomField
from crmtui.domain.changes import Changed
from crmtui.domain.customers import EDITABLE, GRADES, KINDS, STAGES
from crmtui.domain.dates import parse_when
from crmtui.domain.words import _
from crmtui.present import field_words, grade_words, point_kind_words, stage_words, value_words
from crmtui.tui.echoes import when_echo
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

LONG = frozenset({"needs", "note", "invoice"})
# What a new card asks for first; the rest of EDITABLE follows.
FIRST_CONTACT = ("contact", "position", "mobile", "wechat", "email")
ORDER = (
    "name",
    "short_name",
    "grade",
    "stage",
    "number",
    *(
        name
        for name in EDITABLE
        if name not in ("name", "short_name", "grade", "stage", "number", "verified_on")
    ),
    "verified_on",
)
_CUSTOM = "custom:"
CHOICES: Mapping[str, Sequence[str]] = {
    "grade": ("", *GRADES),
    "stage": ("", *STAGES),
    "kind": KINDS,
    "price_sensitivity": ("", "low", "mid", "high"),
}


class CustomerForm(Form[Changed]):
    """Every field of a customer; a new one also takes its first contact."""

    def __init__(
        self,
        crm: CrmApp,
        card: Card | None = None,
        name: str = "",
        first: str = "",
        suggestions: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.card = card
        self.preset_name = name
        self.first = first
        self.suggestions = suggestions or {}
        self.today = crm.desk.today
        super().__init__(crm, ("customer", card.customer.id if card else 0))
        self.revision = card.customer.revision if card else None

    def title_line(self) -> Line:
        """A new one, or whose card it is."""
        if self.card is None:
            return ((_("Add a customer"), "text!"),)
        return ((_("Edit customer"), "text!"), (f" · {self.card.customer.name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """The name first; then, for a new one, whom to ask for; then everything else."""
        own = [self._spec(name) for name in ORDER]
        if self.card is None:
            contact = [Spec(f"first_{n}", _first_words(n)) for n in FIRST_CONTACT]
            own[5:5] = contact
        tags = joined_tags(self.card.tags) if self.card else ""
        own.append(Spec("tags", field_words("tags"), tags, hint=_("with commas between them")))
        for value in self.card.custom if self.card else ():
            label = value.field.label or value.field.key
            name = _CUSTOM + value.field.key
            own.append(Spec(name, label, value.value, _choices(value.field)))
        return own

    def _spec(self, name: str) -> Spec:
        value = _text(getattr(self.card.customer, name)) if self.card else self._preset(name)
        if choices := CHOICES.get(name):
            words = {"grade": grade_words, "stage": stage_words}.get(name)
            pairs = tuple(
                (c, (words(c) if words else value_words(name, c)) or "–") for c in choices
            )
            return Spec(name, field_words(name), value, pairs)
        if name == "verified_on":
            echo = lambda text: when_echo(text, self.today, past=True)  # noqa: E731
            return Spec(name, field_words(name), value, hint=_("today · 2026-11-01"), echo=echo)
        return Spec(
            name,
            field_words(name),
            value,
            long=name in LONG,
            suggestions=self.suggestions.get(name, ()),
        )

    def _preset(self, name: str) -> str:
        presets = {"name": self.preset_name, "kind": "company", "owner": self.crm.settings.me}
        return presets.get(name, "")

    def on_mount(self) -> None:
        """Start in the field that was asked for."""
        super().on_mount()
        if self.first and any(spec.name == self.first for spec in self.specs):
            self.go_to(self.first)

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the customer."""
        card, revision = self.card, self.revision
        if card is None:
            made = await self.crm.write(lambda uow, today: self._add(uow, today, values))
            self.crm.say(_("Added: {name}").format(name=values["name"].strip()))
            return made
        own = {n: v for n, v in changed.items() if n in EDITABLE}
        if "verified_on" in own:
            own["verified_on"] = _day(own["verified_on"], self.today)
        tags = split_tags(values["tags"]) if "tags" in changed else None
        custom = {n.removeprefix(_CUSTOM): v for n, v in changed.items() if n.startswith(_CUSTOM)}

        def edit(uow: UnitOfWork, today: date) -> Changed:
            return customers.edit(
                uow, card.customer.id, own, today, revision, tags=tags, custom=custom
            )

        made = await self.crm.write(edit)
        self.crm.say(_("Saved: {name}").format(name=values["name"].strip()))
        return made

    def _add(self, uow: UnitOfWork, today: date, values: Mapping[str, str]) -> Changed:
        own: dict[str, str] = {name: values[name] for name in EDITABLE if values[name]}
        if "verified_on" in own:
            own["verified_on"] = _day(own["verified_on"], today)
        contact = {
            "name": values["first_contact"].strip(),
            "position": values["first_position"].strip(),
        }
        points = [
            PointText(kind, values[f"first_{kind}"])
            for kind in ("mobile", "wechat", "email")
            if values[f"first_{kind}"].strip()
        ]
        somebody = any(contact.values())
        return customers.add(
            uow,
            own,
            today=today,
            contact=contact if somebody else None,
            points=points,
            tags=split_tags(values["tags"]),
        )


def _first_words(name: str) -> str:
    if name in ("contact", "position"):
        return field_words(name)
    return point_kind_words(name)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(text: str, today: date) -> str:
    return parse_when(text, today, past=True).on.isoformat() if text.strip() else ""


def _choices(field: CustomField) -> tuple[tuple[str, str], ...]:
    """What a field of the user's own may be set to; empty: anything."""
    if field.kind == "yesno":
        return (("", "–"), ("yes", _("yes")), ("no", _("no")))
    if field.kind == "choice" and field.choices:
        return (("", "–"), *((choice, choice) for choice in field.choices))
    return ()


def joined_tags(tags: Sequence[str]) -> str:
    """Tags as one text to edit."""
    return ", ".join(tags)


def split_tags(text: str) -> list[str]:
    """The tags of a text, whatever comma is between them."""
    return [tag.strip() for tag in re.split("[,，、;；\n]", text) if tag.strip()]
