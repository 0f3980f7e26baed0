"""What all forms share: fields top to bottom, ctrl+s saves, esc keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from crmtui.domain.errors import CrmError, EditConflict
from crmtui.domain.records import Value
from crmtui.domain.words import _
from crmtui.files.drafts import Kept
from crmtui.tui import chrome
from crmtui.tui.bindings import bindings
from crmtui.tui.ink import Line, Piece, width_of, wrap
from crmtui.tui.screens.dialog import LOW, Dialog
from crmtui.tui.widgets.choice import Choice
from crmtui.tui.widgets.fields import MOST_LABEL, ROOMY, Fields, Slot, Spec
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.tui.app import CrmApp

R = TypeVar("R")
AROUND = 6  # lines of a form that are not fields: its margins, title and keys
AROUND_LOW = 2
PAUSE = 0.8  # seconds without a key after which what was typed is kept
BESIDE = 34  # columns for what is understood, beside a field


class Form(Dialog[R | None], Generic[R]):
    """A form over a place; it is left only when saved, or with its text kept as a draft."""

    PLACE: ClassVar[str] = "form"
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (ROOMY, "-roomy")]  # noqa: RUF012  # Textual's own
    FIRST: ClassVar[str] = ""  # the field the cursor starts in; empty: the first one

    def __init__(self, crm: CrmApp, draft: tuple[str, int] | None = None) -> None:
        super().__init__()
        self.crm = crm
        self.draft = draft
        self.revision: int | None = None
        self.specs: Sequence[Spec] = self.fields()
        self.slots = [Slot(spec) for spec in self.specs]
        self.before: dict[str, str] = {spec.name: spec.value for spec in self.specs}
        self.busy = False
        self._problem: Line = ()
        self._pause: Timer | None = None  # in typing; when it is over, the draft is written

    # -- what a form says of itself ---------------------------------------------------------

    def fields(self) -> Sequence[Spec]:
        """The fields, top to bottom."""
        raise NotImplementedError

    def title_line(self) -> Line:
        """What is being done, and to whom."""
        raise NotImplementedError

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> R:
        """Write it; a CrmError keeps the form open and is shown."""
        raise NotImplementedError

    # -- building ---------------------------------------------------------------------------

    def compose(self) -> Iterator[Widget]:
        """Title, fields, what is wrong, keys."""
        keys = self.crm.settings.keys
        with Vertical(id="form"):
            yield Words(lambda width: [self.title_line()], id="title")
            yield Fields(self.slots, id="fields")
            yield Words(self._echo_lines, id="echo")
            yield Words(self._problem_lines, id="problem")
            yield Words(lambda width: [chrome.keys(self.PLACE, keys, width)], id="keys")

    def on_mount(self) -> None:
        """Take up a draft; put the cursor where typing starts."""
        kept = self.crm.desk.drafts.get(self.draft, self._whose()[1]) if self.draft else None
        if kept:
            self.fill(kept)
            self.problem(_("This is the draft you left. Ctrl+D throws it away."), "near")
        self.go_to(self.FIRST or self.specs[0].name)

    def on_resize(self, event: Resize) -> None:
        """The fields get what title, problem and keys leave."""
        self._fit(event.size.height)

    def _fit(self, height: int) -> None:
        problem = self.query_one("#problem", Words)
        around = (AROUND_LOW if height < LOW else AROUND) + (2 if self.app.no_color else 0)
        most = height - around - len(self._problem_lines(problem.size.width or MOST_LABEL))
        if self.has_class("-roomy"):
            most -= len(self._echo_lines(0))
        self.query_one("#fields").styles.max_height = max(most, 1)

    def slot(self, name: str) -> Slot:
        """A field with its editor."""
        return next(slot for slot in self.slots if slot.spec.name == name)

    def go_to(self, name: str) -> None:
        """Put the cursor into a field, also one that is not mounted yet."""
        editor = self.slot(name).editor
        if editor.is_attached:
            editor.focus()
        else:
            self.call_after_refresh(self.go_to, name)

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values into the fields of these names."""
        for slot in self.slots:
            if slot.spec.name in values:
                slot.value = values[slot.spec.name]

    def begin_with(self, values: Mapping[str, str]) -> None:
        """Fill fields before the form opens; they do not count as typed."""
        self.fill(values)
        self.before |= values

    def values(self) -> dict[str, str]:
        """What stands in all fields now."""
        return {slot.spec.name: slot.value for slot in self.slots}

    def changed(self) -> dict[str, str]:
        """What is not as it was when the form was opened."""
        now = self.values()
        return {name: value for name, value in now.items() if value != self.before.get(name, "")}

    # -- typing -----------------------------------------------------------------------------

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say what is understood."""
        self._echo()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Longer text is kept while one types it, too."""
        self._keep_soon()

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """A choice may change what other fields mean."""
        self._echo()

    def on_descendant_focus(self) -> None:
        """On a slim terminal the line below tells of the field one is in."""
        self.query_one("#echo", Words).again()

    def _keep_soon(self) -> None:
        """Write the draft when the typing pauses."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.write_draft)

    def _echo(self) -> None:
        self._keep_soon()
        self.query_one(Fields).echo_again()
        self.query_one("#echo", Words).again()
        self._fit(self.size.height)

    def _echo_lines(self, width: int) -> list[Line]:
        """What is understood of the field one is in, where it does not fit beside the field."""
        at = next((slot for slot in self.slots if slot.editor.has_focus), None)
        line = at.echo() if at else ()
        if self.has_class("-roomy"):
            return [line] if width_of(line) > BESIDE else []
        return [line]

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    def problem(self, words: str, ink: str = "late") -> None:
        """Say what is wrong, in the form."""
        self._problem = ((("! " if ink == "late" else "") + words, ink),)
        self.query_one("#problem", Words).again()
        self._fit(self.size.height)

    def _problem_lines(self, width: int) -> list[Line]:
        pieces: list[Piece] = list(self._problem)
        return [((line, ink),) for text, ink in pieces for line in wrap(text, width)]

    # -- leaving ----------------------------------------------------------------------------

    def action_do(self, command: str) -> None:
        """Run a command of the registry."""
        getattr(self, {"form_help": "show_help"}.get(command, command))()

    def show_help(self) -> None:
        """The keys of this form."""
        from crmtui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACE))

    def leave(self) -> None:
        """Back to the place; what was typed is kept as a draft."""
        self.keep_draft()
        self.dismiss(None)

    def keep_draft(self) -> None:
        """Remember what was typed, if anything was."""
        if self.draft is None or self.busy:
            return
        if self.write_draft():
            self.crm.say(_("Kept as a draft."))

    def write_draft(self) -> bool:
        """Keep what was typed so that nothing can end it; whether there is anything."""
        if self.draft is None or self.busy:
            return False
        changed = self.changed()
        if changed:
            title = "".join(text for text, _ink in self.title_line()).strip()
            customer, uid = self._whose()
            self.crm.desk.drafts.keep(Kept(*self.draft, customer, title, changed, uid))
        else:
            self.crm.desk.drafts.drop(self.draft)
        return bool(changed)

    def _whose(self) -> tuple[int, str]:
        """The id and uid of the customer it is about; 0 and '' of one that is not there yet."""
        card: Card | None = getattr(self, "card", None)
        return (card.customer.id, card.customer.uid) if card else (0, "")

    def discard(self) -> None:
        """Throw away what was typed, and leave."""
        if self.draft is not None:
            self.crm.desk.drafts.drop(self.draft)
        self.dismiss(None)

    def save(self) -> None:
        """Write it and leave; stay with everything in place where that fails."""
        if self.busy:
            return
        self.busy = True
        self.set_timer(0.15, self._say_saving)
        self.crm.run_worker(self._save(), exit_on_error=False)

    def _say_saving(self) -> None:
        if self.busy and self.is_mounted:
            self.problem(_("Saving …"), "dim")

    async def _save(self) -> None:
        try:
            made = await self.commit(self.values(), self.changed())
        except EditConflict as conflict:
            self.busy = False
            from crmtui.tui.settling import settle

            settle(self, conflict)
        except CrmError as error:
            self.busy = False
            self.problem(str(error))
        else:
            if self.draft is not None:
                self.crm.desk.drafts.drop(self.draft)
            self.dismiss(made)

    # -- somebody else was faster ---------------------------------------------------------------

    def stored(self, row: Mapping[str, Value]) -> Mapping[str, str]:
        """What the fields would show of a row as it is in the database now."""
        return {
            name: "" if row[name] is None else str(row[name]) for name in self.before if name in row
        }
