"""Address books written by hand, and read."""

from __future__ import annotations

from pathlib import Path

from crmtui.domain.cardin import CardIn
from crmtui.domain.sheets import Workbook
from crmtui.files.vcard import read_vcards


def book(folder: Path, data: bytes | str, encoding: str | None = None) -> Workbook:
    """An address book of these bytes."""
    path = folder / "book.vcf"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_vcards(path, encoding)


def cards(folder: Path, data: bytes | str, encoding: str | None = None) -> list[CardIn]:
    """Its cards in their order."""
    (sheet,) = book(folder, data, encoding).sheets
    return [CardIn._make(row.cells) for row in sheet.rows]


def card(folder: Path, *lines: str | bytes, version: str = "3.0") -> CardIn:
    """The one card of these lines."""
    inside = b"\r\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    data = f"BEGIN:VCARD\r\nVERSION:{version}\r\n".encode() + inside + b"\r\nEND:VCARD\r\n"
    (found,) = cards(folder, data)
    return found
