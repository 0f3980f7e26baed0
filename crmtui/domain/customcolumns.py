"""Columns of codes (grade, stage) and columns that become fields of the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crmtui.domain.cells import texts
from crmtui.domain.codes import code_of, fits, per_month
from crmtui.domain.customertable import Context, CustomerTable
from crmtui.domain.customkinds import read_values
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column, custom_key
from crmtui.domain.sheets import CellValue
from crmtui.domain.words import _


def read_codes(
    column: Column,
    values: Sequence[CellValue],
    table: CustomerTable,
    findings: Findings,
    context: Context,
) -> Column:
    """Grades and stages; a column whose words are none of ours is a field of the user's own."""
    name = column.field
    found = texts(values, column, findings)
    known = {text: code_of(name, text) for text in set(found) if text}
    if not fits(name, list(known)):
        return read_custom(replace(column, field="custom"), values, table, findings, context)
    for row, text in enumerate(found):
        if text and known[text] is None:
            findings.report(row, column, text, _unknown_code_words(name, text))
    where, _dot, short = name.partition(".")
    fields = table.people(column.group).contact if where == "contact" else table.fields
    fields[short or name] = [known[text] or "" if text else "" for text in found]
    return column


def _unknown_code_words(name: str, text: str) -> str:
    if name not in ("grade", "stage"):
        return _(
            "“{text}” is none of the words for this field. It was kept in the remarks; choose the "
            "right one on the card."
        ).format(text=text)
    if name == "grade":
        return _(
            "“{text}” is no grade I know; grades are A, B, C, D or words such as 重要客户. It was "
            "kept in the remarks; set the grade on the card."
        ).format(text=text)
    return _(
        "“{text}” is no stage I know. It was kept in the remarks; set the stage on the card."
    ).format(text=text)


def read_custom(
    column: Column,
    values: Sequence[CellValue],
    table: CustomerTable,
    findings: Findings,
    context: Context,
) -> Column:
    key, label = _custom_name(column, table, context)
    kind = context.custom_kinds.get(key, column.kind)
    found = read_values(texts(values, column, findings, lines=True), kind, column, findings)
    table.custom[key] = found
    table.custom_labels[key] = (label, kind)
    if column.field == "frequency":
        amounts = {text: per_month(text) for text in set(found)}
        own = _("Shipments per month") if label.isascii() else "每月票数"
        table.custom_labels["shipments_per_month"] = (own, "number")
        table.custom["shipments_per_month"] = [
            "" if (amount := amounts[text]) is None else repr(amount).removesuffix(".0")
            for text in found
        ]
    return replace(column, key=key)


def _custom_name(column: Column, table: CustomerTable, context: Context) -> tuple[str, str]:
    """The key and the label of a custom field; one that exists under this name is used again."""
    if column.field == "custom":
        header = column.key or column.header
        key = context.custom.get(header.casefold()) or custom_key(header)
        number = 2
        while key in table.custom or key == "shipments_per_month":
            key = f"{custom_key(header)}_{number}"
            number += 1
        return key, header
    label = "货物" if column.field == "cargo" and not column.header.isascii() else column.header
    return column.field, label
