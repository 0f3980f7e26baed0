"""Error cells and zeros of an XLS: the old binary format inside an OLE compound file."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from itertools import count, islice
from pathlib import Path

from crmtui.domain.sheets import ErrorCell
from crmtui.files.marks import Marks
from crmtui.files.zeros import Shape, shape_of

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FORMULA, _END, _SHEET, _BOOL_OR_ERROR, _START = 0x0006, 0x000A, 0x0085, 0x0205, 0x0809
_NUMBER, _RK, _MULTIPLE_RK, _FORMAT, _STYLE = 0x0203, 0x027E, 0x00BD, 0x041E, 0x00E0
_PASSWORD = 0x002F
_BIFF8 = 0x0600
# Sheets that all claim the same records would be walked for ever.
_MOST_RECORDS = 5_000_000
_NO_SECTOR = 0xFFFFFFFA  # this and above mean: end of chain, free, or part of the tables


def marks(path: Path) -> dict[str, Marks]:
    """The marks of every sheet, by name; {} for older or damaged files."""
    try:
        book = _workbook_stream(path.read_bytes())
        found: dict[str, Marks] = {}
        budget = count()
        shapes = _shapes(book)
        for name, start in _sheets(book):
            found[name] = Marks(dict(_errors(book, start, budget)))
            if shapes:
                found[name].padded.update(_padded(book, start, shapes, budget))
        return found
    except (OSError, ValueError, IndexError, struct.error):
        return {}  # calamine has the last word on whether the file is damaged


def is_locked(path: Path) -> bool:
    """Whether the workbook is encrypted, which calamine reports as an unknown format."""
    try:
        book = _workbook_stream(path.read_bytes())
        return any(kind == _PASSWORD for kind, _ in islice(_records(book, 0), 8))
    except (OSError, ValueError, IndexError, struct.error):
        return False


def _workbook_stream(data: bytes) -> bytes:
    """The stream named Workbook."""
    size = 1 << _short(data, 30)
    if not 64 <= size <= 4096:
        raise ValueError("sector size")
    table = _allocation_table(data, size)
    directory = _chain(data, table, _long(data, 48), size)
    root_start, entry = 0, None
    for at in range(0, len(directory) - 127, 128):
        length = _short(directory, at + 64)
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if at == 0:
            root_start = _long(directory, at + 116)
        if name == "Workbook":
            entry = (_long(directory, at + 116), _long(directory, at + 120))
    if entry is None:
        raise ValueError("no Workbook stream")
    start, length = entry
    if length >= _long(data, 56):
        return _chain(data, table, start, size)[:length]
    small_table = _longs(_chain(data, table, _long(data, 60), size))
    small = _chain(data, table, root_start, size)
    return _chain(small, small_table, start, 64, first=0)[:length]


def _allocation_table(data: bytes, size: int) -> list[int]:
    """Which sector follows which."""
    sectors = [sector for sector in _longs(data[76:512]) if sector < _NO_SECTOR]
    further, left = _long(data, 68), len(data) // size
    while further < _NO_SECTOR and left > 0:
        part = _longs(_sector(data, further, size))
        sectors += [sector for sector in part[:-1] if sector < _NO_SECTOR]
        further = part[-1]
        left -= 1
    if len(sectors) > len(data) // size + 1:
        raise ValueError("allocation table")
    return _longs(b"".join(_sector(data, sector, size) for sector in sectors))


def _chain(data: bytes, table: list[int], start: int, size: int, first: int | None = None) -> bytes:
    """The sectors from `start` on, joined; a chain that bites its tail is refused."""
    parts: list[bytes] = []
    most = len(data) // size + 1
    while start < _NO_SECTOR:
        if len(parts) > most:
            raise ValueError("circular chain")
        parts.append(_sector(data, start, size, first))
        start = table[start]
    return b"".join(parts)


def _sector(data: bytes, number: int, size: int, first: int | None = None) -> bytes:
    at = (size if first is None else first) + number * size
    return data[at : at + size]


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    """Name and start of every worksheet."""
    if _short(book, 0) != _START or _short(book, 4) != _BIFF8:
        raise ValueError("not BIFF8")
    for kind, at in _records(book, 0):
        if kind == _SHEET and book[at + 5] == 0:
            wide = book[at + 7] & 1
            yield _text(book, at + 8, book[at + 6], wide), _long(book, at)


def _shapes(book: bytes) -> dict[int, Shape]:
    """Cell style -> how its number format writes numbers, where it does anything to them."""
    formats: dict[int, Shape] = {}
    styles: list[int] = []
    for kind, at in _records(book, 0):
        if kind == _FORMAT:
            code = _text(book, at + 5, _short(book, at + 2), book[at + 4] & 1)
            if shape := shape_of(code):
                formats[_short(book, at)] = shape
        elif kind == _STYLE:
            styles.append(_short(book, at + 2))
    return {style: formats[code] for style, code in enumerate(styles) if code in formats}


def _padded(
    book: bytes, start: int, shapes: Mapping[int, Shape], budget: Iterator[int]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Place and text of every number that the sheet shows with more than its digits."""
    for line, column, style, value in _numbers(book, start, budget):
        if style in shapes and 0 <= value < 1e15 and value.is_integer():
            shown = shapes[style].show(str(int(value)))
            if shown is not None:
                yield (line + 1, column), shown


