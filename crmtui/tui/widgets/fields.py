"""A form's fields: a label, something to type or choose in, and what was understood of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from textual.containers import Horizontal
from textual.widget import Widget

from crmtui.tui.ink import Line
from crmtui.tui.widgets.choice import Choice
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.words import Words

Echo: TypeAlias = Callable[[str], Line]
Editor: TypeAlias = Widget


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


class FieldRow(Horizontal):
    """One field on the screen."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(classes="field")
        self.spec = spec
        self.set_class(spec.long, "-long")
        self.set_class(spec.echo is not None, "-echoes")
        self.editor = _editor(spec)

    def compose(self) -> Iterator[Widget]:
        """Label, editor, echo."""
        label = self.spec.label
        yield Words(lambda width: [((label, "dim"),)], classes="label")
        yield self.editor
        if self.spec.echo is not None:
            yield Words(lambda width: [self._echo()], classes="echo")

    @property
    def value(self) -> str:
        """What stands in the field."""
        return text_of(self.editor)

    @value.setter
    def value(self, value: str) -> None:
        put_text(self.editor, value)

    def _echo(self) -> Line:
        return self.spec.echo(self.value) if self.spec.echo else ()

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


def _id(spec: Spec) -> str:
    """A widget's id takes plain letters only; fields of the user's own are called anything."""
    return "field-" + re.sub(r"\W", "-", spec.name, flags=re.ASCII)


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
