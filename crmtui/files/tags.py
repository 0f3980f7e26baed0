"""HTML as a run of tags and texts, in time that grows with its length and no faster."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

# The standard library's parser reads the rest of the page again for each tag that is never closed.
_TAG = re.compile(
    r"<(?:(/?[a-zA-Z][a-zA-Z0-9:]{0,40})((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*'){0,4000})|[!?][^<>]*)>"
)
_ENDLESS = re.compile(r"&#[0-9a-zA-Z]{9,}")  # no character has such a number
_SILENT = frozenset({"script", "style", "head", "title", "template", "xml"})


class Piece(NamedTuple):
    """A tag and the text up to the next one; silent: nobody sees that text."""

    name: str  # in small letters, with a stroke before a closing one's; '' where there is none
    attributes: str
    text: str
    silent: bool = False


def pieces(source: str) -> Iterator[Piece]:
    """The tags in order; first the text before them. Comments and instructions are left out."""
    page = _without_comments(source)
    name, attributes, end = "", "", 0
    silent = ""  # the element whose content is not seen
    for found in _TAG.finditer(page):
        yield Piece(name, attributes, _words(page[end : found.start()]), bool(silent))
        end = found.end()
        name, attributes = (found[1] or "").lower(), found[2] or ""
        if silent:
            silent = "" if name == "/" + silent else silent
        elif name in _SILENT and not attributes.endswith("/"):
            silent = name
    yield Piece(name, attributes, _words(page[end:]), bool(silent))


def _without_comments(source: str) -> str:
    first, *rest = source.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def _words(text: str) -> str:
    if "&" in text:
        text = html.unescape(_ENDLESS.sub("", text))
    return text.replace("\0", "") if "\0" in text else text
