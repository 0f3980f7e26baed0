"""A database full of text that wants to be obeyed: terminals, markup, pages, cards, sheets."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from crmtui import wiring
from crmtui.actions import (
    contacts,
    customers,
    customfields,
    followups,
    greetings,
    interactions,
    merging,
    occasions,
    promises,
)
from crmtui.actions.contacts import PointText
from crmtui.domain.birthdays import Birthday
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork

TODAY = date(2026, 11, 23)
MARK = "QZQ"  # where the hostile text is put
TERMINAL = "\x1b[31m\x1b]52;c;cm0=\x07\x9b1m\x1b]0;t\x1b\\\u202egnp\u2066\u200b\x08\x85"
MARKUP = "[bold][@click=app.quit]x[/] :bomb: <script>alert(1)</script>|`_*](javascript:1)"
HOSTILE = f"=1+1{TERMINAL}{MARKUP}\r\nEND:VCARD\r\nEND:VEVENT\r\n@SUM(A1)\u2028王"
# What a terminal, or who reads there, must never get: commands, and what hides or turns text.
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff]"
)
CODES = frozenset({"uid", "kind", "grade", "stage", "status", "calendar", "session", "verb"})


def build(path: Path) -> Settings:
    """Two customers with something of everything, and the text in all that takes text."""
    settings = Settings(db=path, config_path=path.with_name("config.toml"), today_pin=TODAY)
    with wiring.unit_of_work(settings) as uow:
        _fill(uow)
    for operation in (_edit, _merge):
        with wiring.unit_of_work(settings) as uow:
            operation(uow)
    with closing(sqlite3.connect(path)) as raw:
        _spread(raw)
        raw.commit()
    wiring.rebuild(settings)
    return settings


def _fill(uow: UnitOfWork) -> None:
    customfields.add(uow, f"field {MARK}")
    for number in ("1", "2", "3"):
        made = customers.add(
            uow,
            {"name": f"{MARK} name", "number": number, "grade": "A", "note": MARK, "city": MARK},
            today=TODAY,
            contact={"name": f"{MARK} person", "position": MARK, "hobbies": MARK},
            points=[PointText("mobile", "138 1234 8833"), PointText("wechat", MARK)],
            tags=[f"tag {MARK}"],
            custom={f"field {MARK}": MARK},
        )
        who = made.id or 0
        interactions.log(uow, who, summary=MARK, on=TODAY, today=TODAY)
        followups.plan(uow, who, TODAY, MARK, today=TODAY)
        promises.make(uow, who, TODAY, MARK, today=TODAY)
        occasions.add(uow, who, None, "other", Birthday("gregorian", 11, 24), label=MARK)
    greetings.save_wording(uow, "spring", f"{{称呼}} {MARK}", language="zh", audience="company")


def _edit(uow: UnitOfWork) -> None:
    customers.edit(uow, 1, {"note": f"{MARK} again", "name": f"{MARK} now"}, TODAY)
    contacts.add(uow, 1, {"name": f"{MARK} other"})


def _merge(uow: UnitOfWork) -> None:
    merging.merge(uow, 1, 3, {}, TODAY)


def _spread(raw: sqlite3.Connection) -> None:
    """Put the text where the mark stands, as no door of the program would let it in."""
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE 'search%'"
    ).fetchall()
    for (table,) in names:
        for column in raw.execute(f"PRAGMA table_info({table})").fetchall():
            name = column[1]
            if name not in CODES:
                raw.execute(
                    f'UPDATE {table} SET "{name}" = replace("{name}", ?, CASE WHEN '
                    f"substr(\"{name}\", 1, 1) IN ('{{', '[') THEN ? ELSE ? END) "
                    f'WHERE "{name}" LIKE ?',
                    (MARK, json.dumps(HOSTILE)[1:-1], HOSTILE, f"%{MARK}%"),
                )
