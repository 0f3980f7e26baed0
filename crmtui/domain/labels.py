"""What the user calls the grades, in place of the program's words."""

from __future__ import annotations

from collections.abc import Mapping

_labels: Mapping[str, str] = {}


def install(labels: Mapping[str, str]) -> None:
    """Call the grades so from now on; those without a label keep the program's word."""
    global _labels
    _labels = labels


def label_of(grade: str) -> str:
    """The user's own word for a grade; '' for none."""
    return _labels.get(grade, "")


def grade_of(text: str) -> str | None:
    """The grade a word of the user's own stands for."""
    wanted = text.strip().casefold()
    return next((grade for grade, label in _labels.items() if label.casefold() == wanted), None)
