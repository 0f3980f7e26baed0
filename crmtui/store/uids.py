"""Stable ids of rows, and the instants they are written at."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4


def new_uid() -> str:
    """A fresh stable id that exports and re-imports use."""
    return str(uuid4())


def utc_now() -> str:
    """This instant as UTC ISO text, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
