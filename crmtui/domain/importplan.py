"""What an import understood of its files and would do: the dry run, the preview and the orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from crmtui.domain.changes import Came, FieldChange
from crmtui.domain.records import Value

OUTCOMES = ("new", "updated", "same", "duplicate", "not_taken")
Progress: TypeAlias = Callable[[int, int], None]
Ref: TypeAlias = int
"""A row's id where positive; -1 is the plan's first new row of that table, -2 the second …"""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user says beyond the files: how to read them, and what to do in doubt."""

    country: str = "CN"  # of phone numbers without a country code
    date_order: str = ""  # 'dmy', 'mdy' or '' (decide by the column)
    # Heading as it stands in the file, or a column's letter -> a field; '-' leaves it out.
    mapping: Mapping[str, str] = field(default_factory=dict)
    # Sheet ('' means every one) -> the line its headings stand on; 0: there are none.
    heading_lines: Mapping[str, int] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()  # sheets not to read
    new_fields: bool = True  # columns nobody knows become fields of the user's own, or are left out
    duplicates: str = "skip"  # what becomes of possible duplicates: 'skip', 'update' or 'create'
    # File, sheet and line of a possible duplicate -> 'skip', 'create' or one of its `choices`;
    # of a row of which something was `kept`: 'overwrite'.
    decisions: Mapping[tuple[str, str, int], str] = field(default_factory=dict)
    own_addresses: frozenset[str] = frozenset()  # of mail; none: the mails tell
    overwrite: bool = False  # blank cells erase what is there, and the file's words win


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the file that is not right: where it stands, what was found, what to do."""

    file: str
    sheet: str
    row: int
    column: str  # letter and header, "H 手机"; '' where it is about the whole row
    found: str
    message: str
    duplicate: bool = False  # says that the row is a possible duplicate, as its outcome does


@dataclass(frozen=True, slots=True)
class UnclearDates:
    """A column of dates of which nothing tells whether day or month comes first."""

    file: str
    sheet: str
    column: str  # letter and header
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column as it was understood; `field` is '' for one that holds nothing."""

    letter: str
    header: str
    field: str
    words: str  # the field in the user's language
    sample: str


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """One sheet as it was understood.

    kind: 'customers', 'history', 'steps', 'occasions', or 'skipped' for one that is not read.
    """

    file: str
    sheet: str
    kind: str
    header_row: int  # the line it stands on; 0 where there is none
    rows: int  # rows of data below it
    columns: tuple[ColumnMapping, ...] = ()
    note: str = ""  # a sentence where something should be said, such as why it is skipped


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What becomes of a row that is neither plainly new nor the same: changes or the reason.

    A row that is the same is here only where something was kept.
    """

    file: str
    sheet: str
    row: int
    outcome: str
    customer: str  # number and name, as the user knows it
    customer_id: int | None = None
    changes: tuple[FieldChange, ...] = ()
    candidates: tuple[str, ...] = ()  # for a possible duplicate: whom it may be, likeliest first
    choices: tuple[str, ...] = ()  # what to decide for each candidate, in ImportOptions.decisions
    why: str = ""  # for a possible duplicate: what makes it one
    # What a possible duplicate says: customer, place, contact, phones and addresses.
    facts: tuple[str, ...] = ()
    # Fields that keep what the user entered since a file last said this: what stays, what it says.
    kept: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Customers of different numbers that may be the same one, for a later merge."""

    why: str  # 'name', 'phone', 'email'
    shared: str  # the name, phone or address they share
    customers: tuple[str, ...]  # number and name each


class NewInteraction(NamedTuple):
    """An entry of the history to write."""

    customer: Ref
    contact: Ref | None
    on: str
    time: str | None
    kind: str
    direction: str
    summary: str
    outcome: str
    rep: str
    origin: str
    touch: bool | None  # None: by the kind and the settings
    uid: str = ""  # '': it gets a new one


class NewStep(NamedTuple):
    """A next step to write."""

    customer: Ref
    contact: Ref | None
    due_on: str
    what: str
    status: str
    closed_on: str | None
    to_check: int
    interaction: Ref | None
    time: str | None = None
    kind: str = ""
    priority: int = 0


