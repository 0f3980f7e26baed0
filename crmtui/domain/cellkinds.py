"""What a column holds by its cells: phones, mail addresses, days, grades, regions, names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from datetime import date

from crmtui.domain.clean import clean
from crmtui.domain.codes import code_of
from crmtui.domain.numerals import narrow
from crmtui.domain.phones import is_mail, is_phone
from crmtui.domain.places import is_place
from crmtui.domain.regions import PROVINCES
from crmtui.domain.sheetdates import AmbiguousDate, DateStyle, read_moment
from crmtui.domain.sheets import CellValue, ErrorCell, Row

SAMPLED_ROWS = 200  # spread over the whole sheet
_MOST = 40  # cells looked at in a column
_FEWEST = 5  # filled cells that can contradict a heading
_GROWN_UP = 16  # years

_MOBILE = re.compile(r"(?:\+?86[- ]?|0)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}")
_PHONE = re.compile(
    r"\(?0[0-9]{2,4}\)?[-/ ]?[0-9][0-9 -]{5,9}(?:[-转x,]\s?[0-9]{1,5})?|\+[0-9][0-9 ()./-]{7,18}"
    r"|[48]00[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|\(?[2-9][0-9]{2}\)?[-. ][0-9]{3}[-. ][0-9]{4}"
)
_COMPANY = re.compile(
    r".*(?:公司|工厂|厂|商行|商店|集团|经营部|门市部|事务所|贸易|物流|货运|酒店|超市|商贸)$|.*有限公司.*"
    r"|.*\b(?:GmbH|Ltd|Limited|Inc|LLC|LLP|Corp|AG|KG|OHG|S\.?A|B\.?V|Pty|Co)\b\.?.*",
    re.IGNORECASE,
)
# The hundred most usual surnames: nine in ten people have one of them.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯"
)
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_PLACE = re.compile(
    rf"(?:{'|'.join(PROVINCES)})(?:省|市|自治区)?(?:[\s\-/·]*[\u4e00-\u9fff]{{2,8}})?"
)


def sampled(rows: Sequence[Row], index: int) -> list[CellValue]:
    """Filled cells of a column, from rows spread over the whole sheet."""
    found: list[CellValue] = []
    for row in rows[:: max(1, len(rows) // SAMPLED_ROWS)]:
        cell = row.cells[index] if index < len(row.cells) else None
        if cell is not None and cell != "":
            found.append(cell)
            if len(found) == _MOST:
                break
    return found


def field_by_cells(cells: Sequence[CellValue], today: date) -> str:
    """The field that nearly all of these cells could be of; '' where they tell nothing."""
    if not cells:
        return ""
    texts = [_text(cell) for cell in cells]
    for field, test in _TESTS:
        if _share(texts, test) >= 0.9 and len(texts) > 1:
            return field
    if _share(texts, _is_company) >= 0.5:
        return "name"
    return _dates(cells, today)


def reach_by_cells(cells: Sequence[CellValue]) -> str:
    """'point.mobile', 'point.phone' or 'point.email' where nearly all cells are such; else ''."""
    if len(cells) < 2 or not any(_may_reach(_text(cell)) for cell in (cells[0], cells[-1])):
        return ""
    texts = [_text(cell) for cell in cells]
    tests = (field for field, test in _REACHES if _share(texts, test) >= 0.9)
    return next(tests, "")


def contradicts(field: str, cells: Sequence[CellValue]) -> bool:
    """Whether hardly any cell can be what the heading says: phones without a digit …"""
    if len(cells) < _FEWEST:
        return False
    texts = [_text(cell) for cell in cells]
    if field in ("point.phone", "point.mobile", "point.fax"):
        return _share(texts, _may_reach) < 0.1
    if field == "point.email":
        return _share(texts, lambda text: "@" in text) < 0.1
    return False


def _may_reach(text: str) -> bool:
    """Phones among other words count: 4S 店 138…, {"value": …}; names and places do not."""
    return sum(map(str.isdigit, text)) >= 5 or "@" in text


def _text(cell: CellValue) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, str):
        return " ".join(narrow(clean(cell)).split()).removeprefix("'")
    return "" if isinstance(cell, ErrorCell) else str(cell)


def _share(texts: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(text)) for text in texts) / len(texts) if texts else 0.0


def _pieces(text: str) -> list[str]:
    """The numbers of a cell that holds several."""
    return [piece.strip() for piece in re.split(r"[/、;；,，\n]|:::", text) if piece.strip()]


def _is_mobile(text: str) -> bool:
    pieces = _pieces(text)
    return bool(pieces) and all(_MOBILE.fullmatch(piece) for piece in pieces)


def _is_reach(text: str) -> bool:
    """A number that can be nothing but a phone; a bare row of digits may be anything."""
    pieces = _pieces(text)
    return bool(pieces) and all(
        _MOBILE.fullmatch(piece) or (_PHONE.fullmatch(piece) and is_phone(piece))
        for piece in pieces
    )


def _is_mails(text: str) -> bool:
    pieces = re.split(r"[/、;；,，\s]+", text)
    return all(is_mail(piece) for piece in pieces if piece)


def _is_grade(text: str) -> bool:
    return code_of("grade", text) is not None


def _is_sex(text: str) -> bool:
    return code_of("contact.sex", text) is not None


def _is_person(text: str) -> bool:
    return _PERSON.fullmatch(text) is not None and text[0] in _SURNAMES


def _is_company(text: str) -> bool:
    return len(text) > 3 and _COMPANY.fullmatch(text) is not None


def _is_region(text: str) -> bool:
    return _PLACE.fullmatch(text) is not None or is_place(text)


_REACHES: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("point.email", _is_mails),
    ("point.mobile", _is_mobile),
    ("point.phone", _is_reach),
)
_TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    *_REACHES,
    ("grade", _is_grade),
    ("contact.sex", _is_sex),
    ("region", _is_region),
    ("contact.name", _is_person),
)


def _dates(cells: Sequence[CellValue], today: date) -> str:
    """Days long ago are birthdays, coming ones next steps; of recent ones nobody knows."""
    found = [day for cell in cells if (day := _day(cell)) is not None]
    if len(cells) < 2 or len(found) < 0.9 * len(cells):
        return ""
    if all(day.year <= today.year - _GROWN_UP for day in found):
        return "birthday"
    return "next_on" if all(day > today for day in found) else ""


def _day(cell: CellValue) -> date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if not isinstance(cell, str):
        return None
    try:
        moment = read_moment(clean(cell), DateStyle("dmy"))
    except AmbiguousDate:
        return None
    return date.fromisoformat(moment.on) if moment else None
