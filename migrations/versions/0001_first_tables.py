"""First tables: customers and all that hangs on them, the journal, the search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,  # an id is never given twice: undo would hit a stranger
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [_text(name) for name in names]


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False)


def _maybe_text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=True)


def _number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(str(default)), nullable=False)


def _maybe_number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=True)


def _reference(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _points_at(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"])


def _index(
    name: str, table: str, columns: list[str], unique: bool = False, where: str = ""
) -> None:
    only = sa.text(where) if where else None
    op.create_index(name, table, columns, unique=unique, sqlite_where=only)


def _custom_field() -> None:
    _table(
        "custom_field",
        *_texts("uid", "key", "label"),
        _text("kind", "text"),
        _text("choices"),
        _number("position"),
        _number("revision", 1),
    )
    _index("ix_custom_field_key", "custom_field", ["key"], unique=True)


def _customer() -> None:
    _table(
        "customer",
        _text("uid"),
        _maybe_text("number"),
        *_texts("name", "short_name"),
        _text("kind", "company"),
        *_texts(
            *"grade stage industry province city address source owner referred_by".split(),
            *"credit_level payment_terms invoice price_sensitivity".split(),
        ),
        _maybe_number("cadence_days"),
        *_texts("needs", "note"),
        _maybe_text("verified_on"),
        _maybe_text("archived_at"),
        _text("added_on"),
        _maybe_number("spread"),
        *_texts("sort_key", "name_key"),
        _maybe_text("last_touch_on"),
        _maybe_text("contact_due_on"),
        _maybe_text("next_due_on"),
        _number("revision", 1),
        sa.CheckConstraint("grade IN ('', 'A', 'B', 'C', 'D')", name="customer_grade"),
        sa.CheckConstraint("name <> ''", name="customer_has_name"),
        sa.CheckConstraint("number IS NULL OR number <> ''", name="customer_number_given"),
    )
    _index("ix_customer_name_key", "customer", ["name_key"])
    _index("ix_customer_number", "customer", ["number"], unique=True)
    _index(
        "ix_customer_rhythm",
        "customer",
        ["grade", "contact_due_on"],
        where="contact_due_on IS NOT NULL",
    )
    _index(
        "ix_customer_own_rhythm", "customer", ["contact_due_on"], where="cadence_days IS NOT NULL"
    )
    _index("ix_customer_short_name", "customer", ["short_name"], where="short_name <> ''")
    _index("ix_customer_sort_key", "customer", ["sort_key", "id", "archived_at"])
    _index("ix_customer_touch", "customer", ["last_touch_on", "id", "archived_at"])
    _index(
        "ix_customer_due",
        "customer",
        ["id", "archived_at", "grade", "stage", "cadence_days", "contact_due_on"],
    )
    _index("ix_customer_next", "customer", ["next_due_on"], where="next_due_on IS NOT NULL")
    _index("ix_customer_archived", "customer", ["archived_at"], where="archived_at IS NOT NULL")
    _index("ix_customer_uid", "customer", ["uid"], unique=True)


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        _text("value"),
        sa.PrimaryKeyConstraint("key"),
    )


def _operation() -> None:
    _table(
        "operation",
        *_texts("at", "actor", "source", "session", "verb", "summary"),
        _maybe_number("undoes"),
        _maybe_number("undone_by"),
        _points_at("undoes", "operation"),
        _points_at("undone_by", "operation"),
    )


def _tag() -> None:
    _table(
        "tag",
        _text("name"),
        _number("revision", 1),
    )
    _index("ix_tag_name", "tag", ["name"], unique=True)


def _change() -> None:
    _table(
        "change",
        _reference("operation_id"),
        _text("table_name"),
        _number("row_id"),
        _number("row_last"),
        _maybe_number("customer_id"),
        _text("action"),
        _maybe_text("before"),
        _maybe_text("after"),
        sa.CheckConstraint("action IN ('insert', 'update', 'delete')", name="change_action"),
        _points_at("operation_id", "operation"),
    )
    _index("ix_change_customer", "change", ["customer_id"], where="customer_id IS NOT NULL")
    _index("ix_change_operation", "change", ["operation_id"])
    _index("ix_change_row", "change", ["table_name", "row_id"])


def _contact() -> None:
    _table(
        "contact",
        _text("uid"),
        _reference("customer_id"),
        *_texts(
            *"name position role sex hobbies taboos temperament family preferred_channel".split(),
            *"note".split(),
        ),
        _number("is_primary"),
        _maybe_text("archived_at"),
        _number("revision", 1),
        _points_at("customer_id", "customer"),
    )
    _index("ix_contact_customer", "contact", ["customer_id"])
    _index("ix_contact_name", "contact", ["name", "customer_id", "archived_at"])
    _index("ix_contact_uid", "contact", ["uid"], unique=True)


def _custom_value() -> None:
    _table(
        "custom_value",
        _reference("customer_id"),
        _reference("field_id"),
        _text("value"),
        _number("revision", 1),
        _points_at("customer_id", "customer"),
        _points_at("field_id", "custom_field"),
    )
    _index("ix_custom_value_pair", "custom_value", ["customer_id", "field_id"], unique=True)


def _customer_tag() -> None:
    _table(
        "customer_tag",
        _reference("customer_id"),
        _reference("tag_id"),
        _number("revision", 1),
        _points_at("customer_id", "customer"),
        _points_at("tag_id", "tag"),
    )
    _index("ix_customer_tag_pair", "customer_tag", ["customer_id", "tag_id"], unique=True)
    _index("ix_customer_tag_tag", "customer_tag", ["tag_id"])


def _import_batch() -> None:
    _table(
        "import_batch",
        _text("uid"),
        _maybe_number("operation_id"),
        _text("at"),
        _text("files", "[]"),
        _text("result", "{}"),
        _points_at("operation_id", "operation"),
    )


def _stage_change() -> None:
    _table(
        "stage_change",
        _reference("customer_id"),
        *_texts("on", "before", "after", "recorded_at"),
        _number("revision", 1),
        _points_at("customer_id", "customer"),
    )
    _index("ix_stage_change_customer", "stage_change", ["customer_id"])


def _contact_point() -> None:
    _table(
        "contact_point",
        _reference("customer_id"),
        _reference("contact_id"),
        *_texts("kind", "label", "value", "normal"),
        _number("revision", 1),
        _points_at("contact_id", "contact"),
        _points_at("customer_id", "customer"),
    )
    _index("ix_contact_point_contact", "contact_point", ["contact_id"])
    _index("ix_contact_point_customer", "contact_point", ["customer_id"])
    _index("ix_contact_point_normal", "contact_point", ["normal"], where="normal <> ''")


def _interaction() -> None:
    _table(
        "interaction",
        _text("uid"),
        _reference("customer_id"),
        _maybe_number("contact_id"),
        _text("on"),
        _maybe_text("time"),
        _text("kind"),
        _text("direction", "out"),
        *_texts("summary", "outcome", "rep", "origin"),
        _number("is_touch"),
        _text("recorded_at"),
        _number("revision", 1),
        _points_at("contact_id", "contact"),
        _points_at("customer_id", "customer"),
    )
    _index("ix_interaction_customer", "interaction", ["customer_id", "on"])
    _index("ix_interaction_uid", "interaction", ["uid"], unique=True)


def _occasion() -> None:
    _table(
        "occasion",
        _text("uid"),
        _reference("customer_id"),
        _maybe_number("contact_id"),
        _text("kind", "birthday"),
        _text("calendar"),
        _number("month"),
        _number("day"),
        _number("leap"),
        _maybe_number("year"),
        _maybe_number("lead_days"),
        *_texts("label", "note"),
        _number("revision", 1),
        sa.CheckConstraint("calendar IN ('gregorian', 'lunar')", name="occasion_calendar"),
        _points_at("contact_id", "contact"),
        _points_at("customer_id", "customer"),
    )
    _index("ix_occasion_customer", "occasion", ["customer_id"])
    _index(
        "ix_occasion_day",
        "occasion",
        ["calendar", "month", "day", "leap", "customer_id", "kind"],
    )
    _index("ix_occasion_uid", "occasion", ["uid"], unique=True)


def _follow_up() -> None:
    _table(
        "follow_up",
        _text("uid"),
        _reference("customer_id"),
        _maybe_number("contact_id"),
        _text("due_on"),
        _maybe_text("time"),
        *_texts("what", "kind"),
        _number("priority"),
        _text("status", "open"),
        _maybe_text("closed_on"),
        _number("confirmed"),
        _text("repeat"),
        _number("snoozes"),
        _text("origin"),
        _number("to_check"),
        _maybe_number("interaction_id"),
        _text("recorded_at"),
        _number("revision", 1),
        sa.CheckConstraint(
            "status IN ('open', 'done', 'superseded', 'cancelled')", name="follow_up_status"
        ),
        _points_at("contact_id", "contact"),
        _points_at("customer_id", "customer"),
        _points_at("interaction_id", "interaction"),
    )
    _index("ix_follow_up_customer", "follow_up", ["customer_id"])
    _index(
        "ix_follow_up_due",
        "follow_up",
        ["to_check", "due_on", "customer_id", "priority", "snoozes", "status"],
        where="status = 'open'",
    )
    _index("ix_follow_up_done", "follow_up", ["closed_on"], where="status = 'done'")
    _index("ix_follow_up_uid", "follow_up", ["uid"], unique=True)


def _promise() -> None:
    _table(
        "promise",
        _text("uid"),
        _reference("customer_id"),
        _maybe_number("contact_id"),
        *_texts("made_on", "due_on", "what"),
        _maybe_text("kept_on"),
        _maybe_text("broken_on"),
        _text("why"),
        _maybe_number("interaction_id"),
        _text("recorded_at"),
        _number("revision", 1),
        _points_at("contact_id", "contact"),
        _points_at("customer_id", "customer"),
        _points_at("interaction_id", "interaction"),
    )
    _index("ix_promise_customer", "promise", ["customer_id"])
    _index("ix_promise_due", "promise", ["due_on"], where="kept_on IS NULL AND broken_on IS NULL")
    _index("ix_promise_uid", "promise", ["uid"], unique=True)


def _search() -> None:
    # The text arrives as tokens already, so the plainest tokenizer will do. An import writes many
    # segments; they are merged little by little afterwards, hardly ever at once under someone's
    # key. SQLite fails at 2,000 of them, so a limit far below that stays.
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(names, keys, phones, rest, history, "
        "tokenize='ascii', columnsize=0, prefix='2')"
    )
    op.execute("INSERT INTO search (search, rank) VALUES ('crisismerge', 64)")


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
