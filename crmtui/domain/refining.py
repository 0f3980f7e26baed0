"""Headings held against the cells below them: what is vague is told by them, what is wrong said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from crmtui.domain.cellkinds import contradicts, field_by_cells, reach_by_cells, sampled
from crmtui.domain.codes import code_of
from crmtui.domain.columns import CUSTOMERS, Column
from crmtui.domain.headers import Heading
from crmtui.domain.headerwords import WORDS
from crmtui.domain.meanings import key_of
from crmtui.domain.sheets import Row
from crmtui.domain.words import _

# Headings that say nothing: what stands below them decides.
_VAGUE = frozenset(
    "列 栏 字段 列名 信息 资料 其他 其它 数据 内容 值 未命名 无标题 日期 时间 名称 "
    "column col field info data value other misc unnamed untitled spalte feld f date datum "
    "sonstiges".split()
)


def refined(
    heading: Heading, rows: Sequence[Row], today: date, *, own: frozenset[str] = frozenset()
) -> tuple[Heading, tuple[str, ...]]:
    """The heading once its cells were looked at, and what to tell the user about it.

    `own`: headings of the user's fields, small; their columns are what they are called.
    """
    if heading.kind != CUSTOMERS.kind:
        return heading, ()
    columns, notes = _without_wrong(heading.columns, rows)
    columns = _filled_in(columns, rows, today, own)
    return replace(heading, columns=columns), notes


def without_heading(rows: Sequence[Row], today: date) -> Heading | None:
    """A sheet that begins with its first row of data; None where the cells tell too little."""
    width = max((len(row.cells) for row in rows), default=0)
    bare = tuple(Column(index, "", "") for index in range(width))
    columns = _filled_in(bare, rows, today, frozenset())
    fields = {column.field for column in columns}
    reached = any(field.startswith("point.") for field in fields)
    if not reached or not fields & {"name", "contact.name"}:
        return None
    return Heading(-1, CUSTOMERS.kind, columns, person="name" not in fields)


def by_letters(
    rows: Sequence[Row], today: date, said: Mapping[int, Column], kind: str = CUSTOMERS.kind
) -> Heading:
    """A sheet of which the user says that it has no headings, with what was said of its columns."""
    width = max((len(row.cells) for row in rows), default=0)
    width = max([width, *(index + 1 for index in said)])
    bare = tuple(said.get(index, Column(index, "", "")) for index in range(width))
    if kind != CUSTOMERS.kind:
        return Heading(-1, kind, bare)
    columns = _filled_in(bare, rows, today, frozenset())
    fields = {column.field for column in columns}
    return Heading(-1, CUSTOMERS.kind, columns, person="name" not in fields)


def _without_wrong(
    columns: Sequence[Column], rows: Sequence[Row]
) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns headed as phones or mail addresses that hold none, under what they may be instead."""
    made, notes = list(columns), []
    for column in columns:
        if column.told_by or not contradicts(column.field, sampled(rows, column.index)):
            continue
        made[column.index] = replace(column, field="custom", label="", told_by="cells")
        words = _(
            "Column {column} holds no {field}, whatever its heading says; it was taken in as a "
            "field of your own. Say what it is with --map."
        )
        notes.append(words.format(column=column.title, field=_(WORDS[column.field])))
    return tuple(made), tuple(notes)


def _filled_in(
    columns: Sequence[Column], rows: Sequence[Row], today: date, own: frozenset[str]
) -> tuple[Column, ...]:
    """Columns without a telling heading, as their cells tell where no other column is that."""
    taken = {column.field for column in columns}
    made = list(columns)
    for column in columns:
        if column.told_by == "user" or column.field not in ("", "custom"):
            continue
        if column.header.casefold() in own:
            continue
        field = _guess(column, rows, today)
        if not field or (field in taken and not field.startswith("point.")):
            continue
        if field == "region" and {"province", "city"} & taken:
            continue
        taken.add(field)
        label = "" if is_vague(column.header) else column.header
        made[column.index] = replace(column, field=field, label=label, told_by="cells")
    return tuple(made)


def _guess(column: Column, rows: Sequence[Row], today: date) -> str:
    cells = sampled(rows, column.index)
    if is_vague(column.header):
        return field_by_cells(cells, today)
    return reach_by_cells(cells)


def is_vague(header: str) -> bool:
    """Whether a heading says nothing of what its column holds: 列1, Column3, Unnamed: 4."""
    key = key_of(header).rstrip("0123456789一二三四五六七八九")
    return not key or key in _VAGUE


def occasions_by_cells(heading: Heading, rows: Sequence[Row]) -> bool:
    """Whether the kinds in a sheet of records are those of days that matter, not of contacts."""
    column = next((c for c in heading.columns if c.field == "kind"), None)
    if column is None or heading.kind != "history":
        return False
    texts = [cell for cell in sampled(rows, column.index) if isinstance(cell, str)]
    days = sum(code_of("occasion", text) not in (None, "other") for text in texts)
    contacts = sum(code_of("kind", text) not in (None, "note") for text in texts)
    return days > contacts
