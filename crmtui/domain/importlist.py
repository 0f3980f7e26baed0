"""The imports there were, as a list shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class ImportLine(NamedTuple):
    """One import; instants are UTC in ISO form."""

    id: int
    at: str
    actor: str
    source: str  # shell, tui
    operation: int | None  # what undoing it undoes; None where it wrote nothing
    files: tuple[str, ...]
    counts: Mapping[str, int]  # rows of the files by outcome, and rows written
    problems: int
    taken_back_at: str | None
    taken_back_by: int | None  # the operation that did


class ImportRecord(NamedTuple):
    """One import with all that was told of it, as `import --json` told it."""

    line: ImportLine
    files: tuple[Mapping[str, Any], ...]  # name and SHA-256
    result: Mapping[str, Any]
