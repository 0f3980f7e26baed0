"""The kinds of columns the tables are made of."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, text


def text_column(default: str = "") -> Column[str]:
    """Text that is never NULL."""
    return Column(Text, nullable=False, server_default=text(f"'{default}'"))


def int_column(default: int = 0) -> Column[int]:
    """A whole number that is never NULL."""
    return Column(Integer, nullable=False, server_default=text(str(default)))


def maybe_text() -> Column[str]:
    """Text, a date or an instant that may be missing."""
    return Column(Text, nullable=True)


def maybe_int() -> Column[int]:
    """A whole number that may be missing."""
    return Column(Integer, nullable=True)
