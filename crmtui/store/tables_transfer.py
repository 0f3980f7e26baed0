"""The tables that imports and merges go by: remembered mappings, former names, decided pairs."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from crmtui.store.columns import int_column, maybe_text, text_column
from crmtui.store.uids import new_uid


class ImportProfile(SQLModel, table=True):
    """How the columns of files with certain headings are to be read, under a name."""

    __tablename__ = "import_profile"
    __table_args__ = (
        Index("ix_import_profile_name", "name", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    name: str = Field(sa_column=text_column())
    headings: str = Field(default="[]", sa_column=text_column("[]"))  # JSON: what it is for
    mapping: str = Field(default="{}", sa_column=text_column("{}"))  # JSON: heading -> field
    options: str = Field(default="{}", sa_column=text_column("{}"))  # JSON: date order, encoding …
    used_at: str = Field(default="", sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class Alias(SQLModel, table=True):
    """What a customer or contact that was merged into another was known by to files outside."""

    __tablename__ = "alias"
    __table_args__ = (
        Index("ix_alias_customer", "customer_id"),
        Index("ix_alias_contact", "contact_id", sqlite_where=text("contact_id IS NOT NULL")),
        Index("ix_alias_uid", "uid"),
        Index("ix_alias_number", "number", sqlite_where=text("number IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    uid: str = Field(default="", sa_column=text_column())
    number: str | None = Field(default=None, sa_column=maybe_text())
    name: str = Field(default="", sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class NotSame(SQLModel, table=True):
    """That two customers, or two contacts, are known not to be one; `one` is the lower id."""

    __tablename__ = "not_same"
    __table_args__ = (
        CheckConstraint("kind IN ('customer', 'contact')", name="not_same_kind"),
        CheckConstraint("one < other", name="not_same_order"),
        Index("ix_not_same_pair", "kind", "one", "other", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(sa_column=text_column())
    one: int = Field(sa_column=int_column())
    other: int = Field(sa_column=int_column())
    revision: int = Field(default=1, sa_column=int_column(1))
