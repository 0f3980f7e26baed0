"""A throw-away world for newcomers: about 200 made-up customers with a living history."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crmtui.actions import contacts, customers, followups, interactions, occasions
from crmtui.actions import demo_people as people
from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import Changed
from crmtui.domain.lunar import to_lunar

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

CHINESE = 192
REPS = ("小陈", "小李", "小陈")
SEED = 20260101  # the same people every time


def fill(
    uow: UnitOfWork, today: date, progress: Callable[[int, int], None] | None = None
) -> Changed:
    """Add the demo's customers, their people, days, history and next steps."""
    uow.describe("demo", "")
    dice = random.Random(SEED)
    total = CHINESE + len(people.FOREIGN)
    names: set[str] = set()
    for index in range(CHINESE):
        _chinese(uow, dice, index, today, names)
        if progress:
            progress(index + 1, total)
    for index, row in enumerate(people.FOREIGN):
        _foreign(uow, dice, index, row, today)
        if progress:
            progress(CHINESE + index + 1, total)
    return uow.changed()


def _chinese(
    uow: UnitOfWork, dice: random.Random, index: int, today: date, names: set[str]
) -> None:
    province, city, area = dice.choice(people.CITIES)
    house = dice.choice(people.HOUSES)
    trade, cargo, industry = dice.choice(people.TRADES)
    while (name := f"{city}{house}{trade}有限公司") in names:
        house, (trade, cargo, industry) = dice.choice(people.HOUSES), dice.choice(people.TRADES)
    names.add(name)
    frequency, monthly = dice.choice(people.FREQUENCY)
    mobile = f"1{dice.choice('35789')}{dice.randrange(10**8, 10**9)}"
    grade = dice.choices(("A", "B", "C", "D", ""), (12, 25, 45, 6, 12))[0]
    changed = customers.add(
        uow,
        {
            "number": f"{index + 1:04d}",
            "name": name,
            "short_name": house + trade[:2],
            "grade": grade,
            "stage": dice.choices(
                ("active", "prospect", "lead", "dormant", "lost"), (55, 20, 10, 10, 5)
            )[0],
            "industry": industry,
            "province": province,
            "city": city,
            "address": f"{city}市科园路{dice.randrange(1, 200)}号",
            "source": dice.choice(people.SOURCES),
            "payment_terms": dice.choice(people.TERMS),
            "owner": dice.choice(REPS),
        },
        today=today - timedelta(days=dice.randrange(30, 900)),
        contact=_person(dice),
        points=_points(dice, mobile, area),
        tags=dice.sample(people.TAGS, dice.choice((0, 0, 1, 2))),
        custom={"货物": cargo, "发货频率": frequency, "每月票数": monthly},
    )
    assert changed.id is not None
    _days(uow, dice, changed.id, today)
    _history(uow, dice, changed.id, grade, today, people.TALKS)
    _steps(uow, dice, changed.id, today)


def _foreign(
    uow: UnitOfWork,
    dice: random.Random,
    index: int,
    row: tuple[str, str, str, str, str, str],
    today: date,
) -> None:
    name, person, position, phone, email, city = row
    changed = customers.add(
        uow,
        {
            "number": f"F{index + 1:02d}",
            "name": name,
            "grade": dice.choice("ABC"),
            "stage": "active",
            "city": city,
            "source": "expo",
            "owner": dice.choice(REPS),
        },
        today=today - timedelta(days=dice.randrange(30, 900)),
        contact={"name": person, "position": position, "role": "buyer"},
        points=(contacts.PointText("mobile", phone), contacts.PointText("email", email)),
        tags=("出口",),
    )
    assert changed.id is not None
    _history(uow, dice, changed.id, "B", today, people.FOREIGN_TALKS)
    _steps(uow, dice, changed.id, today)


def _person(dice: random.Random) -> dict[str, str | int | float | None]:
    sex = dice.choice("mf")
    position, role = dice.choice(people.POSITIONS)
    return {
        "name": dice.choice(people.SURNAMES)
        + dice.choice(people.MEN if sex == "m" else people.WOMEN),
        "position": position,
        "role": role,
        "sex": sex,
        "hobbies": dice.choice(people.HOBBIES),
        "taboos": dice.choice(people.TABOOS),
        "family": dice.choice(people.FAMILY),
    }


def _points(dice: random.Random, mobile: str, area: str) -> tuple[contacts.PointText, ...]:
    made = [contacts.PointText("mobile", mobile)]
    if dice.random() < 0.6:
        made.append(contacts.PointText("phone", f"{area}-{dice.randrange(10**7, 10**8)}"))
    if dice.random() < 0.7:
        made.append(contacts.PointText("wechat", f"wx_{mobile[-4:]}"))
    return tuple(made)


def _days(uow: UnitOfWork, dice: random.Random, customer_id: int, today: date) -> None:
    """Birthdays, solar and lunar, a few of them just now."""
    contact = uow.rows("contact", customer_id=customer_id)[0]
    near = today + timedelta(
        days=dice.choice((0, 2, 5)) if dice.random() < 0.06 else dice.randrange(8, 360)
    )
    year = dice.randrange(1955, 1998)
    if dice.random() < 0.4:
        lunar = to_lunar(near)
        day = Birthday("lunar", lunar.month, lunar.day, lunar.leap, None)
    else:
        known = year if dice.random() < 0.7 else None
        if (near.month, near.day) == (2, 29):
            known = None
        day = Birthday("gregorian", near.month, near.day, False, known)
    occasions.insert(uow, customer_id, contact.id, "birthday", day)


def _history(
    uow: UnitOfWork,
    dice: random.Random,
    customer_id: int,
    grade: str,
    today: date,
    talks: tuple[tuple[str, str, str], ...],
) -> None:
    """Talks that get rarer towards the past; the last one roughly within the grade's rhythm."""
    contact = uow.rows("contact", customer_id=customer_id)[0]
    pace = {"A": 8, "B": 16, "C": 32, "": 32, "D": 90}[grade]
    on = today - timedelta(days=dice.choice((1, 3, 5, pace // 2, pace, pace + 3, pace * 2)))
    for _round in range(dice.randrange(2, 9)):
        kind, outcome, summary = dice.choice(talks)
        interactions.log(
            uow,
            customer_id,
            summary=summary,
            on=on,
            today=today,
            kind=kind,
            outcome=outcome,
            contact_id=contact.id,
        )
        on -= timedelta(days=dice.randrange(pace // 2 + 1, pace * 2 + 2))


def _steps(uow: UnitOfWork, dice: random.Random, customer_id: int, today: date) -> None:
    """For some a next step: a few late, a few today, most to come."""
    if dice.random() < 0.45:
        late = dice.choices((-2, -1, 0, 0, 1, 3, 7, 12, 20), (2, 3, 4, 3, 4, 6, 8, 8, 6))[0]
        followups.insert(
            uow,
            customer_id,
            today + timedelta(days=late),
            dice.choice(people.STEPS),
            time="14:00" if late == 0 and dice.random() < 0.4 else None,
            kind=dice.choice(("call", "visit", "")),
        )
