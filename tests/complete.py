"""Made-up databases with something in every table, and whether two say the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from crmtui import wiring
from crmtui.actions import transfer as importing
from crmtui.actions.exporting import export_to
from crmtui.domain.clean import clean
from crmtui.domain.completetables import TABLES, Field, Table
from crmtui.domain.exportorder import Chosen, Order
from crmtui.domain.importplan import ImportOptions, ImportPlan
from crmtui.domain.interactions import is_touch
from crmtui.domain.transfer import plan
from crmtui.files import sheets
from crmtui.reads import export, matching
from crmtui.settings import Settings
from tests.support import fresh

TODAY = date(2026, 11, 23)
DERIVED = "uid, sort_key, name_key, last_touch_on, contact_due_on, next_due_on"
Rows = dict[str, list[dict[str, Any]]]

# What spreadsheets and text tables are known to trip over, among anything else.
TRICKY = (
    "=1+1", "+86 138 1234 8833", "0021", "-", "@name", "'=x", "'", "a\tb", "一\n二", '"quoted", so',
    "真", "TRUE", "1E5", "2026-01-05", "  ", "农历八月十五", "😀", "_x0041_", "#N/A", "<b>",
    "\\n", "null",
)  # fmt: skip
_texts = st.one_of(st.sampled_from(TRICKY), st.text(max_size=12)).map(clean)
_days = st.dates(date(1950, 1, 1), date(2040, 1, 1)).map(date.isoformat)
_moments = (
    st.datetimes()
    .filter(lambda at: at.year > 1999)
    .map(lambda at: at.isoformat(timespec="milliseconds") + "+00:00")
)
_times = st.times().map(lambda at: at.strftime("%H:%M"))


def _value(told: Field) -> st.SearchStrategy[Any]:
    made: Mapping[str, st.SearchStrategy[Any]] = {
        "text": _texts.filter(bool) if told.needed else _texts,
        "int": st.integers(told.low, min(told.high, told.low + 400)),
        "flag": st.sampled_from((0, 1)),
        "day": _days,
        "time": _times,
        "moment": _moments,
        "code": st.sampled_from(told.codes if told.needed else ("", *told.codes)),
    }
    found = made[told.kind]
    if told.maybe:
        # An empty text stands for nothing, where nothing is told apart from it.
        return st.none() | (found.filter(bool) if told.kind == "text" else found)
    return found


def _row(draw: st.DrawFn, table: Table, made: Rows, number: int) -> dict[str, Any] | None:
    """A row whose references lead to rows made before; None where there are none to lead to."""
    row: dict[str, Any] = {}
    for told in table.fields:
        if told.name == "uid" and "uid" in table.key:
            row["uid"] = f"{table.name}-{number}"
        elif told.kind == "ref":
            there = made[row["kind"] if told.refers == "kind" else told.refers]
            ids = list(range(1, len(there) + 1))
            if told.needed and not ids:
                return None
            row[told.column] = draw(st.sampled_from(ids if told.needed else [None, *ids]))
        else:
            row[told.column] = draw(_value(told))
    return row


def _fits(table: Table, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Whether the database would take the row beside the others."""
    columns = dict(zip(table.names, table.columns, strict=True))
    unique = [[columns[name] for name in table.key]] if table.name not in MANY else []
    unique += [[table.also]] if table.also and row[table.also] is not None else []
    return not any(
        all(row[column] == other[column] for column in key) for key in unique for other in rows
    )


# A customer may have two of these that say the same.
MANY = ("contact_point", "stage_change", "alias")


@st.composite
def databases(draw: st.DrawFn, most: int = 3) -> Rows:
    """Rows for every table, as the program itself could have written them."""
    made: Rows = {}
    for table in TABLES.values():
        rows: list[dict[str, Any]] = []
        for number in range(draw(st.integers(0, most))):
            row = _row(draw, table, made, number)
            if row is None:
                continue
            if table.name == "not_same":
                if row["one"] == row["other"]:
                    continue
                row["one"], row["other"] = sorted((row["one"], row["other"]))
            if table.name == "interaction" and row["origin"] != "sheet":
                row["is_touch"] = int(is_touch(row["kind"], row["direction"], row["outcome"]))
            if _fits(table, row, rows):
                rows.append(row)
        made[table.name] = rows
    return made


def settings_at(path: Path) -> Settings:
    """A migrated, empty database."""
    fresh(path)
    return Settings(db=path, config_path=path.with_suffix(".toml"), today_pin=TODAY)


def fill(settings: Settings, made: Rows) -> None:
    """Write the rows, as any action would."""
    with wiring.unit_of_work(settings) as uow:
        for table, rows in made.items():
            for row in rows:
                uow.insert(table, row)


def take_out(settings: Settings, path: Path, what: str = "all", lang: str = "zh_CN") -> Path:
    """Export to a file; the format is its ending."""
    order = Order(what, path.suffix[1:], Chosen(), force=True)
    with wiring.reader(settings) as conn:
        export_to(conn, order, path, TODAY, lang)
    return path


def planned(settings: Settings, path: Path, options: ImportOptions | None = None) -> ImportPlan:
    """What importing the file would do."""
    with wiring.reader(settings) as conn:
        return plan([sheets.read(path)], matching.known(conn), TODAY, options)


def take_in(settings: Settings, path: Path, options: ImportOptions | None = None) -> ImportPlan:
    """Import the file; gives the plan that was written."""
    made = planned(settings, path, options)
    with wiring.unit_of_work(settings, bulk=True) as uow:
        importing.apply(uow, importing.prepare(made), TODAY)
    return made


def content(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """All that a database says, without ids; with what is derived and the search index."""
    with wiring.reader(settings) as conn:
        found = {table: list(export.rows(conn, table)) for table in TABLES}
        found["derived"] = conn.execute(f"SELECT {DERIVED} FROM customer ORDER BY id").fetchall()
        found["search"] = conn.execute(
            "SELECT names, keys, phones, rest, history FROM search ORDER BY rowid"
        ).fetchall()
    return found
