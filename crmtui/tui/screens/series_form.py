"""What the forms that plan share: a day, how it comes back, or a whole sequence of steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, NamedTuple, TypeVar

from crmtui.domain.dates import When
from crmtui.domain.errors import WrongUse
from crmtui.domain.interactions import KINDS
from crmtui.domain.repeats import Rule
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequences import Sequence, all_of, named
from crmtui.domain.words import _
from crmtui.present import kind_words
from crmtui.reads import sequences
from crmtui.tui.echoes import when_echo
from crmtui.tui.ink import Line
from crmtui.tui.repeat_echoes import begins, repeat_echo, sequence_echo
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

R = TypeVar("R")
MOST_PRIORITY = 3


class RepeatedSequence(WrongUse):
    """A sequence that is to come back."""

    def __init__(self) -> None:
        super().__init__(
            _("A sequence does not come back: empty the repetition, or choose no sequence.")
        )


class Course(NamedTuple):
    """When something begins, and how it goes on from there."""

    when: When
    repeat: Rule | None = None
    sequence: Sequence | None = None


class SeriesForm(Form[R], Generic[R]):
    """The fields of the day, the repetition and the sequence, with what is understood of them.

    editing: of a step that is there already, which no sequence begins with.
    """

    FIRST: ClassVar[str] = "when"

    def __init__(
        self, crm: CrmApp, draft: tuple[str, int] | None = None, *, editing: bool = False
    ) -> None:
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        none: tuple[Sequence, ...] = ()
        own = none if editing else crm.desk.read(sequences.own, none)
        self.sequences = none if editing else all_of(own, crm.settings.lang)
        super().__init__(crm, draft)

    def when_field(self, when: str = "") -> Spec:
        """The day, a time may follow."""
        hint = _("3d · next tue · eom · 12-01 14:00")
        return Spec("when", _("When"), when, hint=hint, echo=self._when_echo)

    def what_field(self, what: str = "") -> Spec:
        """What is to be done; of a sequence its days, for its steps say themselves what."""
        return Spec("what", _("What"), what, echo=self._what_echo)

    def kind_field(self, kind: str = "") -> Spec:
        """The kind of contact."""
        kinds = (("", "–"), *((code, kind_words(code)) for code in KINDS))
        return Spec("kind", _("Kind"), kind, kinds)

    def priority_field(self, priority: int = 0) -> Spec:
        """How much it matters."""
        steps = tuple((str(n), "!" * n or "–") for n in range(MOST_PRIORITY + 1))
        return Spec("priority", _("Priority"), str(priority), steps)

    def series_fields(self, repeat: str = "") -> list[Spec]:
        """How it comes back, and the sequences there are."""
        hint = _("every 2 weeks · 每月15号")
        made = [Spec("repeat", _("Repeat"), repeat, hint=hint, echo=self._repeat_echo)]
        if self.sequences:
            names = tuple((each.name, each.name) for each in self.sequences)
            made.append(Spec("sequence", _("Sequence"), "", (("", "–"), *names)))
        return made

    def course(self, values: Mapping[str, str]) -> Course:
        """The fields understood; raises where one is not."""
        typed, back = values["when"], values["repeat"].strip()
        if not values.get("sequence"):
            rule = parse_repeat(back, self.today) if back else None
            return Course(begins(typed, rule, self.today, self.workdays), rule)
        if back:
            raise RepeatedSequence()
        start = begins(typed.strip() or self.today.isoformat(), None, self.today, self.workdays)
        return Course(start, sequence=named(self.sequences, values["sequence"]))

    def _when_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return when_echo(text, self.today, workdays=self.workdays, moves=moves)

    def _repeat_echo(self, text: str) -> Line:
        return repeat_echo(text, self.slot("when").value, self.today, self.workdays)

    def _what_echo(self, text: str) -> Line:
        name = self.slot("sequence").value if self.sequences else ""
        if not name:
            return ()
        chosen, typed = named(self.sequences, name), self.slot("when").value
        return sequence_echo(chosen, typed, self.today, self.workdays)
