"""The user's own fields: making, naming and removing them, one by one or as ready-made sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.customers import CUSTOM_KINDS
from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.fieldsets import SETS, FieldDraft
from crmtui.domain.headers import custom_key
from crmtui.domain.records import Record
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

TABLE = "custom_field"


class FieldExists(CrmError):
    """A field under a name that another one has."""

    def __init__(self, label: str) -> None:
        super().__init__(_("There is a field “{label}” already.").format(label=label))


class FieldNeedsName(WrongUse):
    """A field without a name."""

    def __init__(self) -> None:
        super().__init__(_("A field needs a name."))


class UnknownKind(WrongUse):
    """A kind of field there is not."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            _("“{kind}” is no kind of field; the kinds are {kinds}.").format(
                kind=kind, kinds=", ".join(CUSTOM_KINDS)
            )
        )


class ChoiceNeedsChoices(WrongUse):
    """A field to choose in, with nothing to choose from."""

    def __init__(self) -> None:
        super().__init__(
            _("A choice needs what to choose from: --choices “small, middling, large”.")
        )


class NoOwnField(NothingFound):
    """A field of the user's own that is not there."""

    def __init__(self, name: str, labels: Sequence[str]) -> None:
        super().__init__(
            _("You have no field “{name}” of your own; you have: {labels}.").format(
                name=name, labels=", ".join(labels) or "–"
            )
        )


class UnknownFieldSet(WrongUse):
    """A ready-made set there is not."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no set “{name}”; there are {sets}.").format(name=name, sets=", ".join(SETS))
        )


def add(uow: UnitOfWork, label: str, kind: str = "text", choices: Sequence[str] = ()) -> Changed:
    """Make a field."""
    name = clean(label)
    if not name:
        raise FieldNeedsName()
    if kind not in CUSTOM_KINDS:
        raise UnknownKind(kind)
    kept = tuple(dict.fromkeys(choice for text in choices if (choice := clean(text))))
    if kind == "choice" and not kept:
        raise ChoiceNeedsChoices()
    key = custom_key(name)
    if _find(uow, name) or _find(uow, key):
        raise FieldExists(name)
    uow.describe("add_field", name)
    return uow.changed(id=_insert(uow, FieldDraft(key, name, kind, kept)))


def rename(uow: UnitOfWork, field: str, label: str) -> Changed:
    """Call a field something else; what it says of customers stays."""
    row, name = _must(uow, field), clean(label)
    if not name:
        raise FieldNeedsName()
    other = _find(uow, name)
    if other is not None and other.id != row.id:
        raise FieldExists(name)
    uow.describe("rename_field", f"{row.text('label')} → {name}")
    uow.update(TABLE, row.id, {"label": name})
    return uow.changed(id=row.id)


def remove(uow: UnitOfWork, field: str) -> Changed:
    """Remove a field with all that it says of customers."""
    row = _must(uow, field)
    uow.describe("remove_field", row.text("label"))
    for value in uow.rows("custom_value", field_id=row.id):
        uow.delete("custom_value", value.id)
    uow.delete(TABLE, row.id)
    return uow.changed(id=row.id)


def use(uow: UnitOfWork, name: str) -> list[str]:
    """Make the fields of a ready-made set that are not there yet; gives their labels."""
    if name not in SETS:
        raise UnknownFieldSet(name)
    uow.describe("use_fields", name)
    made = []
    for draft in SETS[name]:
        label = _(draft.label)
        if _find(uow, draft.key) is None and _find(uow, label) is None:
            choices = tuple(_(choice) for choice in draft.choices)
            _insert(uow, draft._replace(label=label, choices=choices))
            made.append(label)
    return made


def _insert(uow: UnitOfWork, draft: FieldDraft) -> int:
    return uow.insert(
        TABLE,
        {
            "key": draft.key,
            "label": draft.label,
            "kind": draft.kind,
            "choices": "\n".join(draft.choices),
            "position": len(uow.rows(TABLE)),
        },
    )


def _must(uow: UnitOfWork, name: str) -> Record:
    row = _find(uow, clean(name))
    if row is None:
        raise NoOwnField(name, [each.text("label") for each in uow.rows(TABLE)])
    return row


def _find(uow: UnitOfWork, name: str) -> Record | None:
    """The field of this key or label, in whatever letters."""
    wanted = name.casefold()
    rows = uow.rows(TABLE)
    keyed = (row for row in rows if row.text("key").casefold() == wanted)
    labelled = (row for row in rows if row.text("label").casefold() == wanted)
    return next(labelled, None) or next(keyed, None)
