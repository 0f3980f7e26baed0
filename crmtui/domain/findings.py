"""Collecting what is not right in a sheet while its columns are read."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.headers import Column
from crmtui.domain.importplan import Problem
from crmtui.domain.sheets import CellValue, ErrorCell


class Findings:
    """The problems of one sheet, and the texts kept because no field could hold them.

    ranked: the problems come in the order to show them in, not in that of their lines.
    """

    def __init__(
        self, file: str, sheet: str, lines: Sequence[int], *, ranked: bool = False
    ) -> None:
        self.file = file
        self.sheet = sheet
        self.lines = lines
        self.ranked = ranked
        self.problems: list[Problem] = []
        self.kept: dict[int, list[str]] = {}
        self.unclear: dict[str, list[str]] = {}  # column's title -> dates that may be two days

    def report(
        self,
        row: int,
        column: Column | None,
        found: CellValue,
        message: str,
        *,
        keep: bool = True,
        duplicate: bool = False,
    ) -> None:
        """Note a problem in the row with this index; `keep`: the text goes into the remarks."""
        text = shown(found)
        title = column.title if column else ""
        self.problems.append(
            Problem(self.file, self.sheet, self.lines[row], title, text, message, duplicate)
        )
        if keep and column and text and not isinstance(found, ErrorCell):
            self.keep(row, column, text)

    def doubt(self, column: Column, found: CellValue) -> None:
        """Note a date of which nothing tells whether day or month comes first."""
        samples = self.unclear.setdefault(column.title, [])
        if (text := shown(found)) not in samples:
            samples.append(text)

    def keep(self, row: int, column: Column, text: str) -> None:
        """Put a text that fits no field into the row's remarks, under its heading."""
        line = f"{column.header}: {text}" if column.header else text
        kept = self.kept.setdefault(row, [])
        if line not in kept:
            kept.append(line)


def shown(value: CellValue) -> str:
    """A cell's content as the user sees it in the file."""
    if value is None:
        return ""
    if isinstance(value, ErrorCell):
        return value.text
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        return " / ".join(part for each in value if (part := shown(each)))
    return str(value)
