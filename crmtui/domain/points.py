"""Cells that hold phones, mail addresses and the like, taken apart into single ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crmtui.domain.cells import NOTHING_WORDS
from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.numerals import narrow
from crmtui.domain.phones import is_mail, is_phone, kind_of_phone, normal_phone, normal_point

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0(10|2[0-9]|[3-9][0-9]{2})-([1-9][0-9]{6,7})")
_BETWEEN = re.compile(r"[/、;；,，|\n]|:::|\s{2,}|\s(?:或|和|及|or|und)\s")
_MAILS_BETWEEN = re.compile(r"[/、;；,，|\s]|:::")
_INSIDE = re.compile(
    r"[+(]?[0-9][0-9\s().\-\u2010-\u2015]{3,}[0-9](?:\s*(?:转|轉|ext\.?|x|#)\s*[0-9]{1,6})?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?P<kind>微信|wechat|weixin|vx|wx|qq|钉钉|whatsapp)\s*(?:号码?)?\s*[:：]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?e\+?([0-9]{1,2})", re.IGNORECASE)
_WHOLE = 7  # digits that make a number of their own
_KINDS = {"微信": "wechat", "weixin": "wechat", "vx": "wechat", "wx": "wechat", "钉钉": "dingtalk"}


class PointText(NamedTuple):
    """A way to reach someone as read from a cell."""

    kind: str
    label: str
    value: str
    normal: str


class ReadPoints(NamedTuple):
    """What a cell holds: the points, and the pieces that are none."""

    points: tuple[PointText, ...]
    left: tuple[str, ...] = ()


NONE = ReadPoints(())


def read_column(
    texts: Sequence[str], kind: str, label: str, country: str
) -> tuple[list[tuple[PointText, ...]], dict[int, tuple[str, ...]]]:
    """The points of every cell of a column, and the pieces that are none, by row."""
    quick = country == "CN" and kind in PHONE_KINDS
    own = "mobile" if kind == "phone" else kind
    # Most phones are plain mobiles: an import of 100,000 spends its time here.
    is_mobile, make = _MOBILE.fullmatch, tuple.__new__
    plain = kind not in PHONE_KINDS and kind != "email" and NOTHING_WORDS.isdisjoint(texts)
    made: list[tuple[PointText, ...]] = []
    left: dict[int, tuple[str, ...]] = {}
    for row, text in enumerate(texts):
        if not text:
            made.append(())
        elif plain:
            made.append((make(PointText, (kind, label, text, text.casefold())),))
        elif quick and is_mobile(text):
            made.append((make(PointText, (own, label, text, "+86" + text)),))
        elif quick and (point := _landline(text, kind, label)):
            made.append((point,))
        else:
            read = read_points(text, kind, label, country)
            made.append(read.points)
            if read.left:
                left[row] = read.left
    return made, left


def read_points(text: str, kind: str, label: str, country: str) -> ReadPoints:
    """The points a cell of this kind of column holds; `text` is clean."""
    if kind in PHONE_KINDS:
        if country == "CN" and (point := _landline(text, kind, label)):
            return ReadPoints((point,))
        return _read(text, kind, label, country)
    if kind == "email":
        return _read(text, kind, label, country)
    if text.casefold() in NOTHING_WORDS:
        return NONE
    return ReadPoints((PointText(kind, label, text, normal_point(kind, text)),))


def _landline(text: str, kind: str, label: str) -> PointText | None:
    """The shape most Chinese landlines have, without taking anything apart."""
    if found := _LANDLINE.fullmatch(text):
        own = "phone" if kind == "mobile" else kind
        return PointText(own, label, text, "+86" + found[1].lstrip("0") + found[2])
    return None


def _read(text: str, kind: str, label: str, country: str) -> ReadPoints:
    points: dict[tuple[str, str], PointText] = {}
    left: list[str] = []
    for piece, own_label in _pieces(_written_out(text).replace("／", "/"), kind):
        if not piece or piece.casefold() in NOTHING_WORDS:
            continue
        point = _point(piece, kind, own_label or label, country)
        if point is None:
            left.append(piece)
        else:
            points.setdefault((point.kind, point.normal or point.value), point)
    return ReadPoints(tuple(points.values()), tuple(left))


def _written_out(text: str) -> str:
    """1.3812348833E10, as spreadsheets write numbers, as 13812348833 where no digit is lost."""
    found = _SCIENTIFIC.fullmatch(narrow(text))
    if found is None:
        return text
    lead, rest, places = found[1], found[2] or "", int(found[3])
    return lead + rest if len(rest) == places else text


def _pieces(text: str, kind: str) -> Iterator[tuple[str, str]]:
    """The cell's parts, each with a label where the cell itself gives one."""
    if text.startswith("[{"):
        yield from _from_json(text)
        return
    if kind == "email":
        for piece in _MAILS_BETWEEN.split(text):
            yield piece.strip("<>()\"'").removeprefix("mailto:"), ""
        return
    # 0171/5550101 is one number, 13880547375/97 is two.
    before = text.partition("/")[0]
    if is_phone(text) and (before == text or sum(map(str.isdigit, before)) < _WHOLE):
        yield text, ""
        return
    for piece in _BETWEEN.split(text):
        parts = piece.split()
        whole = len(parts) > 1 and all(is_phone(part) and len(part) > 9 for part in parts)
        yield from ((part, "") for part in (parts if whole else [piece.strip()]))


def _from_json(text: str) -> Iterator[tuple[str, str]]:
    """[{"label": "work", "value": "…"}]: how some programs export several values."""
    try:
        entries = json.loads(text)
    except ValueError:
        yield text, ""
        return
    for entry in entries:
        if isinstance(entry, dict):
            yield str(entry.get("value") or ""), str(entry.get("label") or "")


def _point(piece: str, kind: str, label: str, country: str) -> PointText | None:
    """One piece as a point; None for what is none."""
    if is_mail(piece):
        return PointText("email", label, piece, normal_point("email", piece))
    # Of 1.38123E+10 the last digits are gone: whatever could be read out of it is wrong.
    if kind == "email" or _SCIENTIFIC.fullmatch(narrow(piece)):
        return None
    if found := _NAMED.fullmatch(narrow(piece)):
        word = found["kind"].casefold()
        own = _KINDS.get(word, word)
        return PointText(own, "", found["value"], normal_point(own, found["value"]))
    piece = narrow(piece)  # as it is dialled and copied
    if not is_phone(piece):
        inside = _INSIDE.search(piece)
        if inside is None or not is_phone(inside[0]):
            return None
        rest = piece.replace(piece[inside.start() : inside.end()], " ")
        label = " ".join(rest.strip(" ()（）【】[]:：-").split()) or label
        piece = piece[inside.start() : inside.end()].strip()
    normal = normal_phone(piece, country)
    return PointText(kind_of_phone(kind, normal), label, piece, normal)
