"""Somebody else wrote what a form is about: putting both together, or asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmtui.domain.errors import EditConflict
from crmtui.tui.screens.conflict import ConflictScreen

if TYPE_CHECKING:
    from crmtui.tui.screens.form import Form


def settle(form: Form[Any], conflict: EditConflict) -> None:
    """Fields only one side changed need no question; for the others both values are shown."""
    current = conflict.current
    form.revision = int(str(current["revision"]))
    theirs = {
        name: value
        for name, value in form.stored(current).items()
        if value != form.before.get(name, value)
    }
    mine = form.changed()
    both = {name: (mine[name], theirs[name]) for name in mine if name in theirs}
    both = {name: pair for name, pair in both.items() if pair[0] != pair[1]}
    untouched = {name: value for name, value in theirs.items() if name not in mine}
    form.fill(untouched)
    form.before |= untouched
    if both:
        _ask(form, conflict, both)
    else:
        form.save()


def _ask(form: Form[Any], conflict: EditConflict, both: dict[str, tuple[str, str]]) -> None:
    """Show both values of each field, and go on with those that are chosen."""
    labels = {spec.name: spec.label for spec in form.specs}

    def answered(keep_mine: bool | None) -> None:
        if keep_mine is None:
            form.problem(str(conflict))
            return
        form.before |= {name: pair[1] for name, pair in both.items()}
        if keep_mine:
            form.save()
        else:
            form.fill({name: pair[1] for name, pair in both.items()})

    pairs = [(labels[name], *pair) for name, pair in both.items()]
    form.app.push_screen(ConflictScreen(pairs), answered)
