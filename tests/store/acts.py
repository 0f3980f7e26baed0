"""A customer with something of everything, and every verb of the trade done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from crmtui import wiring
from crmtui.actions import (
    contacts,
    customers,
    followups,
    interactions,
    occasions,
    running,
    sequences,
    undo,
)
from crmtui.actions.contacts import PointText
from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import Changed, Reversal
from crmtui.domain.sequences import all_of, named
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork

TODAY = date(2026, 11, 23)
SOON = date(2026, 11, 26)
Act = Callable[[UnitOfWork], Changed]


def do(settings: Settings, act: Act, session: str = "") -> Changed:
    """One action in a unit of work of its own."""
    with wiring.unit_of_work(settings, session=session) as uow:
        return act(uow)


def take_back(
    settings: Settings, operation: int | None = None, session: str | None = None
) -> Reversal:
    """Undo the newest operation, or the one named."""
    with wiring.unit_of_work(settings, session=session or "") as uow:
        return undo.undo(uow, operation, session)


def again(settings: Settings) -> Reversal:
    """Redo what was undone last."""
    with wiring.unit_of_work(settings) as uow:
        return undo.redo(uow)


def start(settings: Settings) -> int:
    """A customer with a contact, a phone, a step, a call and a birthday; gives its id."""
    person = {"name": "王建华", "position": "总经理"}
    points = (PointText("mobile", "138 1234 8833"), PointText("wechat", "wx_8833"))
    made = do(
        settings,
        lambda uow: customers.add(
            uow,
            {"name": "南宁博纳红木家具", "grade": "A", "stage": "active"},
            today=TODAY,
            contact=person,
            points=points,
            tags=("VIP",),
            custom={"货物": "红木"},
        ),
    )
    assert made.customer_id
    step = interactions.Step(SOON, "回访")
    do(
        settings,
        lambda uow: interactions.log(
            uow, made.customer_id or 0, summary="报价", on=TODAY, today=TODAY, next_step=step
        ),
    )
    day = Birthday("lunar", 8, 15)
    do(settings, lambda uow: occasions.add(uow, made.customer_id or 0, 1, "birthday", day))
    return made.customer_id


QUOTE = named(all_of((), "en"), "quote sent")


def _back(uow: UnitOfWork) -> Changed:
    """Make the step one that comes back, and finish it."""
    followups.edit(uow, 1, {"repeat": "FREQ=WEEKLY;BYDAY=TH;DTSTART=20261126"})
    return followups.complete(uow, 1, TODAY)


ACTS: dict[str, Act] = {
    "add a customer": lambda uow: customers.add(uow, {"name": "B"}, today=TODAY, tags=("VIP", "x")),
    "edit a customer": lambda uow: customers.edit(
        uow, 1, {"name": "博纳", "stage": "lost", "grade": "D", "number": "0021"}, TODAY
    ),
    "archive": lambda uow: customers.archive(uow, 1, TODAY),
    "set tags": lambda uow: customers.set_tags(uow, 1, ("展会", "老客户")),
    "take all tags off": lambda uow: customers.set_tags(uow, 1, ()),
    "change a custom field": lambda uow: customers.set_custom(
        uow, 1, {"货物": "沙发", "频率": "2"}
    ),
    "empty a custom field": lambda uow: customers.set_custom(uow, 1, {"货物": ""}),
    "add a contact": lambda uow: contacts.add(
        uow, 1, {"name": "单磊"}, (PointText("phone", "0771-5551234"),)
    ),
    "edit a contact": lambda uow: contacts.edit(
        uow, 1, {"name": "王建国"}, (PointText("mobile", "139 0000 0000"),)
    ),
    "remove a contact": lambda uow: contacts.remove(uow, 1),
    "log with a next step": lambda uow: interactions.log(
        uow,
        1,
        summary="催款",
        on=TODAY,
        today=TODAY,
        next_step=interactions.Step(SOON, "寄样品", "10:30"),
        completes=1,
    ),
    "edit an interaction": lambda uow: interactions.edit(
        uow, 1, {"on": "2026-11-01", "kind": "note", "summary": "x"}, TODAY
    ),
    "remove an interaction": lambda uow: interactions.remove(uow, 1),
    "plan": lambda uow: followups.plan(uow, 1, SOON, "报价 30 吨", today=TODAY),
    "complete": lambda uow: followups.complete(uow, 1, TODAY),
    "cancel": lambda uow: followups.cancel(uow, 1, TODAY),
    "snooze": lambda uow: followups.snooze(uow, 1, date(2026, 12, 9), "09:00", TODAY),
    "edit a step": lambda uow: followups.edit(uow, 1, {"what": "寄合同", "priority": 2}),
    "finish what comes back": lambda uow: _back(uow),
    "begin a sequence": lambda uow: running.start(uow, 1, QUOTE, SOON, today=TODAY),
    "keep a sequence": lambda uow: sequences.add(uow, "展会后", ["3d: call"]),
    "add a day": lambda uow: occasions.add(
        uow, 1, None, "founding", Birthday("gregorian", 5, 1, year=1999)
    ),
    "edit a day": lambda uow: occasions.edit(uow, 1, "birthday", Birthday("lunar", 8, 16)),
    "remove a day": lambda uow: occasions.remove(uow, 1),
}
TABLES = (
    *("customer", "contact", "contact_point", "tag", "customer_tag", "custom_field"),
    *("custom_value", "interaction", "follow_up", "occasion", "promise", "stage_change"),
    *("greeting", "alias", "not_same", "sequence", "search"),
)


def picture(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Every row but its revision, which only ever rises."""
    with wiring.reader(settings) as conn:
        made = {}
        for table in TABLES:
            cursor = conn.execute(f"SELECT * FROM {table} ORDER BY 1")
            keep = [at for at, column in enumerate(cursor.description) if column[0] != "revision"]
            made[table] = [tuple(row[at] for at in keep) for row in cursor]
        return made
