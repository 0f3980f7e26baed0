"""The forms a command's data can be asked for in."""

from __future__ import annotations

import re

from crmtui.domain.clean import neutral
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

TEXT, MARKDOWN, JSON = "text", "md", "json"
_NAMES = {"markdown": MARKDOWN, "txt": TEXT}
# What Markdown would take for marks, in the places where names and notes stand.
_MARKS = re.compile(r"([\\`*_\[\]<>~|#$=^%])")


class UnknownFormat(WrongUse):
    """A form in which the data cannot be had."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("There is no format “{text}”; there is: {known}.").format(
                text=text, known=", ".join(known)
            )
        )


def chosen(given: str, as_json: bool, known: tuple[str, ...] = (MARKDOWN, JSON)) -> str:
    """The format asked for by --format or --json; '' where none is. Raises UnknownFormat."""
    if as_json:
        return JSON
    plain = given.strip().casefold()
    name = _NAMES.get(plain, plain)
    if name and name not in known:
        raise UnknownFormat(given, known)
    return name


def escaped(text: str) -> str:
    """Text from outside on one line of Markdown, so that nothing in it means a mark."""
    return _MARKS.sub(r"\\\1", neutral(text))