def _numbers(
    book: bytes, start: int, budget: Iterator[int]
) -> Iterator[tuple[int, int, int, float]]:
    """Line, column, style and value of every number of the sheet that starts there."""
    for kind, at in _records(book, start):
        if next(budget) > _MOST_RECORDS:
            raise ValueError("too many records")
        if kind == _NUMBER or (kind == _FORMULA and book[at + 12 : at + 14] != b"\xff\xff"):
            line, column, style, value = struct.unpack_from("<HHHd", book, at)
            yield line, column, style, value
        elif kind == _RK:
            line, column, style = struct.unpack_from("<HHH", book, at)
            yield line, column, style, _packed(_long(book, at + 6))
        elif kind == _MULTIPLE_RK:
            line, column = struct.unpack_from("<HH", book, at)
            for place in range((_short(book, at - 2) - 6) // 6):
                style = _short(book, at + 4 + 6 * place)
                yield line, column + place, style, _packed(_long(book, at + 6 + 6 * place))


def _packed(value: int) -> float:
    """A number in four bytes: a whole one or the upper half of a float, perhaps in hundredths."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x8000_0000 else 0))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (value & ~3) << 32))
    return number / 100 if value & 1 else number


def _text(book: bytes, at: int, count: int, wide: int) -> str:
    """So many characters from there on."""
    if wide:
        return book[at : at + 2 * count].decode("utf-16-le")
    return book[at : at + count].decode("latin-1")


def _errors(
    book: bytes, start: int, budget: Iterator[int]
) -> Iterator[tuple[tuple[int, int], ErrorCell]]:
    """Place and text of every error cell of the sheet that starts there."""
    for kind, at in _records(book, start):
        if next(budget) > _MOST_RECORDS:
            raise ValueError("too many records")
        if kind == _BOOL_OR_ERROR and book[at + 7] == 1:
            code = book[at + 6]
        elif kind == _FORMULA and book[at + 6] == 2 and book[at + 12 : at + 14] == b"\xff\xff":
            code = book[at + 8]
        else:
            continue
        place = (_short(book, at) + 1, _short(book, at + 2))
        yield place, ErrorCell(_ERRORS.get(code, "#N/A"))


def _records(book: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Kind and start of content of each record, up to the end of the part."""
    depth = 0
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= len(book):
        kind, length = unpack(book, at)
        depth += (kind == _START) - (kind == _END)
        if depth <= 0:
            return
        yield kind, at + 4
        at += 4 + length


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _long(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _longs(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
