"""Days and greetings: where customers live, contacts' languages, greetings and their wordings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False)


def _number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(str(default)), nullable=False)


def _points_at(table: str) -> list[sa.schema.SchemaItem]:
    column = f"{table}_id"
    return [
        sa.Column(column, sa.Integer(), nullable=table != "customer"),
        sa.ForeignKeyConstraint([column], [f"{table}.id"]),
    ]


def _greeting() -> None:
    _table(
        "greeting",
        _text("uid"),
        *_points_at("customer"),
        *_points_at("contact"),
        *_points_at("occasion"),
        _text("kind"),
        _text("day"),
        _text("status", "sent"),
        _text("on"),
        _text("channel"),
        _text("text"),
        _text("gift"),
        sa.Column("gift_value", sa.Integer(), nullable=True),
        _text("currency"),
        *_points_at("interaction"),
        _text("recorded_at"),
        _number("revision", 1),
        sa.CheckConstraint("status IN ('sent', 'skipped')", name="greeting_status"),
    )
    op.create_index("ix_greeting_uid", "greeting", ["uid"], unique=True)
    op.create_index("ix_greeting_customer", "greeting", ["customer_id"])
    op.create_index(
        "ix_greeting_contact",
        "greeting",
        ["contact_id"],
        sqlite_where=sa.text("contact_id IS NOT NULL"),
    )
    op.create_index("ix_greeting_day", "greeting", ["kind", "day"])


def _greeting_template() -> None:
    _table(
        "greeting_template",
        _text("uid"),
        _text("kind"),
        _text("language"),
        _text("audience"),
        _text("name"),
        _text("text"),
        sa.Column("replaces", sa.Text(), nullable=True),
        _number("revision", 1),
    )
    op.create_index("ix_greeting_template_kind", "greeting_template", ["kind"])


def upgrade() -> None:
    """Add two columns and two tables; nothing that is there changes."""
    op.add_column("customer", _text("country"))  # ISO 3166; '' is the user's own
    op.create_index(
        "ix_customer_country", "customer", ["country"], sqlite_where=sa.text("country <> ''")
    )
    op.add_column("contact", _text("language"))  # zh, en, de …; '' goes by the country
    _greeting()
    _greeting_template()
