"""The tables of the greeting round: who was greeted for what, and the user's own wordings."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from crmtui.store.columns import int_column, maybe_int, maybe_text, text_column
from crmtui.store.uids import new_uid


class Greeting(SQLModel, table=True):
    """祝福: that somebody was, or shall not be, greeted for a day; `gift_value` in minor units."""

    __tablename__ = "greeting"
    __table_args__ = (
        CheckConstraint("status IN ('sent', 'skipped')", name="greeting_status"),
        Index("ix_greeting_uid", "uid", unique=True),
        Index("ix_greeting_customer", "customer_id"),
        Index("ix_greeting_contact", "contact_id", sqlite_where=text("contact_id IS NOT NULL")),
        Index("ix_greeting_day", "kind", "day"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    occasion_id: int | None = Field(default=None, foreign_key="occasion.id")
    kind: str = Field(sa_column=text_column())  # birthday, mid_autumn, spring_festival …
    day: str = Field(sa_column=text_column())  # the day that was greeted for
    status: str = Field(default="sent", sa_column=text_column("sent"))
    on: str = Field(sa_column=text_column())  # when it was sent, or skipped
    channel: str = Field(default="", sa_column=text_column())
    text: str = Field(default="", sa_column=text_column())
    gift: str = Field(default="", sa_column=text_column())
    gift_value: int | None = Field(default=None, sa_column=maybe_int())
    currency: str = Field(default="", sa_column=text_column())
    interaction_id: int | None = Field(default=None, foreign_key="interaction.id")
    recorded_at: str = Field(sa_column=text_column())
    revision: int = Field(default=1, sa_column=int_column(1))


class GreetingTemplate(SQLModel, table=True):
    """A wording of the user's own for a day; it comes before those the program ships."""

    __tablename__ = "greeting_template"
    __table_args__ = (
        Index("ix_greeting_template_kind", "kind"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid, sa_column=text_column())
    kind: str = Field(sa_column=text_column())  # as of a greeting; '' fits every day
    language: str = Field(default="", sa_column=text_column())  # zh, en …; '' fits everybody
    audience: str = Field(default="", sa_column=text_column())  # a kind of customer; '' every
    name: str = Field(default="", sa_column=text_column())
    text: str = Field(sa_column=text_column())
    replaces: str | None = Field(default=None, sa_column=maybe_text())  # code of a shipped one
    revision: int = Field(default=1, sa_column=int_column(1))
