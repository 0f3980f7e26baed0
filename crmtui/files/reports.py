"""The reports a failure of the program leaves: where they lie, and the newest of them."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

PREFIX = "crmtui-report-"
MOST = 10  # the oldest go first


def folder(cache: Path | None) -> Path:
    """Where reports are kept: beside what else can be made again, else with temporary files."""
    return cache / "reports" if cache else Path(tempfile.gettempdir())


def write(cache: Path | None, text: str) -> Path:
    """Keep a report, readable by its owner alone; gives its file. Raises OSError."""
    try:
        place = folder(cache)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = _put(place, text)
    except OSError:  # a full or read-only disk: where temporary files go there may be room
        return _put(folder(None), text)
    if cache:
        _clear(place)
    return made


def _put(place: Path, text: str) -> Path:
    stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
    handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{stamp}-", suffix=".txt", dir=place)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def _clear(place: Path) -> None:
    for old in sorted(place.glob(f"{PREFIX}*.txt"))[:-MOST]:
        with suppress(OSError):
            old.unlink()


def newest(cache: Path | None) -> tuple[Path, datetime] | None:
    """The last report and when it was made; None where the program never failed."""
    try:
        found = max(folder(cache).glob(f"{PREFIX}*.txt"), default=None)
        return (found, datetime.fromtimestamp(found.stat().st_mtime)) if found else None
    except OSError:
        return None
