"""Stable ids of rows."""

from __future__ import annotations

from uuid import uuid4


def new_uid() -> str:
    """A fresh stable id that exports and re-imports use."""
    return str(uuid4())
