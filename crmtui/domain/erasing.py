"""Blank cells that erase what is there, where the user asks for that."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from crmtui.domain.changes import FieldChange
from crmtui.domain.columns import Column
from crmtui.domain.customers import CONTACT_EDITABLE, EDITABLE
from crmtui.domain.customertable import CustomerTable
from crmtui.domain.drafts import Draft
from crmtui.domain.headerwords import WORDS
from crmtui.domain.ledger import Ledger
from crmtui.domain.people import Person
from crmtui.domain.rowchanges import RowChanges
from crmtui.domain.targets import Target
from crmtui.domain.words import _

_REGION = frozenset({"province", "city"})  # that one column may hold both of
_ERASABLE = [field for field in EDITABLE if field not in ("name", "number", "kind")]
_KEPT = frozenset({"name"})  # of a contact
_POINT = "point."
_PHONES = frozenset({"point.phone", "point.mobile"})


class Taken(NamedTuple):
    """A row that was taken in, the person it speaks of, and what it changed."""

    draft: Draft
    person: Person | None
    row: RowChanges


def erase_blanks(
    target: Target, rows: Sequence[Taken], tables: Mapping[int, CustomerTable], ledger: Ledger
) -> None:
    """Erase the fields that these rows of a known customer have a column for and leave blank.

    What any of the rows gives stays, and so do names, the number, days, tags and the history.
    """
    layout = target.layout
    for draft, person, row in rows:
        columns = _readable(tables[draft.source].columns, ledger.troubled(draft.source, draft.row))
        # A column that is blank in every row is in no layout, and still a column.
        given = dict(zip(layout.fields, draft.fields, strict=True))
        for field in _ERASABLE:
            there = field in columns or (field in _REGION and "region" in columns)
            if there and not given.get(field) and field not in target.said:
                target.erase(field, row)
        for key, value in zip(layout.custom, draft.custom, strict=True):
            if not value and key in columns and f"custom {key}" not in target.said:
                target.erase_custom(key, columns[key].header, row)
        if person is not None and person.known_id is not None and not person.archived:
            _erase_of_person(person, columns, row)


def _readable(columns: Sequence[Column], troubled: frozenset[str]) -> dict[str, Column]:
    """The columns by field (or key) whose cell in the row could be read."""
    first = (column for column in columns if column.group < 2 and column.title not in troubled)
    return {column.key or column.field: column for column in first}


def _erase_of_person(person: Person, columns: Collection[str], row: RowChanges) -> None:
    for field in CONTACT_EDITABLE:
        current = str(person.values.get(field) or "")
        there = f"contact.{field}" in columns and field not in (*_KEPT, *person.said)
        if there and current:
            person.set(field, "")
            row.changes.append(FieldChange(_(WORDS.get(f"contact.{field}", field)), current, ""))
    for kind in _kinds_without(person.said, columns):
        gone = sorted(form for of, form in person.points if of == kind)
        if gone and kind not in person.cleared:
            person.cleared.append(kind)
            title = _(WORDS[f"{_POINT}{kind}"])
            row.changes.extend(FieldChange(title, form, "") for form in gone)


def _kinds_without(said: Collection[str], columns: Collection[str]) -> list[str]:
    """The kinds of phones and addresses there are columns for, and no row gives any of."""
    kinds = {f.removeprefix(_POINT) for f in columns if f.startswith(_POINT)}
    # A mobile may stand in the column for any phone.
    if _PHONES & set(said):
        kinds -= {kind.removeprefix(_POINT) for kind in _PHONES}
    return sorted(kind for kind in kinds if f"{_POINT}{kind}" not in said)
