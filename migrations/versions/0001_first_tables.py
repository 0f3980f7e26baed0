"""First tables: customers and all that hangs on them, the journal, the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _custom_field() -> None:
    op.create_table(
        "custom_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("key", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("label", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'text'"), nullable=False),
        sa.Column("choices", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_custom_field_key", "custom_field", ["key"], unique=True)


def _customer() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("short_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("'company'"), nullable=False),
        sa.Column("grade", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("stage", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("industry", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("province", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("city", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("address", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("owner", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("referred_by", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("credit_level", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("payment_terms", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("invoice", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("price_sensitivity", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("cadence_days", sa.Integer(), nullable=True),
        sa.Column("needs", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("verified_on", sa.Text(), nullable=True),
        sa.Column("archived_at", sa.Text(), nullable=True),
        sa.Column("added_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("spread", sa.Integer(), nullable=True),
        sa.Column("sort_key", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("name_key", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("last_touch_on", sa.Text(), nullable=True),
        sa.Column("contact_due_on", sa.Text(), nullable=True),
        sa.Column("next_due_on", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("grade IN ('', 'A', 'B', 'C', 'D')", name="customer_grade"),
        sa.CheckConstraint("name <> ''", name="customer_has_name"),
        sa.CheckConstraint("number IS NULL OR number <> ''", name="customer_number_given"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_customer_name_key", "customer", ["name_key"], unique=False)
    op.create_index("ix_customer_number", "customer", ["number"], unique=True)
    op.create_index(
        "ix_customer_rhythm",
        "customer",
        ["grade", "contact_due_on"],
        unique=False,
        sqlite_where=sa.text("contact_due_on IS NOT NULL"),
    )
    op.create_index(
        "ix_customer_own_rhythm",
        "customer",
        ["contact_due_on"],
        unique=False,
        sqlite_where=sa.text("cadence_days IS NOT NULL"),
    )
    op.create_index("ix_customer_sort_key", "customer", ["sort_key", "id"], unique=False)
    op.create_index("ix_customer_touch", "customer", ["last_touch_on", "id"], unique=False)
    op.create_index("ix_customer_uid", "customer", ["uid"], unique=True)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def _operation() -> None:
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("actor", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("source", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("session", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("verb", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("summary", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["operation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"],
            ["operation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )


def _tag() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tag_name", "tag", ["name"], unique=True)


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("row_id", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("row_last", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.CheckConstraint("action IN ('insert', 'update', 'delete')", name="change_action"),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_change_customer",
        "change",
        ["customer_id"],
        unique=False,
        sqlite_where=sa.text("customer_id IS NOT NULL"),
    )
    op.create_index("ix_change_operation", "change", ["operation_id"], unique=False)
    op.create_index("ix_change_row", "change", ["table_name", "row_id"], unique=False)


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("position", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("role", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("sex", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("hobbies", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("taboos", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("temperament", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("family", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("preferred_channel", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("is_primary", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("archived_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_customer", "contact", ["customer_id"], unique=False)
    op.create_index("ix_contact_uid", "contact", ["uid"], unique=True)


def _custom_value() -> None:
    op.create_table(
        "custom_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["custom_field.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_custom_value_pair", "custom_value", ["customer_id", "field_id"], unique=True
    )


def _customer_tag() -> None:
    op.create_table(
        "customer_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["tag.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_customer_tag_pair", "customer_tag", ["customer_id", "tag_id"], unique=True)
    op.create_index("ix_customer_tag_tag", "customer_tag", ["tag_id"], unique=False)


def _import_batch() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("files", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("result", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )


def _stage_change() -> None:
    op.create_table(
        "stage_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("before", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("after", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("recorded_at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stage_change_customer", "stage_change", ["customer_id"], unique=False)


def _contact_point() -> None:
    op.create_table(
        "contact_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("label", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("value", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("normal", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_point_contact", "contact_point", ["contact_id"], unique=False)
    op.create_index("ix_contact_point_customer", "contact_point", ["customer_id"], unique=False)
    op.create_index(
        "ix_contact_point_normal",
        "contact_point",
        ["normal"],
        unique=False,
        sqlite_where=sa.text("normal <> ''"),
    )


def _interaction() -> None:
    op.create_table(
        "interaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("direction", sa.Text(), server_default=sa.text("'out'"), nullable=False),
        sa.Column("summary", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("outcome", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("rep", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("origin", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("is_touch", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("recorded_at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_interaction_customer", "interaction", ["customer_id", "on"], unique=False)
    op.create_index("ix_interaction_uid", "interaction", ["uid"], unique=True)


def _occasion() -> None:
    op.create_table(
        "occasion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), server_default=sa.text("'birthday'"), nullable=False),
        sa.Column("calendar", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("month", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("day", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("leap", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("calendar IN ('gregorian', 'lunar')", name="occasion_calendar"),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_occasion_customer", "occasion", ["customer_id"], unique=False)
    op.create_index(
        "ix_occasion_day", "occasion", ["calendar", "month", "day", "leap"], unique=False
    )
    op.create_index("ix_occasion_uid", "occasion", ["uid"], unique=True)


def _follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("time", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kind", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("priority", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("status", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("repeat", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("snoozes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("origin", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("to_check", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "status IN ('open', 'done', 'superseded', 'cancelled')", name="follow_up_status"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follow_up_customer", "follow_up", ["customer_id"], unique=False)
    op.create_index(
        "ix_follow_up_due",
        "follow_up",
        ["to_check", "due_on"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_follow_up_done",
        "follow_up",
        ["closed_on"],
        unique=False,
        sqlite_where=sa.text("status = 'done'"),
    )
    op.create_index("ix_follow_up_uid", "follow_up", ["uid"], unique=True)


def _promise() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("due_on", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("what", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("kept_on", sa.Text(), nullable=True),
        sa.Column("broken_on", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["interaction_id"],
            ["interaction.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_promise_customer", "promise", ["customer_id"], unique=False)
    op.create_index(
        "ix_promise_due",
        "promise",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("kept_on IS NULL AND broken_on IS NULL"),
    )
    op.create_index("ix_promise_uid", "promise", ["uid"], unique=True)


def _search() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(names, keys, phones, rest, history, "
        "tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
    )


def upgrade() -> None:
    """Create everything in an empty database."""
    _custom_field()
    _customer()
    _meta()
    _operation()
    _tag()
    _change()
    _contact()
    _custom_value()
    _customer_tag()
    _import_batch()
    _stage_change()
    _contact_point()
    _interaction()
    _occasion()
    _follow_up()
    _promise()
    _search()
