"""What a sheet holds besides the values that calamine gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from crmtui.domain.sheets import ErrorCell, MergedRange


@dataclass(slots=True)
class Marks:
    """Cells of one sheet, by line (from 1) and column index (from 0).

    padded: numbers as they are shown, with zeros before them. lost_errors: error cells whose place
    is not known. empty_formulas: addresses such as B3.
    """

    errors: dict[tuple[int, int], ErrorCell] = field(default_factory=dict)
    padded: dict[tuple[int, int], str] = field(default_factory=dict)
    lost_errors: int = 0
    empty_formulas: list[str] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
