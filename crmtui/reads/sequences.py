"""The user's own sequences of steps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from crmtui.domain.errors import WrongUse
from crmtui.domain.sequences import Planned, Sequence, read_step

SEQUENCES = "SELECT id, name, steps FROM sequence ORDER BY name"


def own(conn: sqlite3.Connection) -> tuple[Sequence, ...]:
    """The user's own sequences by name; steps that cannot be read are left out."""
    return tuple(
        Sequence(name, tuple(_steps(steps)), id) for id, name, steps in conn.execute(SEQUENCES)
    )


def _steps(text: str) -> Iterator[Planned]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict):
            try:
                yield read_step(f"{each.get('after')}: {each.get('what')}")
            except WrongUse:
                continue
