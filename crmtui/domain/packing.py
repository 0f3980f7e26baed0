"""How the journal keeps rows that were deleted by the thousand: as one compressed text."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from typing import Any


def unpack(text: str) -> tuple[list[str], list[list[Any]]]:
    """The columns and rows that the store has packed."""
    held = json.loads(zlib.decompress(b64decode(text)))
    return held["columns"], held["rows"]


def is_packed(text: str) -> bool:
    """Whether it is a run of rows, and not the values of one."""
    return not text.startswith("{")


def count(text: str) -> int:
    """How many rows are packed in it."""
    return len(unpack(text)[1])
