"""The tables the program keeps about its own work: journal, imports, facts about the file."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Text, text
from sqlmodel import Field, SQLModel

from crmtui.store.columns import int_column, maybe_int, maybe_text, text_column
from crmtui.store.uids import new_uid


class ImportBatch(SQLModel, table=True):
    """One import: which file, when, and what came of it."""

    __tablename__ = "import_batch"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    operation_id: int | None = Field(default=None, foreign_key="operation.id")
    at: str = Field(sa_column=text_column())
    files: str = Field(default="[]", sa_column=text_column("[]"))
    result: str = Field(default="{}", sa_column=text_column("{}"))


class Operation(SQLModel, table=True):
    """Journal: one thing a user did, however many rows it changed."""

    __tablename__ = "operation"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_column=text_column())
    actor: str = Field(default="", sa_column=text_column())
    source: str = Field(default="", sa_column=text_column())  # 'shell', 'tui'
    session: str = Field(default="", sa_column=text_column())  # which open program did it
    verb: str = Field(sa_column=text_column())
    summary: str = Field(default="", sa_column=text_column())
    undoes: int | None = Field(default=None, foreign_key="operation.id")
    undone_by: int | None = Field(default=None, foreign_key="operation.id")


class Change(SQLModel, table=True):
    """Journal: what an operation did to a row, or to a run of rows it created or deleted.

    A run of inserted rows (row_last > row_id) carries no values: the rows themselves, unrolled
    through later changes, say what was created. A run of deleted ones holds them packed in
    `before` (store.runs); rows between the two ids that stayed are not in it.
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
    table_name: str = Field(sa_column=text_column())
    row_id: int = Field(sa_column=int_column())
    row_last: int = Field(sa_column=int_column())
    customer_id: int | None = Field(default=None, sa_column=maybe_int())
    action: str = Field(sa_column=text_column())
    before: str | None = Field(default=None, sa_column=maybe_text())
    after: str | None = Field(default=None, sa_column=maybe_text())


class Meta(SQLModel, table=True):
    """Facts about the database itself, such as the settings its derived columns were made with."""

    __tablename__ = "meta"
    key: str = Field(sa_column=Column(Text, primary_key=True))
    value: str = Field(default="", sa_column=text_column())