class NewDay(NamedTuple):
    """A day that matters to write, a birthday unless said otherwise."""

    customer: Ref
    contact: Ref | None
    calendar: str
    month: int
    day: int
    leap: int
    year: int | None
    kind: str = "birthday"
    lead_days: int | None = None
    label: str = ""
    note: str = ""


class Update(NamedTuple):
    """Fields of an existing row to set."""

    table: str
    id: int
    values: Mapping[str, Value]


class NewRows(NamedTuple):
    """New rows of a table as a complete export tells them: all of its columns, ids as Refs."""

    table: str
    rows: Sequence[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Orders:
    """The rows to write, in bulk; tuples follow the columns named beside them."""

    customer_columns: tuple[str, ...] = ()
    customers: Sequence[tuple[Value, ...]] = ()
    contact_columns: tuple[str, ...] = ()
    contacts: Sequence[tuple[Value, ...]] = ()  # the first value is the customer's Ref
    # customer, contact, kind, label, value, normal form
    points: Sequence[tuple[Ref, Ref, str, str, str, str]] = ()
    occasions: Sequence[NewDay] = ()
    interactions: Sequence[NewInteraction] = ()
    steps: Sequence[NewStep] = ()
    custom_fields: Sequence[tuple[str, str, str]] = ()  # key, label, kind of fields to create
    custom_values: Sequence[tuple[Ref, str, str]] = ()  # customer, key, value
    tags: Sequence[tuple[Ref, str]] = ()
    stages: Sequence[tuple[Ref, str, str]] = ()  # customer, before, after
    updates: Sequence[Update] = ()
    cleared: Sequence[tuple[int, str]] = ()  # contact's id, kind of points to remove
    # Of a complete export: tables in the order to write them; updates may hold Refs as well.
    tables: Sequence[NewRows] = ()
    table_updates: Sequence[Update] = ()

    @property
    def complete(self) -> int:
        """How many rows a complete export adds and changes."""
        return sum(len(new.rows) for new in self.tables) + len(self.table_updates)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import would do. Each row of the files has exactly one outcome."""

    files: tuple[str, ...]
    sheets: tuple[SheetMapping, ...]
    counts: Mapping[str, int]  # rows of the files by outcome, all of OUTCOMES
    outcomes: tuple[RowOutcome, ...]  # of every row there is more to say of than its count
    look_alikes: tuple[LookAlike, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]  # sentences the user should see: rows left out, how a file was read
    fingerprint: tuple[int, ...]  # of the database the plan was made for
    orders: Orders = field(default_factory=Orders, repr=False)
    unread: tuple[str, ...] = ()  # files of a folder that could not be read
    unclear: tuple[UnclearDates, ...] = ()  # to ask about: options.date_order decides them

    @property
    def changes_anything(self) -> bool:
        """Whether applying it writes a single row."""
        return bool(self.counts["new"] or self.counts["updated"])

    @property
    def rows_not_taken(self) -> int:
        """Rows that are not taken in: possible duplicates and rows with a problem of their own."""
        return self.counts["duplicate"] + self.counts["not_taken"]

    @property
    def written(self) -> Mapping[str, int]:
        """How many rows of customers, contacts and interactions it writes."""
        orders = self.orders
        made = {
            "customers": len(orders.customers),
            "contacts": len(orders.contacts),
            "interactions": len(orders.interactions),
        }
        for table, plural in (
            ("customer", "customers"),
            ("contact", "contacts"),
            ("interaction", "interactions"),
        ):
            updates = (*orders.updates, *orders.table_updates)
            made[plural] += len({u.id for u in updates if u.table == table})
            made[plural] += sum(len(new.rows) for new in orders.tables if new.table == table)
        return made


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import came to: its batch and operation, the rows written, and what came of it."""

    batch: int
    operation: int | None
    customers: int
    contacts: int
    interactions: int
    came: tuple[Came, ...] = ()
