"""A column of a sheet and what it holds, and the vocabulary its heading was looked up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crmtui.domain.headerwords import CUSTOMER_HEADINGS
from crmtui.domain.recordwords import DAY_HEADINGS, HISTORY_HEADINGS, STEP_HEADINGS
from crmtui.domain.sheets import column_letters

LEFT_OUT = "-"
NOT_WANTED = "not wanted"  # the key of a column left out by the program, not by the user
OWN = frozenset({"custom", "cargo", "frequency"})  # fields of the user's own


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the field it holds.

    'custom' for a field of the user's own, 'extra' for a remark, 'label' for what kind of number
    another column holds, '-' for one that is left out, '' for nothing.
    """

    index: int
    field: str
    header: str
    label: str = ""  # of a phone or mail address: work, home
    key: str = ""  # of a custom field
    group: int = 0  # which person of the row it is about: 2 is the second; 0 and 1 the first
    kind: str = "text"  # of a new custom field
    labels: int = -1  # the index of the column that says what kind of number each cell is
    told_by: str = ""  # 'cells' or 'user', where not by the heading

    @property
    def title(self) -> str:
        """How the user finds it: 'H 手机'."""
        return f"{column_letters(self.index)} {self.header}".strip()


class Vocabulary(NamedTuple):
    """What sheets of a kind may hold: heading -> field, and what an unknown column becomes."""

    kind: str
    words: Mapping[str, str]
    unknown: str


CUSTOMERS = Vocabulary("customers", CUSTOMER_HEADINGS, "custom")
HISTORY = Vocabulary("history", HISTORY_HEADINGS, "extra")
STEPS = Vocabulary("steps", STEP_HEADINGS, "extra")
DAYS = Vocabulary("occasions", DAY_HEADINGS, "extra")
VOCABULARIES = (CUSTOMERS, HISTORY, STEPS, DAYS)
