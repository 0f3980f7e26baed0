"""Rows of an import that were not taken in, as they stand in their files, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmtui.domain.carddays import plain
from crmtui.domain.cardin import KIND as CARDS
from crmtui.domain.cardin import CardIn
from crmtui.domain.findings import shown
from crmtui.domain.importplan import ImportPlan, SheetMapping
from crmtui.domain.mails import MAIL, mails_of
from crmtui.domain.reasonheading import is_reason
from crmtui.domain.sheets import CellValue, Row, Sheet, Workbook

if TYPE_CHECKING:
    from pathlib import Path

_CARD_HEADINGS = (
    *("客户名称", "联系人", "职务", "手机", "电话", "邮箱", "微信", "QQ", "传真"),
    *("省份", "城市", "地址", "生日", "标签", "备注"),
)
_CARD_POINTS = ("mobile", "phone", "email", "wechat", "qq", "fax")
_MAIL_HEADINGS = ("客户名称", "联系人", "邮箱")
Place = tuple[str, str, int]  # file, sheet and line


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of one sheet; every row as long as the headings, which may be none."""

    path: Path
    sheet: str
    encoding: str | None  # of a text file
    delimiter: str | None
    headings: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    reasons: tuple[str, ...]
    lines: tuple[int, ...] = ()  # of an address book: where the cards begin that the rows show


def left_out(books: Sequence[Workbook], plan: ImportPlan) -> tuple[LeftOut, ...]:
    """The rows that the plan of these files does not take in, sheet by sheet.

    Of mails, the addresses no customer has: with a name beside each they can be imported, and the
    mails again. Parts of a complete export are not among them: nobody can mend those in a table.
    """
    reasons = _reasons(plan)
    mappings = {(mapping.file, mapping.sheet): mapping for mapping in plan.sheets}
    found = []
    for book in books:
        for sheet in book.sheets:
            mapping = mappings.get((book.name, sheet.name))
            rows = [row for row in sheet.rows if (book.name, sheet.name, row.line) in reasons]
            if mapping is not None and sheet.kind == MAIL:
                found += _strangers(book, sheet, plan)
            if not rows or mapping is None or sheet.kind not in ("", CARDS):
                continue
            whys = [reasons[book.name, sheet.name, row.line] for row in rows]
            found.append(_of_sheet(book, sheet, mapping, rows, whys))
    return tuple(found)


def _reasons(plan: ImportPlan) -> Mapping[Place, str]:
    """Why each row was not taken in, in the words of its problems."""
    told: dict[Place, list[str]] = {
        (row.file, row.sheet, row.row): []
        for row in plan.outcomes
        if row.outcome in ("duplicate", "not_taken")
    }
    for problem in plan.problems:
        place = (problem.file, problem.sheet, problem.row)
        if place in told:
            told[place].append(problem.message)
    return {place: " ".join(messages) for place, messages in told.items()}


def _of_sheet(
    book: Workbook, sheet: Sheet, mapping: SheetMapping, rows: Sequence[Row], whys: Sequence[str]
) -> LeftOut:
    top: tuple[CellValue, ...] = _CARD_HEADINGS
    if sheet.kind == CARDS:
        cells = [_card_cells(CardIn._make(row.cells)) for row in rows]
    else:
        at = mapping.header_row
        top = next((row.cells for row in sheet.rows if at and row.line == at), ())
        cells = [row.cells for row in rows]
    headings = [shown(cell) for cell in top]
    width = max([len(headings), *map(len, cells)])
    headings += [""] * (width - len(headings)) if headings else []
    # What an earlier import wrote beside the rows is said anew.
    stays = [at for at in range(width) if not headings or not is_reason(headings[at])]
    return LeftOut(
        book.path,
        sheet.name,
        book.encoding,
        book.delimiter,
        tuple(headings[at] for at in stays) if headings else (),
        tuple(tuple(row[at] if at < len(row) else None for at in stays) for row in cells),
        tuple(whys),
        tuple(row.line for row in rows) if sheet.kind == CARDS else (),
    )


def _strangers(book: Workbook, sheet: Sheet, plan: ImportPlan) -> list[LeftOut]:
    """The addresses in a mailbox that no customer has, as rows to write a customer into."""
    told = {
        problem.found: problem.message
        for problem in plan.problems
        if (problem.file, problem.sheet) == (book.name, sheet.name) and "@" in problem.found
    }
    names = {mail.sender: mail.sender_name for mail in mails_of(sheet) if mail.sender in told}
    rows = tuple(("", names.get(address, ""), address) for address in told)
    made = LeftOut(book.path, sheet.name, None, None, _MAIL_HEADINGS, rows, tuple(told.values()))
    return [made] if rows else []


def _card_cells(card: CardIn) -> tuple[CellValue, ...]:
    """A card as a row under _CARD_HEADINGS."""
    reach = [
        " / ".join(point.value for point in card.points if point.kind == kind)
        for kind in _CARD_POINTS
    ]
    first = card.addresses[0] if card.addresses else None
    place = (first.province, first.city, first.street) if first else ("", "", "")
    name = card.organisation or card.name
    birthday = next((plain(day) for day in card.days if day.what == "birthday"), "")
    tags = "、".join(card.tags)
    return (name, card.name, card.position, *reach, *place, birthday, tags, card.note)


def cell_text(value: CellValue) -> str:
    """A cell as text that is read back as the same value."""
    if isinstance(value, tuple):
        return " / ".join(map(cell_text, value))
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return shown(value)
