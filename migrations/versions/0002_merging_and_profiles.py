"""Merging and mapping: former names of merged customers, decided pairs, import profiles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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


def _import_profile() -> None:
    _table(
        "import_profile",
        _text("uid"),
        _text("name"),
        _text("headings", "[]"),
        _text("mapping", "{}"),
        _text("options", "{}"),
        _text("used_at"),
        _number("revision", 1),
    )
    op.create_index("ix_import_profile_name", "import_profile", ["name"], unique=True)


def _alias() -> None:
    _table(
        "alias",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        _text("uid"),
        sa.Column("number", sa.Text(), nullable=True),
        _text("name"),
        _number("revision", 1),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"]),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"]),
    )
    op.create_index("ix_alias_customer", "alias", ["customer_id"])
    op.create_index(
        "ix_alias_contact", "alias", ["contact_id"], sqlite_where=sa.text("contact_id IS NOT NULL")
    )
    op.create_index("ix_alias_uid", "alias", ["uid"])
    op.create_index(
        "ix_alias_number", "alias", ["number"], sqlite_where=sa.text("number IS NOT NULL")
    )


def _not_same() -> None:
    _table(
        "not_same",
        _text("kind"),
        _number("one"),
        _number("other"),
        _number("revision", 1),
        sa.CheckConstraint("kind IN ('customer', 'contact')", name="not_same_kind"),
        sa.CheckConstraint("one < other", name="not_same_order"),
    )
    op.create_index("ix_not_same_pair", "not_same", ["kind", "one", "other"], unique=True)


def upgrade() -> None:
    """Add the three tables; nothing that is there changes."""
    _import_profile()
    _alias()
    _not_same()
