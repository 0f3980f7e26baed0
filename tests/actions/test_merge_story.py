"""Whatever two customers are merged: no history is lost, and undo takes them apart exactly."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmtui import wiring
from crmtui.actions import merging
from crmtui.domain.merging import KEEP, OTHER
from crmtui.settings import Settings
from tests.actions.belongings import NOW, add_custom, add_tag, note_greeting
from tests.store.acts import TODAY, again, do, picture, take_back
from tests.store.looking import rows
from tests.support import (
    Value,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_occasion,
    fresh,
    writer,
)

NAMES = st.sampled_from(("德隆化工", "德隆化工有限公司", "Huber GmbH", "王"))
PEOPLE = st.lists(st.tuples(st.sampled_from(("孙明", "黄杰", "")), st.integers(0, 2)), max_size=3)
SAID = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "grade": st.sampled_from(("", "A", "C")),
        "stage": st.sampled_from(("", "lead", "lost")),
        "note": st.sampled_from(("", "a", "ab")),
        "number": st.sampled_from(("7", "8")),
        "referred_by": NAMES,
        "archived_at": st.sampled_from((None, NOW)),
        "cadence_days": st.sampled_from((None, 5)),
    },
)
Side = tuple[dict[str, Value], list[tuple[str, int]], int, set[str]]
SIDE = st.tuples(SAID, PEOPLE, st.integers(0, 2), st.sets(st.sampled_from("ab")))
CHOICES = st.dictionaries(
    st.sampled_from(("name", "grade", "stage", "note", "number")),
    st.sampled_from((KEEP, OTHER)),
)
KEPT = ("interaction", "follow_up", "promise", "stage_change", "greeting")


def _side(db: sqlite3.Connection, made: Side) -> None:
    said, people, often, tags = made
    taken = {row[0] for row in db.execute("SELECT number FROM customer")}
    customer = add_customer(db, **{k: v for k, v in said.items() if v not in taken})  # type: ignore[arg-type]
    contact: int | None = None
    for name, phone in people:
        contact = add_contact(db, customer, name, {"mobile": f"+8613{phone}"}, is_primary=0)
        add_occasion(db, customer, "lunar", 8, 15, contact_id=contact)
    for n in range(often):
        step = add_interaction(db, customer, "2026-11-01", f"报价 {n}", contact_id=contact)
        add_follow_up(db, customer, "2026-12-01", "回访", interaction_id=step, contact_id=contact)
        occasion = add_occasion(db, customer, "gregorian", 5, 1, kind="founding", label=f"{n}")
        note_greeting(db, customer, contact, occasion)
    for tag in sorted(tags):
        add_tag(db, customer, tag)
        add_custom(db, customer, tag, f"{often}")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SIDE, SIDE, CHOICES, st.booleans())
def test_any_merge_loses_no_history_and_is_taken_apart_exactly(
    one_side: Side,
    other_side: Side,
    choices: dict[str, str],
    turned: bool,
) -> None:
    with tempfile.TemporaryDirectory(prefix="crmtui-merge-") as folder:
        path = Path(folder) / "crm.db"
        crm = Settings(db=path, config_path=path.with_name("config.toml"))
        fresh(path)
        with closing(writer(path)) as db:
            _side(db, one_side)
            _side(db, other_side)
        wiring.rebuild(crm)
        before = picture(crm)
        keep, other = (2, 1) if turned else (1, 2)
        with wiring.reader(crm) as conn:
            fields = {p.field for p in merging.plan_merge(conn, keep, other).fields}
        wanted = {field: side for field, side in choices.items() if field in fields}
        do(crm, lambda uow: merging.merge(uow, keep, other, wanted, TODAY))
        after = picture(crm)
        assert all(len(after[table]) >= len(before[table]) for table in KEPT)
        assert rows(crm, "PRAGMA foreign_key_check") == []
        undone = take_back(crm)
        assert (undone.kept, undone.failed) == ((), ())
        assert picture(crm) == before
        again(crm)
        assert picture(crm) == after
