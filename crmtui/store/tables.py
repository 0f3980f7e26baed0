"""The tables: one SQLModel class each, in the trade's words.

Text that is not given is '' (never NULL); NULL means "none" for numbers, dates and references.
Dates are ISO text (YYYY-MM-DD), instants UTC ISO text, so that SQL compares them as they are.
Columns named in DERIVED are recomputed by the unit of work and never journaled.
"""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, text
from sqlmodel import Field, SQLModel

DERIVED: dict[str, frozenset[str]] = {
    "customer": frozenset(
        {"sort_key", "name_key", "last_touch_on", "contact_due_on", "next_due_on"}
    ),
}

SEARCH_DDL = (
    "CREATE VIRTUAL TABLE search USING fts5(names, keys, phones, rest, history, "
    "tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
)


def new_uid() -> str:
    """A fresh stable id that exports and re-imports use."""
    return str(uuid4())


def _words(default: str = "") -> Column[str]:
    return Column(Text, nullable=False, server_default=text(f"'{default}'"))


def _number(default: int = 0) -> Column[int]:
    return Column(Integer, nullable=False, server_default=text(str(default)))


def _maybe_text() -> Column[str]:
    return Column(Text, nullable=True)


class Customer(SQLModel, table=True):
    """客户: a company or a person we sell to."""

    __tablename__ = "customer"
    __table_args__ = (
        CheckConstraint("name <> ''", name="customer_has_name"),
        CheckConstraint("grade IN ('', 'A', 'B', 'C', 'D')", name="customer_grade"),
        CheckConstraint("number IS NULL OR number <> ''", name="customer_number_given"),
        Index("ix_customer_uid", "uid", unique=True),
        Index("ix_customer_number", "number", unique=True),
        Index("ix_customer_name_key", "name_key"),
        Index("ix_customer_sort_key", "sort_key", "id"),
        Index("ix_customer_touch", "last_touch_on", "id"),
        Index(
            "ix_customer_rhythm",
            "grade",
            "contact_due_on",
            sqlite_where=text("contact_due_on IS NOT NULL"),
        ),
        Index(
            "ix_customer_own_rhythm",
            "contact_due_on",
            sqlite_where=text("cadence_days IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    number: str | None = Field(default=None, sa_column=_maybe_text())
    name: str = Field(sa_column=_words())
    short_name: str = Field(default="", sa_column=_words())
    kind: str = Field(default="company", sa_column=_words("company"))
    grade: str = Field(default="", sa_column=_words())
    stage: str = Field(default="", sa_column=_words())
    industry: str = Field(default="", sa_column=_words())
    province: str = Field(default="", sa_column=_words())
    city: str = Field(default="", sa_column=_words())
    address: str = Field(default="", sa_column=_words())
    source: str = Field(default="", sa_column=_words())
    owner: str = Field(default="", sa_column=_words())
    referred_by: str = Field(default="", sa_column=_words())
    credit_level: str = Field(default="", sa_column=_words())
    payment_terms: str = Field(default="", sa_column=_words())
    invoice: str = Field(default="", sa_column=_words())
    price_sensitivity: str = Field(default="", sa_column=_words())
    cadence_days: int | None = Field(default=None, sa_column=Column(Integer))
    needs: str = Field(default="", sa_column=_words())
    note: str = Field(default="", sa_column=_words())
    verified_on: str | None = Field(default=None, sa_column=_maybe_text())
    archived_at: str | None = Field(default=None, sa_column=_maybe_text())
    added_on: str = Field(sa_column=_words())
    # Where in its first ideal period a card imported without history falls due, in per mille;
    # empty: at the period's end, as for a card added by hand.
    spread: int | None = Field(default=None, sa_column=Column(Integer))
    sort_key: str = Field(default="", sa_column=_words())
    name_key: str = Field(default="", sa_column=_words())
    last_touch_on: str | None = Field(default=None, sa_column=_maybe_text())
    contact_due_on: str | None = Field(default=None, sa_column=_maybe_text())
    next_due_on: str | None = Field(default=None, sa_column=_maybe_text())
    revision: int = Field(default=1, sa_column=_number(1))


class Contact(SQLModel, table=True):
    """联系人: a person at the customer; the name may be unknown ('')."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_uid", "uid", unique=True),
        Index("ix_contact_customer", "customer_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    customer_id: int = Field(foreign_key="customer.id")
    name: str = Field(default="", sa_column=_words())
    position: str = Field(default="", sa_column=_words())
    role: str = Field(default="", sa_column=_words())
    sex: str = Field(default="", sa_column=_words())
    hobbies: str = Field(default="", sa_column=_words())
    taboos: str = Field(default="", sa_column=_words())
    temperament: str = Field(default="", sa_column=_words())
    family: str = Field(default="", sa_column=_words())
    preferred_channel: str = Field(default="", sa_column=_words())
    note: str = Field(default="", sa_column=_words())
    is_primary: int = Field(default=0, sa_column=_number())
    archived_at: str | None = Field(default=None, sa_column=_maybe_text())
    revision: int = Field(default=1, sa_column=_number(1))


class ContactPoint(SQLModel, table=True):
    """A phone, mail address, WeChat id …: the text as given and its normal form for matching."""

    __tablename__ = "contact_point"
    __table_args__ = (
        Index("ix_contact_point_contact", "contact_id"),
        Index("ix_contact_point_customer", "customer_id"),
        Index("ix_contact_point_normal", "normal", sqlite_where=text("normal <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int = Field(foreign_key="contact.id")
    kind: str = Field(sa_column=_words())
    label: str = Field(default="", sa_column=_words())
    value: str = Field(sa_column=_words())
    normal: str = Field(default="", sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class Tag(SQLModel, table=True):
    """标签: a word customers are grouped by."""

    __tablename__ = "tag"
    __table_args__ = (
        Index("ix_tag_name", "name", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class CustomerTag(SQLModel, table=True):
    """That a customer carries a tag."""

    __tablename__ = "customer_tag"
    __table_args__ = (
        Index("ix_customer_tag_pair", "customer_id", "tag_id", unique=True),
        Index("ix_customer_tag_tag", "tag_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    tag_id: int = Field(foreign_key="tag.id")
    revision: int = Field(default=1, sa_column=_number(1))


class CustomField(SQLModel, table=True):
    """A field of the user's own; kind is text, number, date, choice or yesno."""

    __tablename__ = "custom_field"
    __table_args__ = (
        Index("ix_custom_field_key", "key", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    key: str = Field(sa_column=_words())
    label: str = Field(default="", sa_column=_words())
    kind: str = Field(default="text", sa_column=_words("text"))
    choices: str = Field(default="", sa_column=_words())
    position: int = Field(default=0, sa_column=_number())
    revision: int = Field(default=1, sa_column=_number(1))


class CustomValue(SQLModel, table=True):
    """What a customer's custom field says, as text (numbers and dates in their ISO form)."""

    __tablename__ = "custom_value"
    __table_args__ = (
        Index("ix_custom_value_pair", "customer_id", "field_id", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    field_id: int = Field(foreign_key="custom_field.id")
    value: str = Field(default="", sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class Interaction(SQLModel, table=True):
    """联系记录: something that happened between us."""

    __tablename__ = "interaction"
    __table_args__ = (
        Index("ix_interaction_uid", "uid", unique=True),
        Index("ix_interaction_customer", "customer_id", "on"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    on: str = Field(sa_column=_words())
    time: str | None = Field(default=None, sa_column=_maybe_text())
    kind: str = Field(sa_column=_words())
    direction: str = Field(default="out", sa_column=_words("out"))
    summary: str = Field(default="", sa_column=_words())
    outcome: str = Field(default="", sa_column=_words())
    rep: str = Field(default="", sa_column=_words())
    origin: str = Field(default="", sa_column=_words())  # 'sheet': a last-contact date of a sheet
    is_touch: int = Field(default=0, sa_column=_number())
    recorded_at: str = Field(sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class FollowUp(SQLModel, table=True):
    """跟进: the next step."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint(
            "status IN ('open', 'done', 'superseded', 'cancelled')", name="follow_up_status"
        ),
        Index("ix_follow_up_uid", "uid", unique=True),
        Index("ix_follow_up_customer", "customer_id"),
        Index("ix_follow_up_due", "to_check", "due_on", sqlite_where=text("status = 'open'")),
        Index("ix_follow_up_done", "closed_on", sqlite_where=text("status = 'done'")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    due_on: str = Field(sa_column=_words())
    time: str | None = Field(default=None, sa_column=_maybe_text())
    what: str = Field(default="", sa_column=_words())
    kind: str = Field(default="", sa_column=_words())
    priority: int = Field(default=0, sa_column=_number())
    status: str = Field(default="open", sa_column=_words("open"))
    closed_on: str | None = Field(default=None, sa_column=_maybe_text())
    confirmed: int = Field(default=0, sa_column=_number())
    repeat: str = Field(default="", sa_column=_words())
    snoozes: int = Field(default=0, sa_column=_number())
    origin: str = Field(default="", sa_column=_words())  # 'import', 'log', ''
    to_check: int = Field(default=0, sa_column=_number())  # an old step to check, not in the queue
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    recorded_at: str = Field(sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class Occasion(SQLModel, table=True):
    """纪念日: a day that matters, in its own calendar."""

    __tablename__ = "occasion"
    __table_args__ = (
        CheckConstraint("calendar IN ('gregorian', 'lunar')", name="occasion_calendar"),
        Index("ix_occasion_uid", "uid", unique=True),
        Index("ix_occasion_day", "calendar", "month", "day", "leap"),
        Index("ix_occasion_customer", "customer_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    kind: str = Field(default="birthday", sa_column=_words("birthday"))
    calendar: str = Field(sa_column=_words())
    month: int = Field(sa_column=_number())
    day: int = Field(sa_column=_number())
    leap: int = Field(default=0, sa_column=_number())
    year: int | None = Field(default=None, sa_column=Column(Integer))
    lead_days: int | None = Field(default=None, sa_column=Column(Integer))
    label: str = Field(default="", sa_column=_words())
    note: str = Field(default="", sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class Promise(SQLModel, table=True):
    """承诺: what we told a customer we would do."""

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_uid", "uid", unique=True),
        Index("ix_promise_customer", "customer_id"),
        Index(
            "ix_promise_due",
            "due_on",
            sqlite_where=text("kept_on IS NULL AND broken_on IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    made_on: str = Field(sa_column=_words())
    due_on: str = Field(sa_column=_words())
    what: str = Field(sa_column=_words())
    kept_on: str | None = Field(default=None, sa_column=_maybe_text())
    broken_on: str | None = Field(default=None, sa_column=_maybe_text())
    why: str = Field(default="", sa_column=_words())
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    recorded_at: str = Field(sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class StageChange(SQLModel, table=True):
    """That a customer went from one stage to another on a day."""

    __tablename__ = "stage_change"
    __table_args__ = (
        Index("ix_stage_change_customer", "customer_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    on: str = Field(sa_column=_words())
    before: str = Field(default="", sa_column=_words())
    after: str = Field(default="", sa_column=_words())
    recorded_at: str = Field(sa_column=_words())
    revision: int = Field(default=1, sa_column=_number(1))


class ImportBatch(SQLModel, table=True):
    """One import: which file, when, and what came of it."""

    __tablename__ = "import_batch"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=_words())
    operation_id: int | None = Field(default=None, foreign_key="operation.id")
    at: str = Field(sa_column=_words())
    files: str = Field(default="[]", sa_column=_words("[]"))
    result: str = Field(default="{}", sa_column=_words("{}"))


class Operation(SQLModel, table=True):
    """Journal: one thing a user did, however many rows it changed."""

    __tablename__ = "operation"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_column=_words())
    actor: str = Field(default="", sa_column=_words())
    source: str = Field(default="", sa_column=_words())  # 'shell', 'tui'
    session: str = Field(default="", sa_column=_words())  # which open program did it
    verb: str = Field(sa_column=_words())
    summary: str = Field(default="", sa_column=_words())
    undoes: int | None = Field(default=None, foreign_key="operation.id")
    undone_by: int | None = Field(default=None, foreign_key="operation.id")


class Change(SQLModel, table=True):
    """Journal: what an operation did to a row, or to a run of rows it created.

    A run (row_last > row_id) is always of inserted rows and carries no values: the rows
    themselves, unrolled through later changes, say what was created.
    """

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("action IN ('insert', 'update', 'delete')", name="change_action"),
        Index("ix_change_operation", "operation_id"),
        Index("ix_change_row", "table_name", "row_id"),
        Index("ix_change_customer", "customer_id", sqlite_where=text("customer_id IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    operation_id: int = Field(foreign_key="operation.id")
    table_name: str = Field(sa_column=_words())
    row_id: int = Field(sa_column=_number())
    row_last: int = Field(sa_column=_number())
    customer_id: int | None = Field(default=None, sa_column=Column(Integer))
    action: str = Field(sa_column=_words())
    before: str | None = Field(default=None, sa_column=_maybe_text())
    after: str | None = Field(default=None, sa_column=_maybe_text())


class Meta(SQLModel, table=True):
    """Facts about the database itself, such as the settings its derived columns were made with."""

    __tablename__ = "meta"
    key: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(default="", sa_column=_words())
