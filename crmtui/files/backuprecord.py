"""What is known of the backups of a database: which were tried, when, and how they were."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crmtui.files.workplace import alone, private_folder

FOLDER = "backups"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of looking one file through; it counts as long as the file is the same."""

    size: int
    changed: tuple[int, int]  # when content and entry of the file were changed, nanoseconds
    at: str  # local ISO
    reason: str = ""  # why it is not good; '' where it is
    why: str = ""
    made_at: str = ""  # local ISO
    automatic: bool = False
    encrypted: bool = False
    operation: int = -1  # the newest entry of the journal in it
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known, by the path of the file."""

    tried: dict[str, Tried] = field(default_factory=dict)
    rehearsed_at: str = ""  # local ISO
    rehearsed: str = ""  # the file's name
    told: str = ""  # the day a missing folder was told of last


def beside(database: Path) -> Path:
    """The folder for backups beside a database."""
    return Path(os.path.abspath(database)).parent / FOLDER  # noqa: PTH100  (keeps the dots)


def _place(database: Path) -> Path:
    return beside(database) / f".{database.stem}.json"


def read(database: Path) -> Record:
    """What is known; nothing where the record is missing or broken."""
    try:
        told = json.loads(_place(database).read_text(encoding="utf-8"))
        tried = {path: _tried(one) for path, one in told.pop("tried").items()}
        return Record(tried=tried, **told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Record()


def _tried(told: dict[str, Any]) -> Tried:
    first, second = told.pop("changed")
    return Tried(changed=(int(first), int(second)), **told)


def update(database: Path, change: Callable[[Record], Record]) -> None:
    """Change what is known, one program after the other; where it cannot be kept it is not."""
    place = _place(database)
    with suppress(OSError):
        private_folder(place.parent)
        with alone(place.with_suffix(".lock")):
            _write(place, change(read(database)))


def _write(place: Path, record: Record) -> None:
    draft = place.with_suffix(".new")
    handle = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(record), file, ensure_ascii=False)
    draft.replace(place)


def marks(path: Path) -> tuple[int, tuple[int, int]]:
    """What tells a file from a changed one: its size, and when it was changed. Raises OSError."""
    found = path.stat()
    return found.st_size, (found.st_mtime_ns, found.st_ctime_ns)


def still(record: Record, path: Path) -> Tried | None:
    """What came of trying this file, if it is still the same one."""
    tried = record.tried.get(str(path))
    if tried is None:
        return None
    try:
        return tried if marks(path) == (tried.size, tried.changed) else None
    except OSError:
        return None
