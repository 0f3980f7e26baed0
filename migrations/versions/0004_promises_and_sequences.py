"""Working the queue: hidden customers, promises put off, sequences of steps, leads of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False)


def _number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(str(default)), nullable=False)


def upgrade() -> None:
    """Add columns, a table and indexes; nothing that is there changes."""
    op.add_column("customer", sa.Column("hide_until", sa.Text(), nullable=True))
    # All that the queue's first reckoning needs stands in one index.
    op.drop_index("ix_customer_due", "customer")
    op.create_index(
        "ix_customer_due",
        "customer",
        [
            "id",
            "archived_at",
            "grade",
            "stage",
            "cadence_days",
            "contact_due_on",
            "last_touch_on",
            "hide_until",
        ],
    )
    op.add_column("follow_up", _text("sequence"))
    op.add_column("promise", _number("put_offs"))
    op.create_table(
        "sequence",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("uid"),
        _text("name"),
        _text("steps", "[]"),
        _number("revision", 1),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sequence_name", "sequence", ["name"], unique=True)
    op.create_index(
        "ix_occasion_lead",
        "occasion",
        ["lead_days"],
        sqlite_where=sa.text("lead_days IS NOT NULL"),
    )
    op.create_index(
        "ix_follow_up_sequence",
        "follow_up",
        ["sequence"],
        sqlite_where=sa.text("sequence <> ''"),
    )
    op.create_index(
        "ix_customer_hidden",
        "customer",
        ["hide_until"],
        sqlite_where=sa.text("hide_until IS NOT NULL"),
    )
