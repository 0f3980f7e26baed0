"""What becomes of two rows that are one: field by field, and who of their people is one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.duplicates import Side
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.folding import company_key, person_key
from crmtui.domain.records import Value
from crmtui.domain.words import _

KEEP, OTHER, BOTH = "keep", "other", "both"
CHOICES = (KEEP, OTHER, BOTH)
JOINED = ("needs", "note")  # what both say is kept, one below the other
CUSTOM = "custom:"  # begins the name of a field of the user's own
# What the program keeps itself: nobody chooses it.
OWN_COLUMNS: Mapping[str, frozenset[str]] = {
    "customer": frozenset(
        "id uid revision spread sort_key name_key last_touch_on contact_due_on next_due_on".split()
    ),
    "contact": frozenset("id uid revision customer_id is_primary".split()),
}
_BLANK: Collection[Value] = (None, "")


class FieldPick(NamedTuple):
    """One field of a pair: what each says, and what the one that stays will say."""

    field: str  # a column, or custom:KEY for a field of the user's own
    keep: Value
    other: Value
    merged: Value
    source: str  # KEEP, OTHER or BOTH; KEEP also where they agree
    label: str = ""  # of a field of the user's own

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.keep != self.other


class Moved(NamedTuple):
    """How many rows of a table come to the one that stays."""

    table: str
    rows: int


class MergePlan(NamedTuple):
    """A merge as it would be: what is shown side by side before it is done."""

    kind: str  # customer, contact
    keep: Side
    other: Side
    fields: tuple[FieldPick, ...]  # those that either side says anything in
    moves: tuple[Moved, ...]  # tables of which there is anything to move
    people: tuple[tuple[str, str], ...]  # contacts that become one: who stays, who goes into it
    referrals: int  # customers whose `referred by` names the one that goes


class PersonKey(NamedTuple):
    """What a contact is recognised by."""

    id: int
    name: str
    points: frozenset[tuple[str, str]]  # see `point_key`


class OneAndTheSame(WrongUse):
    """A merge of something with itself."""

    def __init__(self) -> None:
        super().__init__(_("Both are the same one already; name two different ones."))


class NoSuchField(WrongUse):
    """A choice for a field in which the two do not differ, or that is none."""

    def __init__(self, field: str, known: Iterable[str]) -> None:
        super().__init__(
            _("The two do not differ in “{field}”. They differ in: {fields}.").format(
                field=field, fields=", ".join(known) or "–"
            )
        )


class NoSuchChoice(WrongUse):
    """A choice that is neither of the two sides."""

    def __init__(self, field: str, choice: str) -> None:
        super().__init__(
            _("“{choice}” is no choice for {field}: write keep, other or both.").format(
                field=field, choice=choice
            )
        )


class MergeOutdated(CrmError):
    """Somebody changed one of the two since they were shown side by side."""

    def __init__(self) -> None:
        super().__init__(
            _("One of the two was changed meanwhile, so nothing was merged. Look at them again.")
        )


def picks(
    table: str, keep: Mapping[str, Value], other: Mapping[str, Value], choices: Mapping[str, str]
) -> tuple[FieldPick, ...]:
    """Every field that either row says anything in, and what the one that stays will say."""
    own = OWN_COLUMNS[table]
    return tuple(
        picked(name, value, other[name], choices.get(name, ""))
        for name, value in keep.items()
        if name not in own and (value not in _BLANK or other[name] not in _BLANK)
    )


def picked(field: str, keep: Value, other: Value, choice: str = "") -> FieldPick:
    """What a field will say; `choice` is '' where the user has not chosen."""
    source = choice or _usual(field, keep, other)
    if source == BOTH:
        return FieldPick(field, keep, other, joined(str(keep or ""), str(other or "")), BOTH)
    return FieldPick(field, keep, other, other if source == OTHER else keep, source)


def _usual(field: str, keep: Value, other: Value) -> str:
    """What is taken where nobody chose: what is there, of the one that stays first."""
    if keep == other:
        return KEEP
    if field == "archived_at":
        return OTHER if other is None else KEEP  # put away only where both are
    if keep in _BLANK or other in _BLANK:
        return OTHER if keep in _BLANK else KEEP
    if field in JOINED:
        return BOTH
    later = str(other) > str(keep)
    if field == "verified_on":
        return OTHER if later else KEEP
    return OTHER if field == "added_on" and not later else KEEP


def joined(one: str, other: str) -> str:
    """Both texts, one below the other; what one says already is not said twice."""
    if not one or one in other:
        return other or one
    return one if other in one else f"{one}\n{other}"


def checked(choices: Mapping[str, str], made: Sequence[FieldPick]) -> None:
    """Raise where a choice is none, or for a field in which the two do not differ."""
    known = [pick.field for pick in made if pick.differs]
    for field, choice in choices.items():
        if choice not in CHOICES:
            raise NoSuchChoice(field, choice)
        if field not in (pick.field for pick in made):
            raise NoSuchField(field, known)


def point_key(kind: str, value: str, normal: str) -> tuple[str, str]:
    """What two ways to reach somebody are one by: mobile or landline, a number is a number."""
    return ("phone" if kind in PHONE_KINDS else kind, normal or value.casefold())


def same_people(
    keeps: Sequence[PersonKey], others: Sequence[PersonKey]
) -> list[tuple[PersonKey, PersonKey]]:
    """Who of one customer is whom of the other: by name, else by phone where a name is missing."""
    found = []
    for other in others:
        named = [p for p in keeps if other.name and person_key(p.name) == person_key(other.name)]
        sharing = [p for p in keeps if p.points & other.points]
        unnamed = [p for p in sharing if not p.name or not other.name]
        best = next((p for p in named if p in sharing), None) or next(iter(named or unnamed), None)
        if best:
            found.append((best, other))
    return found


def occasion_key(row: Mapping[str, Value]) -> tuple[Value, ...]:
    """What two days that matter are one by."""
    names = ("contact_id", "kind", "calendar", "month", "day", "leap")
    label = row["label"] if row["kind"] == "other" else ""
    return (*(row[name] for name in names), label)


def names(row: Mapping[str, Value]) -> frozenset[str]:
    """The keys of the names and the number a `referred by` may mean this customer with."""
    said = (row["name"], row["short_name"], row["number"])
    return frozenset(company_key(str(text)) for text in said if text)


def names_one_of(row: Mapping[str, Value], keys: frozenset[str]) -> bool:
    """Whether a customer was referred by one of these names."""
    return company_key(str(row["referred_by"] or "")) in keys


def missing(table: str, keep: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    """What the one that stays gets of the other where nobody chooses."""
    return {pick.field: pick.merged for pick in picks(table, keep, other, {})}
