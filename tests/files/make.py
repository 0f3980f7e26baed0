"""Small files as office programs and web systems write them, good and bad."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATES = (
    '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="57"/>'
    '<xf numFmtId="176"/></cellXfs>'
)


def xlsx(
    path: Path, sheet: str, *, strict: bool = False, book: str = "", name: str = "客户"
) -> Path:
    """A workbook whose one sheet has this XML; styles 1-3 are dates."""
    spread = STRICT if strict else TRANSITIONAL
    office = (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
        if strict
        else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{spread}" xmlns:r="{office}">{book}<sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" Type="{office}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/styles" '
            'Target="styles.xml"/></Relationships>',
        )
        archive.writestr("xl/styles.xml", f'<styleSheet xmlns="{spread}">{_DATES}</styleSheet>')
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<?xml version="1.0"?><worksheet xmlns="{spread}">{sheet}</worksheet>',
        )
    return path


def rows(*lines: str) -> str:
    """Sheet data from rows of cells, numbered from 1."""
    body = "".join(f'<row r="{i}">{cells}</row>' for i, cells in enumerate(lines, 1))
    return f"<sheetData>{body}</sheetData>"


def text(reference: str, value: str) -> str:
    """A cell that holds text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def ods(path: Path, table: str) -> Path:
    """An OpenDocument workbook whose one table has this XML."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}office:1.0" '
            f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0" '
            'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
            f'<office:body><office:spreadsheet><table:table table:name="客户">{table}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def xls(path: Path, records: bytes, *, styles: bytes = b"") -> Path:
    """An old binary workbook whose one sheet, named 老客户, has these records.

    styles: records on number formats and cell styles.
    """
    name = "老客户".encode("utf-16-le")
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0x06)) + styles
    entry = 4 + 8 + len(name)
    offset = len(start) + entry + 4
    sheet = struct.pack("<IBBBB", offset, 0, 0, 3, 1) + name
    book = start + record(0x0085, sheet) + record(0x000A, b"")
    book += record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0x06))
    book += records + record(0x000A, b"")
    path.write_bytes(compound(book))
    return path


def record(kind: int, content: bytes) -> bytes:
    """One record of the old binary format."""
    return struct.pack("<HH", kind, len(content)) + content


def label(line: int, column: int, value: str) -> bytes:
    """A record for a text cell; line and column count from 0."""
    data = value.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", line, column, 0, len(value), 1) + data)


def compound(stream: bytes) -> bytes:
    """An OLE compound file with one stream named Workbook."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    directory += _entry("Workbook", 2, 2, len(stream), child=0xFFFFFFFF)
    return ole_header() + struct.pack("<128I", *table) + directory.ljust(512, b"\0") + stream


def ole_header() -> bytes:
    """A header: sector 0 is the allocation table, sector 1 the directory."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)


def _entry(name: str, kind: int, start: int, length: int, child: int) -> bytes:
    wide = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    entry = wide.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(wide) + 2, kind, 1, none, none, child
    )
    return entry + b"\0" * 36 + struct.pack("<III", start, length, 0)
