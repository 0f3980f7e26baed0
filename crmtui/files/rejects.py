"""Writing the rows an import left out into a file of their kind, ready to be mended."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from crmtui.domain.clean import readable
from crmtui.domain.errors_import import RejectsEnding
from crmtui.domain.guarding import guarded
from crmtui.domain.leftout import LeftOut, cell_text
from crmtui.domain.reasonheading import REASON
from crmtui.domain.sheets import CellValue, ErrorCell
from crmtui.files import cardrejects
from crmtui.files.patient import patient
from crmtui.files.placing import check, placed

_BOOK = ".xlsx"
_BOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et"})
_TEXTS = frozenset({".csv", ".tsv", ".tab", ".txt"})
_CARDS = frozenset({".vcf", ".vcard"})
_LONGEST_TEXT = 32_767  # characters of a cell
_LONGEST_NAME = 31  # characters of a sheet's name
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def places(path: Path, sheets: Sequence[LeftOut]) -> dict[Path, list[LeftOut]]:
    """Which file each sheet's rows go into: one workbook for all, but a text file for each."""
    if not sheets or _is_book(path, sheets):
        return {path: list(sheets)} if sheets else {}
    if len(sheets) == 1:
        return {path: list(sheets)}
    found: dict[Path, list[LeftOut]] = {}
    for sheet in sheets:
        several = sum(other.path == sheet.path for other in sheets) > 1
        name = f"{path.stem}-{sheet.path.stem}" + (f"-{sheet.sheet}" if several else "")
        safe = name.translate(_NOT_IN_NAMES)
        # Rows of tables are no cards, whatever the others are.
        ending = ".csv" if _is_cards(path) and not sheet.lines else path.suffix
        target, number = path.with_name(f"{safe}{ending}"), 1
        while target in found:
            number += 1
            target = path.with_name(f"{safe}-{number}{ending}")
        found[target] = [sheet]
    return found


def check_place(path: Path, sources: Sequence[Path] = (), *, force: bool) -> None:
    """Say at once what would fail at the end. Raises FileThere, FolderMissing, RejectsEnding.

    sources: what is imported; only address books can go into one.
    """
    _is_book(path, ())
    endings = {source.suffix.casefold() for source in sources}
    if _is_cards(path) and not endings & {"", *_CARDS}:
        raise RejectsEnding(path.suffix.casefold())
    check(path, force=force)


def write(path: Path, sheets: Sequence[LeftOut], *, force: bool) -> list[str]:
    """Write the rows; gives the names of the files. Raises FileThere, FolderMissing, NotWritten."""
    planned = places(path, sheets)
    for target in planned:
        check(target, force=force)
    for target, part in planned.items():
        with placed(target, force=force) as file:
            if _is_book(path, sheets):
                _write_book(file, part)
            elif _is_cards(target) and part[0].lines:
                file.writelines(cardrejects.cards(part[0].path, _reasons(part[0])))
            else:
                _write_text(file, target, part[0])
    return [readable(str(target)) for target in planned]


def _is_book(path: Path, sheets: Sequence[LeftOut]) -> bool:
    """Whether the file is to be a workbook: by its ending, else as most of the sources are."""
    ending = path.suffix.casefold()
    if ending and ending not in {_BOOK, *_TEXTS, *_CARDS}:
        raise RejectsEnding(ending)
    if ending:
        return ending == _BOOK
    return all(sheet.path.suffix.casefold() in _BOOKS for sheet in sheets)


def _is_cards(path: Path) -> bool:
    return path.suffix.casefold() in _CARDS


def _reasons(sheet: LeftOut) -> dict[int, str]:
    return dict(zip(sheet.lines, sheet.reasons, strict=True))


def _write_text(file: IO[bytes], target: Path, sheet: LeftOut) -> None:
    text = "".join(_lines(sheet, _delimiter(target, sheet)))
    try:
        data = text.encode(_encoding(sheet.encoding or ""))
    except (UnicodeEncodeError, LookupError):
        # A reason names customers: not every encoding has their characters.
        data = text.encode("utf-8-sig")
    file.write(data)


def _encoding(name: str) -> str:
    """The source's encoding, with the mark at the beginning where there is one for it."""
    plain = name.casefold().replace("_", "-")
    if plain in ("", "utf-8", "utf8", "ascii"):
        return "utf-8-sig"
    return plain[:6] if plain.startswith(("utf-16", "utf-32")) else name


def _delimiter(target: Path, sheet: LeftOut) -> str:
    if sheet.delimiter and len(sheet.delimiter) == 1:
        return sheet.delimiter
    return "\t" if target.suffix.casefold() in (".tsv", ".tab") else ","


def _lines(sheet: LeftOut, delimiter: str) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, delimiter=delimiter)
    rows: list[Sequence[str]] = [(*sheet.headings, REASON)] if sheet.headings else []
    rows += [
        (*(guarded(cell_text(cell)) for cell in row), why)
        for row, why in zip(sheet.rows, sheet.reasons, strict=True)
    ]
    for row in rows:
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _write_book(file: IO[bytes], sheets: Sequence[LeftOut]) -> None:
    import xlsxwriter

    options = {"default_date_format": "yyyy-mm-dd"}
    with patient(file) as kept, xlsxwriter.Workbook(kept, options) as book:
        names: set[str] = set()
        for sheet in sheets:
            made = book.add_worksheet(_sheet_name(sheet.sheet, names))
            top = [(*sheet.headings, REASON)] if sheet.headings else []
            rows = zip(sheet.rows, sheet.reasons, strict=True)
            for at, cells in enumerate([*top, *((*row, why) for row, why in rows)]):
                for column, cell in enumerate(cells):
                    _write_cell(made, at, column, cell)


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """The sheet's own name, shortened and told apart where two files have one of that name."""
    base = wanted.translate(_NOT_IN_NAMES).strip(" '") or "1"
    name, number = base[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = base[: _LONGEST_NAME - len(ending)] + ending
    taken.add(name.casefold())
    return name


def _write_cell(sheet: Any, line: int, column: int, value: CellValue) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, column, value)
    elif isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        sheet.write_datetime(line, column, value)
    else:
        text = value.text if isinstance(value, ErrorCell) else cell_text(value)
        sheet.write_string(line, column, text[:_LONGEST_TEXT])
