"""Half-filled forms, kept beside the database so that a crash or a power cut loses none."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ENDING = ".drafts.json"
MOST = 100  # the oldest go first
MOST_BYTES = 5_000_000  # a larger file is not ours


class Kept(NamedTuple):
    """One form that was not finished."""

    form: str
    """Which form: 'log', 'plan', 'customer' …"""
    id: int
    """Of what it is about, by the form's own way of counting."""
    customer: int
    """The customer's id; 0 for one that is not there yet."""
    title: str
    values: Mapping[str, str]
    """The fields that were changed, by name."""
    uid: str = ""
    """The customer's uid: after a backup was put back its id may be another's."""


def path_of(database: Path) -> Path:
    """The file of a database's drafts, whether or not it exists."""
    return Path(f"{database}{ENDING}")


def read(database: Path) -> list[Kept]:
    """The drafts there are, oldest first; none where the file is missing or not ours."""
    path = path_of(database)
    try:
        if path.stat().st_size > MOST_BYTES:
            return []
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    rows = found.get("drafts") if isinstance(found, dict) else None
    listed = rows if isinstance(rows, list) else []
    return [kept for row in listed if (kept := _kept(row)) is not None]


def _kept(row: object) -> Kept | None:
    match row:
        case {
            "form": str(form),
            "id": int(id),
            "customer": int(customer),
            "title": str(title),
            "values": dict(values),
            "uid": str(uid),
        }:
            plain = {str(name): str(value) for name, value in values.items()}
            return Kept(form, id, customer, title, plain, uid)
    return None


def keep(database: Path, draft: Kept) -> None:
    """Keep a draft in place of an earlier one of the same form. Raises OSError."""
    others = [each for each in read(database) if each[:2] != draft[:2]]
    _write(database, [*others, draft][-MOST:])


def drop(database: Path, form: str, id: int) -> None:
    """Let go of a draft. Raises OSError."""
    before = read(database)
    after = [each for each in before if each[:2] != (form, id)]
    if len(after) != len(before):
        _write(database, after)


def forget(database: Path, customers: Collection[int]) -> int:
    """Let go of all drafts about these customers; gives how many. Raises OSError."""
    before = read(database)
    after = [each for each in before if each.customer not in customers]
    if len(after) != len(before):
        _write(database, after)
    return len(before) - len(after)


def _write(database: Path, drafts: Collection[Kept]) -> None:
    """The whole file anew, readable by its owner alone; none where there are no drafts."""
    path = path_of(database)
    if not drafts:
        path.unlink(missing_ok=True)
        return
    text = json.dumps({"drafts": [each._asdict() for each in drafts]}, ensure_ascii=False)
    handle, made = tempfile.mkstemp(prefix=".crmtui-", suffix=".part", dir=path.parent)
    part = Path(made)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
