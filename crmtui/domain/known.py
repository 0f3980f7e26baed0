"""What the database already knows, as far as an import has to compare with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from crmtui.domain.edits import NO_EDITS, Edits
from crmtui.domain.folding import unchanged
from crmtui.domain.helper import Helper
from crmtui.domain.records import Value


class KnownKey(NamedTuple):
    """What a customer is recognised by."""

    id: int
    uid: str
    number: str | None
    name: str
    short_name: str
    name_key: str
    province: str
    city: str
    kind: str = "company"


class KnownPoint(NamedTuple):
    """A phone or mail address and whose it is."""

    normal: str
    customer_id: int
    contact_id: int
    contact_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A person at a known customer."""

    id: int
    values: Mapping[str, Value]
    is_primary: bool
    points: frozenset[tuple[str, str]]  # kind and normal form (the value where there is none)
    archived: bool = False
    uid: str = ""


class KnownOccasion(NamedTuple):
    """A day that matters and is already written down."""

    id: int
    contact_id: int | None
    calendar: str
    month: int
    day: int
    leap: int
    year: int | None
    kind: str = "birthday"
    lead_days: int | None = None
    label: str = ""


class KnownInteraction(NamedTuple):
    """An entry of the history that is already written down."""

    id: int
    contact_id: int | None
    on: str
    kind: str
    summary: str
    origin: str


class KnownStep(NamedTuple):
    """A next step that is already written down."""

    id: int
    interaction_id: int | None
    due_on: str
    what: str
    status: str
    origin: str
    contact_id: int | None = None
    time: str | None = None
    kind: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer with all that a row of a file may say about it."""

    id: int
    values: Mapping[str, Value]
    contacts: tuple[KnownContact, ...] = ()
    tags: frozenset[str] = frozenset()
    custom: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # key -> row id, value
    occasions: tuple[KnownOccasion, ...] = ()
    interactions: tuple[KnownInteraction, ...] = ()
    steps: tuple[KnownStep, ...] = ()
    edits: Edits = NO_EDITS


class Past(NamedTuple):
    """What is known of a customer's history."""

    interactions: tuple[KnownInteraction, ...]
    steps: tuple[KnownStep, ...]
    days: tuple[KnownOccasion, ...] = ()


class Alias(NamedTuple):
    """What a customer was called that was merged into another one."""

    customer_id: int
    uid: str
    number: str | None
    name: str


class Former(NamedTuple):
    """A name or number that a customer had until the user gave it another one; '' for none."""

    customer_id: int
    name: str
    number: str


class Details(Protocol):
    """Fetches customers whole, many at once."""

    def __call__(self, ids: Collection[int]) -> Mapping[int, KnownCustomer]: ...


def _nobody(ids: Collection[int]) -> Mapping[int, KnownCustomer]:
    return {}


class PeopleByUid(Protocol):
    """Looks contacts up by their uids, merged ones too: uid -> customer's id, contact's uid."""

    def __call__(self, uids: Collection[str]) -> Mapping[str, tuple[int, str]]: ...


def _none_by_uid(uids: Collection[str]) -> Mapping[str, tuple[int, str]]:
    return {}


class Recorded(Protocol):
    """Tells which of these uids are those of entries of the history."""

    def __call__(self, uids: Collection[str]) -> Collection[str]: ...


def _none_recorded(uids: Collection[str]) -> Collection[str]:
    return ()


def _silent(name: str, person: bool) -> str:
    return ""


class StoredRows(Protocol):
    """Gives every row of a table of the complete export: id, then its columns in that order."""

    def __call__(self, table: str) -> Iterable[tuple[Value, ...]]: ...


def _nothing_stored(table: str) -> Iterable[tuple[Value, ...]]:
    return ()


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of everybody in the database, and a way to fetch some of them whole."""

    keys: tuple[KnownKey, ...] = ()
    points: tuple[KnownPoint, ...] = ()
    custom_fields: Mapping[str, str] = field(default_factory=dict)  # key -> label
    custom_kinds: Mapping[str, str] = field(default_factory=dict)  # key -> kind
    details: Details = _nobody
    people: PeopleByUid = _none_by_uid
    recorded: Recorded = _none_recorded
    aliases: tuple[Alias, ...] = ()
    former: tuple[Former, ...] = ()
    sounds: Callable[[], dict[int, str]] = dict  # by customer: text that begins with the pinyin
    # What names sound like (name, is it a person's) and their simplified form, for likeness.
    pinyin: Callable[[str, bool], str] = _silent
    simplify: Callable[[str], str] = unchanged
    stored: StoredRows = _nothing_stored
    helper: Helper = field(default_factory=Helper)
    fingerprint: tuple[int, ...] = (0, 0)  # of an empty database
