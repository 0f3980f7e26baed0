"""The front door for tables from outside: any file in, a Workbook out, or one clear sentence."""

from __future__ import annotations

from pathlib import Path

from crmtui.domain.clean import readable
from crmtui.domain.file_errors import (
    EncodingUnknown,
    FileDamaged,
    FileNotReadable,
    TableHasNoRows,
)
from crmtui.domain.sheets import Sheet, Workbook
from crmtui.domain.source_errors import TextTooLarge
from crmtui.domain.system_words import why
from crmtui.domain.words import _
from crmtui.files import kinds
from crmtui.files.textkinds import Kind

NAMED_LINES = 5  # of those that look wrong
MOST_TEXT = 160_000_000
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"})


def read(path: Path, *, encoding: str | None = None, delimiter: str | None = None) -> Workbook:
    """Every sheet of a spreadsheet, or what any other file holds as sheets.

    encoding, delimiter: for text files only; without them, the bytes decide. Raises a
    FileNotUsable that says what is wrong with the file and what to do.
    """
    size = kinds.check(path)
    book = _read(path, kinds.kind_of(path), size, encoding, delimiter)
    if not any(sheet.rows for sheet in book.sheets):
        raise TableHasNoRows(path.name)
    return book


def _read(
    path: Path, kind: Kind, size: int, encoding: str | None, delimiter: str | None
) -> Workbook:
    if kind in (Kind.XLSX, Kind.XLSB, Kind.ODS, Kind.XLS):
        from crmtui.files import ownbook
        from crmtui.files.workbook import read_workbook

        return ownbook.recognised(read_workbook(path, kind, size))
    if kind in (Kind.MAIL, Kind.MBOX):
        from crmtui.files import mailbox

        return mailbox.read_mbox(path) if kind is Kind.MBOX else mailbox.read_mails(path, [path])
    if kind is Kind.OWN_JSON:
        from crmtui.files import ownjson

        return ownjson.read(path)
    if kind is Kind.VCARD:
        from crmtui.files.vcard import read_vcards

        return read_vcards(path, encoding)
    if size > MOST_TEXT:
        raise TextTooLarge(path.name, f"{size // 1_000_000} MB", f"{MOST_TEXT // 1_000_000} MB")
    if kind is Kind.JSON:
        return _json(path, encoding)
    return _table(path, encoding, delimiter) if kind is Kind.TEXT else _page(path, kind, encoding)


def _json(path: Path, encoding: str | None) -> Workbook:
    """The lists of objects in a JSON file."""
    from crmtui.files.encodings import decode
    from crmtui.files.jsontables import read_json

    return read_json(path, decode(_content(path), path.name, encoding))


def _page(path: Path, kind: Kind, encoding: str | None) -> Workbook:
    """The tables of a web page or of Excel's XML of 2003."""
    from crmtui.files import markup, spreadsheetml
    from crmtui.files.filling import fill_merged

    used: str | None = None
    if kind is Kind.XML2003:
        sheets = spreadsheetml.xml_sheets(_content(path), path.name)
    else:
        sheets, used = markup.html_sheets(_content(path), path.name, encoding)
    filled = []
    for sheet in sheets:
        rows = list(sheet.rows)
        fill_merged(rows, sheet.merged)
        filled.append(Sheet(sheet.name, rows, sheet.hidden, sheet.merged))
    return Workbook(path, tuple(filled), encoding=used)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None


def _table(path: Path, encoding: str | None, delimiter: str | None) -> Workbook:
    """The one table of a text file."""
    from crmtui.files.delimited import MOST_LINES, parse
    from crmtui.files.encodings import decode

    # The bytes are held by no name, so that a big file's go while its cells are made.
    try:
        found = decode(_content(path), path.name, encoding)
    except EncodingUnknown:
        if path.suffix.lower() in WORKBOOK_ENDINGS:
            raise FileDamaged(path.name, _("there is no workbook in it")) from None
        raise
    table = parse(found.text, path.name, delimiter)
    notes = []
    if found.damaged:
        words = _("“{name}” holds NUL characters; they were left out.")
        notes.append(words.format(name=path.name))
    if "\ufffd" in found.text:
        words = _(
            "“{name}”: where the sign “\ufffd” stands, the program that wrote the file had already "
            "lost what stood there. If there is an original, export it again as UTF-8."
        )
        notes.append(words.format(name=path.name))
    for line in table.overlong[:NAMED_LINES]:
        words = _(
            "“{name}”, line {line}: one cell goes on over more than {most} lines. If a quotation "
            "mark stands there that belongs to no pair, delete it and import the file again."
        )
        notes.append(words.format(name=path.name, line=line, most=MOST_LINES))
    sheet = Sheet(readable(path.stem), table.rows)
    return Workbook(path, (sheet,), found.encoding, table.delimiter, tuple(notes))
