"""What calamine does not tell about an XLSX: its real size, errors, empty formulas, zeros."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from crmtui.domain.file_errors import FileDamaged, FileNeedsPassword, FileTooLarge
from crmtui.domain.sheets import ErrorCell, cell_address
from crmtui.files import zeros
from crmtui.files.marks import Marks

MOST_BYTES = 1_500_000_000
# Sheets shrink to a tenth or a twentieth in a ZIP; what shrinks to a hundredth is a bomb.
SUSPECT_BYTES = 50_000_000
SUSPECT_RATIO = 120
_PIECE = 1 << 20
_MOST_UNCUT = 16 << 20
_PART_LIMIT = 16 << 20

_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*?\bt\s*=\s*[\"']e[\"'][^>]*)(?<!/)>(.*?)</(?:\w+:)?c\s*>", re.DOTALL
)
_EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f\s*>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v\s*>)?\s*</(?:\w+:)?c\s*>"
)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v\s*>([^<]*)<")
_TEXT_RESULT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_ERROR_MARK = re.compile(rb"\bt\s*=\s*[\"']e[\"']")


ODD_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def unpacked_size(path: Path) -> int:
    """How many bytes a ZIP file unpacks to; an error when no honest table does so."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise FileDamaged(path.name, str(problem)) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileNeedsPassword(path.name)
    total = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if total > MOST_BYTES:
        raise FileTooLarge(path.name, _megabytes(total), _megabytes(MOST_BYTES))
    if total > SUSPECT_BYTES and total > SUSPECT_RATIO * packed:
        raise FileTooLarge(path.name, _megabytes(total), _megabytes(SUSPECT_BYTES))
    return total


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"


def marks(path: Path) -> dict[str, Marks]:
    """The marks of every sheet of an XLSX, by the sheet's name; {} when its plan is unusual."""
    found: dict[str, Marks] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            known = _shapes(archive)
            for name, part in _sheet_parts(archive).items():
                with archive.open(part) as stream:
                    found[name] = sheet_marks(stream, known)
    except ODD_ARCHIVE:
        pass  # calamine has the last word on whether the file is damaged
    return found


def _shapes(archive: zipfile.ZipFile) -> dict[int, zeros.Shape]:
    """Which cell styles show numbers with zeros before them; {} where there are no styles."""
    try:
        return zeros.shapes(_tree(archive, "xl/styles.xml"))
    except (KeyError, ValueError, ElementTree.ParseError):
        return {}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> name of its part in the archive."""
    parts = {name.lower(): name for name in archive.namelist()}
    book = _tree(archive, parts["xl/workbook.xml"])
    links = _tree(archive, parts["xl/_rels/workbook.xml.rels"])
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets: dict[str, str] = {}
    for element in book.iter():
        if _local(element.tag) != "sheet":
            continue
        link = next((v for k, v in element.attrib.items() if _local(k) == "id"), None)
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part.lower() in parts:
            sheets[element.get("name", "")] = parts[part.lower()]
    return sheets


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A small part, parsed; entities are refused, they can blow up to gigabytes."""
    if archive.getinfo(part).file_size > _PART_LIMIT:
        raise ValueError(part)
    data = archive.read(part)
    if b"<!DOCTYPE" in (bare := data.replace(b"\0", b"")) or b"<!ENTITY" in bare:
        raise ValueError(part)
    return ElementTree.fromstring(data)


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def sheet_marks(stream: IO[bytes], known: Mapping[int, zeros.Shape]) -> Marks:
    """The marks of one sheet's XML, read piece by piece."""
    found = Marks()
    for piece in _pieces(stream):
        if b't="e"' in piece or b"t='e'" in piece:
            _add_errors(found, piece)
        if b"<f" in piece or b":f" in piece:
            _add_empty_formulas(found, piece)
        found.padded.update(zeros.padded(piece, known, _place))
    return found


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The XML cut after the end of a cell, so that no cell lies in two pieces."""
    rest = b""
    while chunk := stream.read(_PIECE):
        data = rest + chunk
        cut = max(data.rfind(b"</c>"), data.rfind(b":c>"))
        if cut < 0:
            rest = data if len(data) < _MOST_UNCUT else b""
            continue
        yield data[: cut + 4]
        rest = data[cut + 4 :]
    if rest:
        yield rest


def _add_errors(found: Marks, piece: bytes) -> None:
    for match in _ERROR_CELL.finditer(piece):
        value = _VALUE.search(match[2])
        text = value[1].decode("utf-8", "replace") if value else "#N/A"
        place = _place(match[1])
        if place:
            found.errors[place] = ErrorCell(text)
        else:
            found.lost_errors += 1


def _add_empty_formulas(found: Marks, piece: bytes) -> None:
    for match in _EMPTY_FORMULA.finditer(piece):
        # A formula whose result is the empty text is stored just so, and is no loss.
        if _TEXT_RESULT.search(match[1]) or _ERROR_MARK.search(match[1]):
            continue
        place = _place(match[1])
        found.empty_formulas.append(cell_address(*place) if place else "?")


def _place(attributes: bytes) -> tuple[int, int] | None:
    """Line and column index from a cell's r="B3"; None where it has none."""
    reference = _REFERENCE.search(attributes)
    if not reference:
        return None
    column = 0
    for letter in reference[1]:
        column = column * 26 + letter - 64
    return int(reference[2]), column - 1
