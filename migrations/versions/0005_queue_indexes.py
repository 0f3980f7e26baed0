"""Indexes for the queue: appointments to confirm, no-shows, nothing planned, unchecked cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add indexes; nothing that is there changes."""
    op.create_index(
        "ix_follow_up_confirm",
        "follow_up",
        ["due_on", "customer_id"],
        sqlite_where=sa.text("status = 'open' AND time IS NOT NULL AND confirmed = 0"),
    )
    op.create_index(
        "ix_interaction_no_show",
        "interaction",
        ["on", "customer_id"],
        sqlite_where=sa.text("outcome = 'no_show'"),
    )
    op.create_index(
        "ix_customer_unplanned",
        "customer",
        ["grade", "last_touch_on", "contact_due_on", "added_on"],
        sqlite_where=sa.text("next_due_on IS NULL AND archived_at IS NULL AND stage <> 'lost'"),
    )
    op.create_index(
        "ix_customer_verified",
        "customer",
        ["grade", "verified_on", "added_on"],
        sqlite_where=sa.text("archived_at IS NULL AND stage <> 'lost'"),
    )
