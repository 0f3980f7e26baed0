"""The tables of what happens between us: history, next steps, days, promises, stages."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from crmtui.store.columns import int_column, maybe_int, maybe_text, text_column
from crmtui.store.uids import new_uid


class Interaction(SQLModel, table=True):
    """联系记录: something that happened between us."""

    __tablename__ = "interaction"
    __table_args__ = (
        Index("ix_interaction_uid", "uid", unique=True),
        Index("ix_interaction_customer", "customer_id", "on"),
        Index(
            "ix_interaction_no_show",
            "on",
            "customer_id",
            sqlite_where=text("outcome = 'no_show'"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    on: str = Field(sa_column=text_column())
    time: str | None = Field(default=None, sa_column=maybe_text())
    kind: str = Field(sa_column=text_column())
    direction: str = Field(default="out", sa_column=text_column("out"))
    summary: str = Field(default="", sa_column=text_column())
    outcome: str = Field(default="", sa_column=text_column())
    rep: str = Field(default="", sa_column=text_column())
    origin: str = Field(default="", sa_column=text_column())  # 'sheet': from a sheet's date
    is_touch: int = Field(default=0, sa_column=int_column())
    recorded_at: str = Field(sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class FollowUp(SQLModel, table=True):
    """跟进: the next step."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint(
            "status IN ('open', 'done', 'superseded', 'cancelled')", name="follow_up_status"
        ),
        Index("ix_follow_up_uid", "uid", unique=True),
        Index("ix_follow_up_customer", "customer_id"),
        # What the queue reckons with stands in the index, so that it need not look up the rows.
        Index(
            "ix_follow_up_due",
            "to_check",
            "due_on",
            "customer_id",
            "priority",
            "snoozes",
            "status",
            sqlite_where=text("status = 'open'"),
        ),
        Index("ix_follow_up_done", "closed_on", sqlite_where=text("status = 'done'")),
        Index(
            "ix_follow_up_confirm",
            "due_on",
            "customer_id",
            sqlite_where=text("status = 'open' AND time IS NOT NULL AND confirmed = 0"),
        ),
        Index("ix_follow_up_sequence", "sequence", sqlite_where=text("sequence <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    due_on: str = Field(sa_column=text_column())
    time: str | None = Field(default=None, sa_column=maybe_text())
    what: str = Field(default="", sa_column=text_column())
    kind: str = Field(default="", sa_column=text_column())
    priority: int = Field(default=0, sa_column=int_column())
    status: str = Field(default="open", sa_column=text_column("open"))
    closed_on: str | None = Field(default=None, sa_column=maybe_text())
    confirmed: int = Field(default=0, sa_column=int_column())
    repeat: str = Field(default="", sa_column=text_column())
    snoozes: int = Field(default=0, sa_column=int_column())
    origin: str = Field(default="", sa_column=text_column())  # 'import', 'log', ''
    to_check: int = Field(default=0, sa_column=int_column())  # an old step, not in the queue
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    sequence: str = Field(default="", sa_column=text_column())  # shared by steps planned as one
    recorded_at: str = Field(sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class Occasion(SQLModel, table=True):
    """纪念日: a day that matters, in its own calendar."""

    __tablename__ = "occasion"
    __table_args__ = (
        CheckConstraint("calendar IN ('gregorian', 'lunar')", name="occasion_calendar"),
        Index("ix_occasion_uid", "uid", unique=True),
        Index("ix_occasion_day", "calendar", "month", "day", "leap", "customer_id", "kind"),
        Index("ix_occasion_customer", "customer_id"),
        Index("ix_occasion_lead", "lead_days", sqlite_where=text("lead_days IS NOT NULL")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    kind: str = Field(default="birthday", sa_column=text_column("birthday"))
    calendar: str = Field(sa_column=text_column())
    month: int = Field(sa_column=int_column())
    day: int = Field(sa_column=int_column())
    leap: int = Field(default=0, sa_column=int_column())
    year: int | None = Field(default=None, sa_column=maybe_int())
    lead_days: int | None = Field(default=None, sa_column=maybe_int())
    label: str = Field(default="", sa_column=text_column())
    note: str = Field(default="", sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


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
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    made_on: str = Field(sa_column=text_column())
    due_on: str = Field(sa_column=text_column())
    what: str = Field(sa_column=text_column())
    kept_on: str | None = Field(default=None, sa_column=maybe_text())
    broken_on: str | None = Field(default=None, sa_column=maybe_text())
    why: str = Field(default="", sa_column=text_column())
    put_offs: int = Field(default=0, sa_column=int_column())
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    recorded_at: str = Field(sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class StageChange(SQLModel, table=True):
    """That a customer went from one stage to another on a day."""

    __tablename__ = "stage_change"
    __table_args__ = (
        Index("ix_stage_change_customer", "customer_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int = Field(foreign_key="customer.id")
    on: str = Field(sa_column=text_column())
    before: str = Field(default="", sa_column=text_column())
    after: str = Field(default="", sa_column=text_column())
    recorded_at: str = Field(sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class Sequence(SQLModel, table=True):
    """Steps that are planned together, as after a quote; `steps` is JSON."""

    __tablename__ = "sequence"
    __table_args__ = (
        Index("ix_sequence_name", "name", unique=True),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    name: str = Field(sa_column=text_column())
    steps: str = Field(default="[]", sa_column=text_column("[]"))
    revision: int = Field(default=1, sa_column=int_column(1))
