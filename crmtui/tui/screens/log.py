"""The log form: what happened, what came of it, and the next step, in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import TextArea

from crmtui.actions import interactions
from crmtui.actions.interactions import Step
from crmtui.domain.cards import Card
from crmtui.domain.changes import Changed
from crmtui.domain.dates import When, parse_when, split_step
from crmtui.domain.errors import WrongUse
from crmtui.domain.interactions import DIRECTIONS, KINDS, OUTCOMES
from crmtui.domain.words import _
from crmtui.present import (
    code_of,
    date_words,
    direction_words,
    kind_words,
    outcome_words,
    short_date,
)
from crmtui.tui.bindings import bindings
from crmtui.tui.echoes import step_echo, when_echo
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.choice import Choice
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

NOTHING = ("", "–")
ANSWERED = frozenset({"call"})  # kinds of which "reached" goes without saying until changed


class StepNotUnderstood(WrongUse):
    """The next step does not begin with a date."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The next step should begin with when: “3d call back”, “next tue quote”, "
                "“下周三 回访”. Change it or empty the field."
            )
        )


class LogForm(Form[Changed]):
    """Opens with the cursor in the text; saving returns to the list, on the next line."""

    PLACE: ClassVar[str] = "log"
    BINDINGS: ClassVar[list[BindingType]] = bindings("log")
    FIRST: ClassVar[str] = "summary"

    def __init__(self, crm: CrmApp, card: Card, step: int | None) -> None:
        self.card = card
        self.step = step
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        self._led = ""  # the kind that the first word of the text last named
        super().__init__(crm, draft=("log", card.customer.id))

    def title_line(self) -> Line:
        """Whom it is about."""
        name = self.card.customer.short_name or self.card.customer.name
        return ((_("Log a contact"), "text!"), (f" · {name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """Kind, person, time, text, outcome, next step, the step it fulfils."""
        made = [Spec("kind", _("Kind"), "call", tuple((k, kind_words(k)) for k in KINDS))]
        if people := self._people():
            primary = self.card.primary
            made.append(Spec("contact", _("With"), str(primary.id) if primary else "", people))
        made += [
            Spec("when", _("When"), hint=self._now(), echo=self._when_echo),
            Spec("summary", _("What"), long=True),
            Spec("outcome", _("Outcome"), "reached", self._outcomes()),
            Spec("direction", _("Direction"), "out", self._directions()),
            Spec(
                "next",
                _("Next step"),
                hint=_("next tue: send the quote"),
                echo=self._step_echo,
            ),
        ]
        if steps := self._steps():
            made.append(Spec("completes", _("Finishes"), self._due_step(), steps))
        return made

    def _people(self) -> tuple[tuple[str, str], ...]:
        if not self.card.contacts:
            return ()
        named = [(str(c.id), c.name or c.position or _("(no name)")) for c in self.card.contacts]
        return (*named, NOTHING)

    def _outcomes(self) -> tuple[tuple[str, str], ...]:
        return (*((code, outcome_words(code)) for code in OUTCOMES), NOTHING)

    def _directions(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, direction_words(code)) for code in DIRECTIONS)

    def _steps(self) -> tuple[tuple[str, str], ...]:
        still = [step for step in self.card.follow_ups if step.status == "open"]
        if not still:
            return ()
        words = [(str(s.id), f"{s.what} {short_date(s.due_on, self.today)}") for s in still]
        return (*words, ("", _("no step")))

    def _due_step(self) -> str:
        """The step its line was there for; else the only one that is due."""
        still = [step for step in self.card.follow_ups if step.status == "open"]
        if self.step in {step.id for step in still}:
            return str(self.step)
        due = [step for step in still if step.due_on <= self.today]
        return str(due[0].id) if len(due) == 1 else ""

    def _now(self) -> str:
        clock = self.crm.desk.clock()
        return f"{_('today')} {clock}".strip()

    def _when_echo(self, text: str) -> Line:
        return when_echo(text, self.today, past=True)

    def _step_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return step_echo(text, self.today, workdays=self.workdays, moves=moves)

    # -- typing -------------------------------------------------------------------------------

    def kind(self) -> None:
        """The next kind."""
        choice = self.slot("kind").editor
        assert isinstance(choice, Choice)
        choice.action_step(1)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """A text that begins with the word for a kind chooses that kind."""
        kind, _rest = led_by_kind(message.text_area.text)
        if kind and kind != self._led:
            self.slot("kind").value = kind
        self._led = kind

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """A call was answered unless said otherwise; of other kinds nothing is presumed."""
        super().on_choice_changed(message)
        if message.choice is self.slot("kind").editor:
            outcome = self.slot("outcome")
            if outcome.value in ("", "reached"):
                outcome.value = "reached" if message.value in ANSWERED else ""

    # -- saving -------------------------------------------------------------------------------

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the contact, the next step, and the end of the step it fulfils."""
        today = self.crm.desk.today
        when = self._when(values["when"], today)
        step = self._next_step(values["next"], today)
        led, rest = led_by_kind(values["summary"])
        summary = rest if led and led == values["kind"] else values["summary"]
        person, completes = values.get("contact", ""), values.get("completes", "")

        def act(uow: UnitOfWork, today: date) -> Changed:
            return interactions.log(
                uow,
                self.card.customer.id,
                summary=summary.strip(),
                on=when.on,
                time=when.time,
                today=today,
                kind=values["kind"],
                direction=values["direction"],
                outcome=values["outcome"],
                contact_id=int(person) if person else None,
                next_step=step,
                completes=int(completes) if completes else None,
            )

        made = await self.crm.write(act)
        self.crm.say(self._told(step, today))
        return made

    def _when(self, text: str, today: date) -> When:
        if text.strip():
            return parse_when(text, today, past=True)
        return When(today, self.crm.desk.clock() or None)

    def _next_step(self, text: str, today: date) -> Step | None:
        if not text.strip():
            return None
        if any(ink == "near" and words.startswith("? ") for words, ink in step_echo(text, today)):
            raise StepNotUnderstood()
        when, what = split_step(text, today, workdays=self.workdays)
        return Step(when.on, what, when.time)

    def _told(self, step: Step | None, today: date) -> str:
        name = self.card.customer.short_name or self.card.customer.name
        if step is None:
            return _("Logged with {name}.").format(name=name)
        return _("Logged with {name}. Next step {day}: {what}").format(
            name=name, day=date_words(step.due_on, today), what=step.what
        )


def led_by_kind(text: str) -> tuple[str, str]:
    """The kind a text begins with the word of, and the text to keep.

    “拜访 看了仓库” is a visit, “看了仓库”. A western word stays in the text unless a colon
    follows it: “meeting with the boss” would not make sense without its first word.
    """
    word, between, rest = _first_word(text)
    kind = code_of("interaction_kind", word) if between else None
    if kind is None:
        return "", text
    keep = word.isascii() and between not in ":："
    return kind, text if keep else rest.lstrip()


def _first_word(text: str) -> tuple[str, str, str]:
    text = text.lstrip()
    for index, character in enumerate(text):
        if character in " :：,，\u3000\n":
            return text[:index], character, text[index + 1 :]
    return text, "", ""


__all__ = ["LogForm", "led_by_kind"]
