"""What was changed, in words: who did what, and each field from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmtui.domain.changes import FieldChange, OperationLine, RowChange
from crmtui.domain.errors import WrongUse
from crmtui.domain.lunar import lunar_words
from crmtui.domain.words import _, ngettext
from crmtui.present import (
    field_words,
    kind_words,
    occasion_kind_words,
    operation_words,
    table_words,
    value_words,
    verb_words,
)
from crmtui.present.verbs import VERB

_QUIET = frozenset(
    {
        "customer_id",
        "contact_id",
        "interaction_id",
        "occasion_id",
        "tag_id",
        "field_id",
        "normal",
        "is_touch",
        "spread",
        "id",
        "uid",
        "revision",
        "recorded_at",
        "sequence",
        "origin",
    }
)
# Of a field of the user's own its label and choices tell enough.
_QUIET_IN = {"custom_field": frozenset({"key", "kind", "position"})}
_YES_OR_NO = frozenset({"is_primary", "to_check", "confirmed", "leap"})


class Names(NamedTuple):
    """What the user's own fields and tags are called, by their ids."""

    own_fields: Mapping[int, str] = {}
    tags: Mapping[int, str] = {}


class FieldWords(NamedTuple):
    """One field of a row, in words: '' for what was, or is, not there."""

    field: str
    before: str
    after: str


def done_words(operation: OperationLine) -> str:
    """'Logged: 王建华 · 报价'; of an undo also what was undone: 'Undid: Logged: …'."""
    if not operation.of_verb:
        return operation_words(operation.verb, operation.summary)
    what = operation_words(operation.of_verb, operation.summary)
    return _("{verb}: {what}").format(verb=verb_words(operation.verb), what=what)


def state_words(operation: OperationLine) -> str:
    """'undone', 'erased', 'emptied from the bin'; '' for what holds."""
    if operation.undone_by is None:
        return ""
    if operation.ended_by == "erase":
        return _("erased")
    return _("emptied from the bin") if operation.ended_by == "empty_bin" else _("undone")


def row_words(change: RowChange, names: Names) -> str:
    """What a change did to its row: 'contact: name 王芳; position 采购'; '' for nothing to tell."""
    what, found = table_words(change.table), ""
    if change.wiped:
        return _("{what}: {found}").format(what=what, found=_("not known any more"))
    if change.rows > 1:
        count = ngettext("{n} row", "{n} rows", change.rows).format(n=f"{change.rows:,}")
        return _("{what}: {found}").format(what=what, found=count)
    if change.table == "stage_change":
        stages = [value_words("stage", _side(change, name)) or "–" for name in ("before", "after")]
        found = " → ".join(stages)
    elif change.table == "occasion" and change.action != "update":
        found = _day(change)
    elif change.table == "customer_tag":
        found = names.tags.get(_number(change, "tag_id"), "")
    else:
        own = names.own_fields.get(_number(change, "field_id"), "")
        told = (each._replace(field="") if own else each for each in fields(change, names))
        found = _("; ").join(_field_words(each, change.action) for each in told)
        what = own or what
    if change.table == "customer" or not found:
        return found
    return _("{what}: {found}").format(what=what, found=found)


def fields(change: RowChange, names: Names) -> Iterator[FieldWords]:
    """The fields of a change that tell a user something."""
    if change.table == "customer_tag":
        tag = names.tags.get(_number(change, "tag_id"), "")
        gone = change.action == "delete"
        yield FieldWords(field_words("tags"), tag if gone else "", "" if gone else tag)
    own = names.own_fields.get(_number(change, "field_id"), "")
    quiet = _QUIET_IN.get(change.table, frozenset())
    for each in change.fields:
        if each.field not in quiet and _tells(each):
            name = own if own and each.field == "value" else field_words(each.field)
            sides = (each.before, each.after)
            before, after = (shown_value(each.field, side, change.table) for side in sides)
            yield FieldWords(name, before, after)


def _field_words(change: FieldWords, action: str) -> str:
    if action == "insert":
        words = change.after
    elif action == "delete":
        words = change.before
    else:
        words = f"{change.before or '–'} → {change.after or '–'}"
    return f"{change.field} {words}".strip()


def _number(change: RowChange, name: str) -> int:
    return int(str(_side(change, name) or 0))


def _side(change: RowChange, name: str) -> object:
    """A field as it is after the change, or was before the row was deleted."""
    for each in change.fields:
        if each.field == name:
            return each.before if change.action == "delete" else each.after
    return None


def _day(change: RowChange) -> str:
    """A day that matters, in its own calendar."""
    month, day = (_number(change, name) or 1 for name in ("month", "day"))
    kind = occasion_kind_words(str(_side(change, "kind") or ""))
    lunar = _side(change, "calendar") == "lunar"
    leap = bool(_side(change, "leap"))
    text = lunar_words(month, day, leap) if lunar else f"{month:02}-{day:02}"
    return " ".join(part for part in (kind, text, str(_side(change, "year") or "")) if part)


def _tells(change: FieldChange) -> bool:
    return (
        change.field not in _QUIET
        and change.before != change.after
        and (change.before not in (None, "", 0) or change.after not in (None, "", 0))
    )


def shown_value(field: str, value: object, table: str = "") -> str:
    """A value of any column as it is shown: codes and yes-or-no in words."""
    if value is None:
        return ""
    # “email” is a way of contact here, and a kind of address where people are reached.
    if field == "kind" and table in ("interaction", "follow_up"):
        return kind_words(str(value))
    if field in _YES_OR_NO:
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value_words(field, value)


def verbs_of(text: str) -> list[str]:
    """The verbs whose code or words hold this text; UnknownVerb where none does."""
    found = verbs_saying(text)
    if not found:
        raise UnknownVerb(text)
    return found


def verbs_saying(text: str) -> list[str]:
    """The verbs whose code or words hold this text."""
    wanted = text.strip().casefold()
    said = {code: f"{code} {words} {_(words)}".casefold() for code, words in VERB.items()}
    return [code for code, words in said.items() if wanted in words]


class UnknownVerb(WrongUse):
    """Nothing that is done here is called so."""

    def __init__(self, text: str) -> None:
        known = _(", ").join(_(words) for words in VERB.values())
        super().__init__(
            _("Nothing is called “{text}”. There is: {known}.").format(text=text, known=known)
        )
