"""The half-filled forms of this database: kept on the disk while one types, taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crmtui.files import drafts
from crmtui.files.drafts import Kept

Key = tuple[str, int]


class Drafts:
    """What was typed and not saved, by form and what the form is about."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._unwritten: dict[Key, Kept] = {}  # where the disk would not take them

    def all(self) -> list[Kept]:
        """Every draft there is, oldest first."""
        written = [each for each in drafts.read(self._database) if each[:2] not in self._unwritten]
        return [*written, *self._unwritten.values()]

    def get(self, key: Key, uid: str) -> Mapping[str, str] | None:
        """The changed fields of a form about this customer; None where there is no draft of it."""
        return next(
            (each.values for each in self.all() if (*each[:2], each.uid) == (*key, uid)), None
        )

    def keep(self, draft: Kept) -> None:
        """Keep what stands in a form; in memory where it cannot be written."""
        try:
            drafts.keep(self._database, draft)
        except OSError:
            self._unwritten[draft.form, draft.id] = draft
        else:
            self._unwritten.pop((draft.form, draft.id), None)

    def drop(self, key: Key) -> None:
        """Let go of a draft: it was saved, or thrown away."""
        self._unwritten.pop(key, None)
        try:
            drafts.drop(self._database, *key)
        except OSError:
            return  # it comes back once more; better than failing what was saved

    def would_be_lost(self) -> int:
        """How many drafts are in memory only."""
        return len(self._unwritten)
