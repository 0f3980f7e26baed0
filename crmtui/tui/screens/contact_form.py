"""The form of a contact: the person, and every way to reach them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import contacts
from crmtui.actions.contacts import PointText
from crmtui.domain.cards import Card
from crmtui.domain.changes import Changed
from crmtui.domain.customers import CONTACT_EDITABLE, POINT_KINDS, ROLES, Contact, Point
from crmtui.domain.words import _
from crmtui.present import field_words, point_kind_words, role_words, sex_words
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

ALWAYS = ("mobile", "phone", "wechat", "email")
LABEL = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*", re.DOTALL)


class ContactForm(Form[Changed]):
    """A phone's label stands behind it in brackets: 138 1234 8833 (office)."""

    def __init__(self, crm: CrmApp, card: Card, contact: Contact | None = None) -> None:
        self.card = card
        self.contact = contact
        self.points: dict[str, tuple[str, Point | None]] = {}
        draft = ("contact", contact.id) if contact else ("new contact", card.customer.id)
        super().__init__(crm, draft)
        self.revision = contact.revision if contact else None

    def title_line(self) -> Line:
        """Whose contact it is."""
        words = _("Edit contact") if self.contact else _("Add a contact")
        return ((words, "text!"), (f" · {self.card.customer.name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """Name and position, the ways to reach them, then what is good to know."""
        own = [self._spec(name) for name in CONTACT_EDITABLE]
        self.points = self._point_fields()
        ways = [
            Spec(name, point_kind_words(kind), point_text(point) if point else "")
            for name, (kind, point) in self.points.items()
        ]
        kinds = tuple((kind, point_kind_words(kind)) for kind in POINT_KINDS)
        other = [
            Spec("other_kind", _("Another way"), "mobile", kinds),
            Spec("other", "", hint=_("number or address (label)")),
        ]
        return [*own[:4], *ways, *other, *own[4:]]

    def _point_fields(self) -> dict[str, tuple[str, Point | None]]:
        """A field for each point, and an empty one for each usual kind without any."""
        known = self.contact.points if self.contact else ()
        made: dict[str, tuple[str, Point | None]] = {}
        for kind in POINT_KINDS:
            own: list[Point | None] = [point for point in known if point.kind == kind]
            for index, point in enumerate(own or ([None] if kind in ALWAYS else [])):
                made[f"point_{kind}_{index}"] = (kind, point)
        return made

    def _spec(self, name: str) -> Spec:
        value = getattr(self.contact, name) if self.contact else ""
        choices: tuple[tuple[str, str], ...] = ()
        if name == "role":
            known = ROLES if value in ROLES or not value else (*ROLES, value)
            choices = (("", "–"), *((code, role_words(code)) for code in known))
        elif name == "sex":
            choices = (("", "–"), ("m", sex_words("m")), ("f", sex_words("f")))
        words = _("full name") if name == "name" else field_words(name)
        return Spec(name, words, value, choices, long=name == "note")

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the contact."""
        points = self._points(values)
        contact, revision, customer_id = self.contact, self.revision, self.card.customer.id
        touched = any(name.startswith(("point_", "other")) for name in changed)

        def act(uow: UnitOfWork, today: date) -> Changed:
            if contact is None:
                own = {name: values[name] for name in CONTACT_EDITABLE}
                return contacts.add(uow, customer_id, own, points)
            new = {name: value for name, value in changed.items() if name in CONTACT_EDITABLE}
            return contacts.edit(uow, contact.id, new, points if touched else None, revision)

        made = await self.crm.write(act)
        self.crm.say(_("Saved: {name}").format(name=values["name"] or values["position"]))
        return made

    def _points(self, values: Mapping[str, str]) -> list[PointText]:
        made = []
        for name, (kind, point) in self.points.items():
            text = values[name].strip()
            if point is not None and text == point_text(point):
                made.append(PointText(kind, point.value, point.label))
            elif text:
                made.append(_parsed(kind, text))
        if other := values["other"].strip():
            made.append(_parsed(values["other_kind"], other))
        return made


def point_text(point: Point) -> str:
    """A point as it stands in its field: the value, and its label in brackets."""
    return f"{point.value} ({point.label})" if point.label else point.value


def _parsed(kind: str, text: str) -> PointText:
    found = LABEL.fullmatch(text)
    return PointText(kind, found[1], found[2]) if found else PointText(kind, text)
