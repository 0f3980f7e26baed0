"""All that is held about a customer and its people, as it is given to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crmtui.domain.changes import OperationLine


class Origin(NamedTuple):
    """An import that brought it, or changed it: when, the files, and the rows that are known."""

    at: str
    files: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]  # sheet and row


class Dossier(NamedTuple):
    """Every row about a customer by table, whom its numbers mean, and where it came from."""

    name: str
    customer_id: int
    language: str  # the first contact's own, '' where it is not known
    uids: frozenset[str]
    tables: Mapping[str, Sequence[dict[str, Any]]]
    people: Mapping[int, str]
    own_fields: Mapping[int, str]
    tags: Mapping[int, str]
    journal: Sequence[OperationLine]
    origins: Sequence[Origin]
