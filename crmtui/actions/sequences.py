"""Keeping sequences of one's own: making, changing and removing them."""

from __future__ import annotations

import json
from collections.abc import Sequence as Several
from typing import TYPE_CHECKING

from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.sequences import read_steps
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.domain.records import Record
    from crmtui.store.unit_of_work import UnitOfWork

MOST_NAME = 60


class SequenceThere(WrongUse):
    """A new sequence under a name that one of the user's own has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is a sequence “{name}” already. “crmtui sequences edit” changes it.").format(
                name=name
            )
        )


class SequenceUnnamed(WrongUse):
    """A sequence without a name, or with one that is too long."""

    def __init__(self) -> None:
        super().__init__(_("Give the sequence a short name, for example “after the fair”."))


class NotYourSequence(NothingFound):
    """A sequence that is to be removed and is none of the user's own."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” is none of your own sequences, so it stays. "
                "“crmtui sequences” lists them."
            ).format(name=name)
        )


def add(uow: UnitOfWork, name: str, steps: Several[str]) -> Changed:
    """Keep a new sequence; one called like one of the program stands in its place."""
    name = _name(name)
    if _own(uow, name) is not None:
        raise SequenceThere(name)
    stored = _stored(steps)
    uow.describe("add_sequence", name)
    return uow.changed(id=uow.insert("sequence", {"name": name, "steps": stored}))


def edit(uow: UnitOfWork, name: str, steps: Several[str]) -> Changed:
    """Give a sequence other steps; one of the program is replaced by one of the user's own."""
    name, stored = _name(name), _stored(steps)
    own = _own(uow, name)
    uow.describe("edit_sequence", name)
    if own is None:
        return uow.changed(id=uow.insert("sequence", {"name": name, "steps": stored}))
    uow.update("sequence", own.id, {"steps": stored})
    return uow.changed(id=own.id)


def remove(uow: UnitOfWork, name: str) -> Changed:
    """Take a sequence of the user's own away; what is planned already stays."""
    own = _own(uow, _name(name))
    if own is None:
        raise NotYourSequence(name)
    uow.describe("remove_sequence", own.text("name"))
    uow.delete("sequence", own.id)
    return uow.changed(id=own.id)


def _name(text: str) -> str:
    name = " ".join(clean(text).split())
    if not 1 <= len(name) <= MOST_NAME:
        raise SequenceUnnamed()
    return name


def _own(uow: UnitOfWork, name: str) -> Record | None:
    rows = uow.rows("sequence")
    return next((row for row in rows if row.text("name").casefold() == name.casefold()), None)


def _stored(steps: Several[str]) -> str:
    made = [{"after": step.after, "what": step.what} for step in read_steps(steps)]
    return json.dumps(made, ensure_ascii=False)
