"""What one row changes about a customer, and what it leaves as the user made it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum

from crmtui.domain.changes import FieldChange


class How(Enum):
    """Which wins where a row says otherwise than the card."""

    FILE = "file"  # the row
    NEWER = "newer"  # the row, unless the user changed the card after a file had said the same
    CARD = "card"  # the card; the row only fills in what is blank


@dataclass(slots=True)
class RowChanges:
    """The changes of a row, and what was kept although the row says otherwise."""

    how: How = How.NEWER
    changes: list[FieldChange] = field(default_factory=list)
    kept: list[FieldChange] = field(default_factory=list)  # what stays, and what the row says

    def stays(
        self,
        title: str,
        current: str,
        value: str,
        said: Collection[str] = (),
        *,
        edited: bool = False,
    ) -> bool:
        """Whether the card keeps its value; notes that where it does.

        said: what the card said until the user changed it; edited: that this is known already.
        """
        edited = edited or value in said
        if self.how is How.FILE or not (edited or (self.how is How.CARD and current)):
            return False
        self.kept.append(FieldChange(title, current, value))
        return True

    def not_removed(self, title: str, text: str, added: str, said: Collection[str]) -> str:
        """The lines to add to a text, without those that the user once removed from it."""
        if self.how is How.FILE:
            return added
        have = text.split("\n")
        removed = {line for before in said for line in before.split("\n")}
        new = [line for line in added.split("\n") if line not in have]
        kept_out = new if self.how is How.CARD and text else [n for n in new if n in removed]
        if kept_out:
            self.kept.append(FieldChange(title, text, "\n".join(kept_out)))
        return "\n".join(line for line in new if line not in kept_out)


def grown(text: str, added: str) -> str:
    """A text with those lines added that it does not have yet."""
    have = text.split("\n")
    new = [line for line in added.split("\n") if line and line not in have]
    return "\n".join(([text] if text else []) + new)
