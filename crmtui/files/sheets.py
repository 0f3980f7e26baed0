"""The front door for tables from outside: any file in, a Workbook out, or one clear sentence."""

from __future__ import annotations

from pathlib import Path

from crmtui.domain.clean import readable
from crmtui.domain.file_errors import (
    EncodingUnknown,
    FileDamaged,
    FileNotReadable,
    FileTooLarge,
    TableHasNoRows,
)
from crmtui.domain.sheets import Sheet, Workbook
from crmtui.domain.system_words import why
from crmtui.domain.words import _
from crmtui.files import kinds
from crmtui.files.kinds import Kind

NAMED_LINES = 5  # of those that look wrong
MOST_TEXT = 512 * 1024 * 1024
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"})


def read(path: Path, *, encoding: str | None = None) -> Workbook:
    """Every sheet of a spreadsheet, or the one table of a text file.

    encoding: for text files only; without it, the bytes decide. Raises a FileNotUsable that says
    what is wrong with the file and what to do.
    """
    size = kinds.check(path)
    kind = kinds.kind_of(path)
    if kind in (Kind.TEXT, Kind.HTML, Kind.XML2003):
        book = _read_text(path, kind, size, encoding)
    else:
        from crmtui.files.workbook import read_workbook

        book = read_workbook(path, kind, size)
    if not any(sheet.rows for sheet in book.sheets):
        raise TableHasNoRows(path.name)
    return book


def _read_text(path: Path, kind: Kind, size: int, encoding: str | None) -> Workbook:
    """A file that is read as a whole."""
    if size > MOST_TEXT:
        raise FileTooLarge(path.name, f"{size // 1_000_000} MB", f"{MOST_TEXT // 1_000_000} MB")
    if kind is Kind.TEXT:
        return _delimited(path, encoding)
    from crmtui.files import markup
    from crmtui.files.filling import fill_merged

    used: str | None = None
    if kind is Kind.XML2003:
        sheets = markup.xml_sheets(_content(path), path.name)
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


def _delimited(path: Path, encoding: str | None) -> Workbook:
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
    table = parse(found.text, path.name)
    notes = []
    if found.damaged:
        words = _("“{name}” holds NUL characters; they were left out.")
        notes.append(words.format(name=path.name))
    for line in table.overlong[:NAMED_LINES]:
        words = _(
            "“{name}”, line {line}: one cell goes on over more than {most} lines. If a quotation "
            "mark stands there that belongs to no pair, delete it and import the file again."
        )
        notes.append(words.format(name=path.name, line=line, most=MOST_LINES))
    sheet = Sheet(readable(path.stem), table.rows)
    return Workbook(path, (sheet,), found.encoding, table.delimiter, tuple(notes))
