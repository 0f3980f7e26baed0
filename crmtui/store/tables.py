"""The tables: one SQLModel class each, in the trade's words; history and journal beside this.

Text that is not given is '' (never NULL); NULL means "none" for numbers, dates and references.
Dates are ISO text (YYYY-MM-DD), instants UTC ISO text, so that SQL compares them as they are.
Columns named in shape.DERIVED are recomputed by the unit of work and never journaled.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from crmtui.store.columns import int_column, maybe_int, maybe_text, text_column
from crmtui.store.tables_greetings import Greeting, GreetingTemplate
from crmtui.store.tables_history import (
    FollowUp,
    Interaction,
    Occasion,
    Promise,
    Sequence,
    StageChange,
)
from crmtui.store.tables_journal import Change, ImportBatch, Meta, Operation
from crmtui.store.tables_transfer import Alias, ImportProfile, NotSame
from crmtui.store.uids import new_uid

__all__ = [
    "Alias",
    "Change",
    "Contact",
    "ContactPoint",
    "CustomField",
    "CustomValue",
    "Customer",
    "CustomerTag",
    "FollowUp",
    "Greeting",
    "GreetingTemplate",
    "ImportBatch",
    "ImportProfile",
    "Interaction",
    "Meta",
    "NotSame",
    "Occasion",
    "Operation",
    "Promise",
    "Sequence",
    "StageChange",
    "Tag",
]


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
        Index("ix_customer_short_name", "short_name", sqlite_where=text("short_name <> ''")),
        # Lists in these orders read the index alone; hence what they show it by is in it.
        Index("ix_customer_sort_key", "sort_key", "id", "archived_at"),
        Index("ix_customer_touch", "last_touch_on", "id", "archived_at"),
        # All that the queue's first reckoning needs, in a tenth of the pages of the rows.
        Index(
            "ix_customer_due",
            "id",
            "archived_at",
            "grade",
            "stage",
            "cadence_days",
            "contact_due_on",
            "last_touch_on",
            "hide_until",
        ),
        Index("ix_customer_next", "next_due_on", sqlite_where=text("next_due_on IS NOT NULL")),
        Index("ix_customer_archived", "archived_at", sqlite_where=text("archived_at IS NOT NULL")),
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
        Index(
            "ix_customer_unplanned",
            "grade",
            "last_touch_on",
            "contact_due_on",
            "added_on",
            sqlite_where=text("next_due_on IS NULL AND archived_at IS NULL AND stage <> 'lost'"),
        ),
        Index(
            "ix_customer_verified",
            "grade",
            "verified_on",
            "added_on",
            sqlite_where=text("archived_at IS NULL AND stage <> 'lost'"),
        ),
        Index("ix_customer_country", "country", sqlite_where=text("country <> ''")),
        Index("ix_customer_hidden", "hide_until", sqlite_where=text("hide_until IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    number: str | None = Field(default=None, sa_column=maybe_text())
    name: str = Field(sa_column=text_column())
    short_name: str = Field(default="", sa_column=text_column())
    kind: str = Field(default="company", sa_column=text_column("company"))
    country: str = Field(default="", sa_column=text_column())  # ISO 3166; '' is the user's own
    grade: str = Field(default="", sa_column=text_column())
    stage: str = Field(default="", sa_column=text_column())
    industry: str = Field(default="", sa_column=text_column())
    province: str = Field(default="", sa_column=text_column())
    city: str = Field(default="", sa_column=text_column())
    address: str = Field(default="", sa_column=text_column())
    source: str = Field(default="", sa_column=text_column())
    owner: str = Field(default="", sa_column=text_column())
    referred_by: str = Field(default="", sa_column=text_column())
    credit_level: str = Field(default="", sa_column=text_column())
    payment_terms: str = Field(default="", sa_column=text_column())
    invoice: str = Field(default="", sa_column=text_column())
    price_sensitivity: str = Field(default="", sa_column=text_column())
    cadence_days: int | None = Field(default=None, sa_column=maybe_int())
    needs: str = Field(default="", sa_column=text_column())
    note: str = Field(default="", sa_column=text_column())
    verified_on: str | None = Field(default=None, sa_column=maybe_text())
    archived_at: str | None = Field(default=None, sa_column=maybe_text())
    hide_until: str | None = Field(default=None, sa_column=maybe_text())  # not in the queue before
    added_on: str = Field(sa_column=text_column())
    # Where in its first ideal period a card imported without history falls due, in per mille;
    # empty: at the period's end, as for a card added by hand.
    spread: int | None = Field(default=None, sa_column=maybe_int())
    sort_key: str = Field(default="", sa_column=text_column())
    name_key: str = Field(default="", sa_column=text_column())
    last_touch_on: str | None = Field(default=None, sa_column=maybe_text())
    contact_due_on: str | None = Field(default=None, sa_column=maybe_text())
    next_due_on: str | None = Field(default=None, sa_column=maybe_text())
    revision: int = Field(default=1, sa_column=int_column(1))


class Contact(SQLModel, table=True):
    """联系人: a person at the customer; the name may be unknown ('')."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_uid", "uid", unique=True),
        Index("ix_contact_customer", "customer_id"),
        Index("ix_contact_name", "name", "customer_id", "archived_at"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    customer_id: int = Field(foreign_key="customer.id")
    name: str = Field(default="", sa_column=text_column())
    position: str = Field(default="", sa_column=text_column())
    role: str = Field(default="", sa_column=text_column())
    sex: str = Field(default="", sa_column=text_column())
    hobbies: str = Field(default="", sa_column=text_column())
    taboos: str = Field(default="", sa_column=text_column())
    temperament: str = Field(default="", sa_column=text_column())
    family: str = Field(default="", sa_column=text_column())
    preferred_channel: str = Field(default="", sa_column=text_column())
    language: str = Field(default="", sa_column=text_column())  # zh, en …; '' by the country
    note: str = Field(default="", sa_column=text_column())
    is_primary: int = Field(default=0, sa_column=int_column())
    archived_at: str | None = Field(default=None, sa_column=maybe_text())
    revision: int = Field(default=1, sa_column=int_column(1))


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
    kind: str = Field(sa_column=text_column())
    label: str = Field(default="", sa_column=text_column())
    value: str = Field(sa_column=text_column())
    normal: str = Field(default="", sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class Tag(SQLModel, table=True):
    """标签: a word customers are grouped by."""

    __tablename__ = "tag"
    __table_args__ = (
        Index("ix_tag_name", "name", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


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
    revision: int = Field(default=1, sa_column=int_column(1))


class CustomField(SQLModel, table=True):
    """A field of the user's own; kind is text, number, date, choice or yesno."""

    __tablename__ = "custom_field"
    __table_args__ = (
        Index("ix_custom_field_key", "key", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    key: str = Field(sa_column=text_column())
    label: str = Field(default="", sa_column=text_column())
    kind: str = Field(default="text", sa_column=text_column("text"))
    choices: str = Field(default="", sa_column=text_column())
    position: int = Field(default=0, sa_column=int_column())
    revision: int = Field(default=1, sa_column=int_column(1))


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
    value: str = Field(default="", sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))
