"""A form's fields: a label, something to type or choose in, and what was understood of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from crmtui.tui.ink import Line
from crmtui.tui.widgets.choice import Choice
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.words import Words

Echo: TypeAlias = Callable[[str], Line]
Editor: TypeAlias = Widget
LONG_LINES = 3
AT_ONCE = 14
ROOMY = 70  # columns from which a form has room for long labels, and for echoes beside the fields
MOST_LABEL = 20
SLIM_LABEL = 11


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: what it is called, what stands in it, how it is filled."""

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """(code, words) pairs; not empty: one of them is chosen."""
    long: bool = False
    """Several lines of text."""
    hint: str = ""
    echo: Echo | None = None
    """Says while one types what is understood."""
    suggestions: Sequence[str] = ()


class Slot:
    """A field and the widget it is filled in with."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.editor = _editor(spec)

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return LONG_LINES if self.spec.long else 1

    @property
    def value(self) -> str:
        """What stands in the field."""
        return text_of(self.editor)

    @value.setter
    def value(self, value: str) -> None:
        put_text(self.editor, value)

    def widget(self) -> Widget:
        """The editor, with what is understood beside it where there is something to say."""
        if self.spec.echo is None:
            return self.editor
        echo = Words(lambda width: [self.echo()], classes="echo")
        return Horizontal(self.editor, echo, classes="echoing")

    def echo(self) -> Line:
        """What is understood of it."""
        return self.spec.echo(self.value) if self.spec.echo else ()


class Fields(VerticalScroll, can_focus=False):
    """Labels and editors in two columns; one widget draws all labels.

    Only the editors that are seen at once are mounted at once: a form with thirty fields opens
    as fast as one with ten.
    """

    def __init__(self, slots: Sequence[Slot], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.slots = slots

    def compose(self) -> Iterator[Widget]:
        """The two columns."""
        with Horizontal(id="columns"):
            labels = Words(lambda width: self._labels(), id="labels")
            labels.styles.width = self._label_cells()
            yield labels
            with Vertical(id="editors"):
                yield from (slot.widget() for slot in self.slots[:AT_ONCE])

    def on_mount(self) -> None:
        """The editors below follow once the first are seen."""
        if self.slots[AT_ONCE:]:
            self.call_after_refresh(self.mount_rest)

    async def mount_rest(self) -> None:
        """Mount the editors that are not seen at first."""
        rest = [slot.widget() for slot in self.slots[AT_ONCE:] if not slot.editor.is_attached]
        if rest and self.is_attached:
            await self.query_one("#editors").mount_all(rest)

    def _label_cells(self) -> int:
        longest = max((cell_len(slot.spec.label) for slot in self.slots), default=0)
        return min(longest + 2, MOST_LABEL if self.app.size.width >= ROOMY else SLIM_LABEL)

    def _labels(self) -> list[Line]:
        made: list[Line] = []
        for slot in self.slots:
            ink = "plan" if slot.editor.has_focus else "dim"
            made += [((slot.spec.label, ink),), *([()] * (slot.height - 1))]
        return made

    def on_descendant_focus(self) -> None:
        """The label of the field one is in stands out."""
        self.query_one("#labels", Words).again()

    def echo_again(self) -> None:
        """Say what is understood now."""
        for words in self.query(".echo").results(Words):
            words.again()


def _editor(spec: Spec) -> Editor:
    if spec.choices:
        return Choice(spec.choices, spec.value, id=_id(spec))
    if spec.long:
        from crmtui.tui.widgets.textbox import TextBox

        return TextBox(spec.value, id=_id(spec))
    return TextField(
        spec.value,
        placeholder=spec.hint,
        suggestions=list(spec.suggestions),
        id=_id(spec),
    )


def _id(spec: Spec) -> str | None:
    """A widget's id takes plain letters only; fields of the user's own are called anything."""
    return f"field-{spec.name}" if re.fullmatch("[a-z0-9_]+", spec.name) else None


def text_of(editor: Editor) -> str:
    """What stands in an editor of any kind."""
    if isinstance(editor, Choice | TextField):
        return editor.value
    from crmtui.tui.widgets.textbox import TextBox

    assert isinstance(editor, TextBox)
    return editor.text


def put_text(editor: Editor, value: str) -> None:
    """Write into an editor of any kind."""
    if isinstance(editor, Choice | TextField):
        editor.value = value
        return
    from crmtui.tui.widgets.textbox import TextBox

    assert isinstance(editor, TextBox)
    editor.text = value
