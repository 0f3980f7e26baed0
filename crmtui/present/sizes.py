"""How large a file is, in words."""

from __future__ import annotations

STEPS = ((1_000_000_000, "GB", 1), (1_000_000, "MB", 1), (1_000, "kB", 0))  # unit, name, digits


def size_words(size: int) -> str:
    """Bytes as people say them: '940 B', '12.3 MB'."""
    for unit, name, digits in STEPS:
        if size >= unit:
            return f"{size / unit:.{digits}f} {name}"
    return f"{size} B"
