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
from crmtui.domain.errors import WrongUse
from crmtui.domain.interactions import DIRECTIONS, KINDS, OUTCOMES
from crmtui.domain.promises import Promise
from crmtui.domain.words import _
from crmtui.present import date_words, direction_words, kind_words, outcome_words, short_date
from crmtui.present.leading import led_by_kind
from crmtui.tui import log_words
from crmtui.tui.agreed import (
    WIDEST,
    Agreed,
    has_come,
    line_of,
    name_of,
    open_promises,
    open_steps,
    words_of,
)
from crmtui.tui.bindings import bindings
from crmtui.tui.echoes import happened_text, step_echo, when_echo
from crmtui.tui.ink import Line
from crmtui.tui.log_words import Reading, happened
from crmtui.tui.screens.form import Form
from crmtui.tui.screens.picking import Pick
from crmtui.tui.widgets.choice import Choice
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

NOTHING = ("", "–")
ANSWERED = frozenset({"call"})  # kinds of which "reached" goes without saying until changed


class LogForm(Form[Changed]):
    """Opens with the cursor in the text; saving returns to the list, on the next line."""

    PLACE: ClassVar[str] = "log"
    BINDINGS: ClassVar[list[BindingType]] = bindings("log")
    FIRST: ClassVar[str] = "summary"

    def __init__(self, crm: CrmApp, card: Card, about: Agreed | None = None) -> None:
        self.card = card
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        self.open: list[Agreed] = [*open_steps(card), *open_promises(card)]
        self.due = [each for each in self.open if self._is_due(each)]
        self.about = about
        self._led = ""  # the kind that the first word of the text last named
        self._asked = False
        super().__init__(crm, draft=("log", card.customer.id))

    def title_line(self) -> Line:
        """Whom it is about."""
        return ((_("Log a contact"), "text!"), (f" · {name_of(self.card)}", "text"))

    def fields(self) -> Sequence[Spec]:
        """Kind, person, time, text, outcome, next step, promise, what it fulfils."""
        made = [Spec("kind", _("Kind"), "call", tuple((k, kind_words(k)) for k in KINDS))]
        if people := self._people():
            made.append(Spec("contact", _("With"), self._person(), people))
        outcomes = (*((code, outcome_words(code)) for code in OUTCOMES), NOTHING)
        made += [
            Spec("direction", _("Direction"), "out", _directions()),
            Spec("when", _("When"), hint=self._now(), echo=self._when_echo),
            Spec("summary", _("What"), long=True),
            Spec("outcome", _("Outcome"), "reached", outcomes),
            Spec("next", _("Next step"), hint=_("next tue: send the quote"), echo=self._step_echo),
            Spec("promise", _("Promise"), hint=_("fri: send samples"), echo=self._promise_echo),
        ]
        if self.open:
            words = [(_code(each), self._fulfilled(each)) for each in self.open]
            words.append(("", _("nothing")))
            made.append(Spec("fulfils", _("Finishes"), self._presumed(), tuple(words)))
        return made

    def _people(self) -> tuple[tuple[str, str], ...]:
        if not self.card.contacts:
            return ()
        named = [(str(c.id), c.name or c.position or _("(no name)")) for c in self.card.contacts]
        return (*named, NOTHING)

    def _person(self) -> str:
        """Who was just rung up, else whom to ask for first."""
        called, primary = self.crm.desk.called, self.card.primary
        if called and called[0] == self.card.customer.id:
            return str(called[1])
        return str(primary.id) if primary else ""

    def _fulfilled(self, each: Agreed) -> str:
        return f"{words_of(each)} {short_date(each.due_on, self.today)}"

    def _is_due(self, each: Agreed) -> bool:
        if isinstance(each, Promise):
            return has_come(each, self.today, self.workdays)
        return each.due_on <= self.today

    def _presumed(self) -> str:
        """What its line was there for; else the only step or promise that is due."""
        if self.about is not None:
            return _code(self.about)
        return _code(self.due[0]) if len(self.due) == 1 else ""

    def _now(self) -> str:
        clock = self.crm.desk.clock()
        return f"{_('today')} {clock}".strip()

    def _when_echo(self, text: str) -> Line:
        return when_echo(happened_text(text, self.today), self.today, past=True)

    def _step_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        line = step_echo(text, self.today, workdays=self.workdays, moves=moves)
        return (*line, *log_words.kind_echo(text, self.today, self.workdays))

    def _promise_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return step_echo(text, self.today, workdays=self.workdays, moves=moves, before=True)

    # -- typing -------------------------------------------------------------------------------

    def kind(self) -> None:
        """The next kind."""
        self._choice("kind").action_step(1)

    def outcome(self) -> None:
        """The next outcome."""
        self._choice("outcome").action_step(1)

    def _choice(self, name: str) -> Choice:
        choice = self.slot(name).editor
        assert isinstance(choice, Choice)
        return choice

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """A text that begins with the word for a kind chooses that kind."""
        kind, _rest = led_by_kind(message.text_area.text)
        if kind and kind != self._led:
            self.slot("kind").value = kind
        self._led = kind

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """A call was answered unless said otherwise; who was not reached finishes no step."""
        super().on_choice_changed(message)
        outcome = self.slot("outcome")
        if message.choice is self.slot("kind").editor and outcome.value in ("", "reached"):
            outcome.value = "reached" if message.value in ANSWERED else ""
        if message.choice is outcome.editor and self.open:
            fulfils, presumed = self.slot("fulfils"), self._presumed()
            if fulfils.value in ("", presumed):
                fulfils.value = "" if message.value == "no_answer" else presumed

    # -- saving -------------------------------------------------------------------------------

    def save(self) -> None:
        """Write it; ask first what it finishes where several are due and none was picked."""
        values = self.values()
        picked = values.get("fulfils", "") != self.before.get("fulfils", "")
        several = len(self.due) > 1 and not picked and values["outcome"] != "no_answer"
        if self.busy or self._asked or not several:
            super().save()
            return
        due = sorted(self.due, key=lambda each: each is not self.about)
        width = min(self.app.size.width, WIDEST) - 8
        lines = [line_of(each, self.today, width) for each in due]
        title = _("Which of these does it finish? The others stay open.")
        nothing: Line = ((_("none of them"), "text"),)

        def answered(index: int | None) -> None:
            if index is not None:
                self._asked = True
                self.slot("fulfils").value = _code(due[index]) if index < len(due) else ""
                self.save()

        self.app.push_screen(Pick(title, [*lines, nothing]), answered)

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the contact, what was agreed in it, and the end of what it fulfils."""
        when = happened(values["when"], self.today, self.crm.desk.clock())
        step = self._understood("next", log_words.next_step)
        promise = self._understood("promise", log_words.promise)
        led, rest = led_by_kind(values["summary"])
        summary = rest if led and led == values["kind"] else values["summary"]
        person, (what, number) = values.get("contact", ""), _coded(values.get("fulfils", ""))

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
                promise=promise,
                completes=number if what == "step" else None,
                keeps=number if what == "promise" else None,
            )

        made = await self.crm.write(act)
        self.crm.desk.called = None
        self.crm.say(self._told(step, promise))
        return made

    def _understood(self, name: str, read: Reading) -> Step | None:
        """What a field says was agreed; the cursor goes there where it cannot be read."""
        try:
            return read(self.slot(name).value, self.today, self.workdays)
        except WrongUse:
            self.go_to(name)
            raise

    def _told(self, step: Step | None, promise: Step | None) -> str:
        said = [_("Logged with {name}.").format(name=name_of(self.card))]
        for agreed, words in (
            (step, _("Next step {day}: {what}")),
            (promise, _("Promised for {day}: {what}")),
        ):
            if agreed is not None:
                said.append(
                    words.format(day=date_words(agreed.due_on, self.today), what=agreed.what)
                )
        return " ".join(said)


def _directions() -> tuple[tuple[str, str], ...]:
    return tuple((code, direction_words(code)) for code in DIRECTIONS)


def _code(each: Agreed) -> str:
    """'step:12' or 'promise:7'."""
    return f"{'promise' if isinstance(each, Promise) else 'step'}:{each.id}"


def _coded(code: str) -> tuple[str, int]:
    what, _colon, number = code.partition(":")
    return what, int(number or 0)
