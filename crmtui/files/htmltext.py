"""The text of an HTML mail: blocks on lines of their own, quotations marked, no styles."""

from __future__ import annotations

import html
import re

_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]*")
_ENDLESS = re.compile(r"&#[0-9a-zA-Z]{9,}")  # no character has such a number
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_SILENT = frozenset({"script", "style", "head", "title", "template"})
_BLOCKS = frozenset(
    "address article aside br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table tr ul".split()
)
_CELLS = frozenset({"td", "th"})


def text_of(source: str) -> str:
    """What a reader sees of the page; lines of quoted mails begin with '>'."""
    made: list[str] = []
    silent = ""  # the element whose content nobody sees
    depth = 0  # of quotations
    first, *pieces = _without_comments(source).split("<")
    made.append(_words(first))
    for piece in pieces:
        tag, closed, text = piece.partition(">")
        found = _NAME.match(tag)
        if found is None or not closed:
            made.append("" if silent else _words("<" + piece))
            continue
        name = found[0].lower()
        if silent:
            silent = "" if name == "/" + silent else silent
            made.append("" if silent else _words(text))
            continue
        silent = name if name in _SILENT and not tag.endswith("/") else ""
        bare = name.removeprefix("/")
        if bare == "blockquote":
            depth = max(0, depth + (-1 if name[0] == "/" else 1))
            made.append("\n")
        elif bare in _BLOCKS:
            made.append("\n")
        elif name in _CELLS:
            made.append(" ")
        if not silent and text:
            made.append(f"\0{depth}\0{_words(text)}" if depth else _words(text))
    return _lines("".join(made))


def _without_comments(source: str) -> str:
    first, *rest = source.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def _words(text: str) -> str:
    return _SPACES.sub(" ", html.unescape(_ENDLESS.sub("", text)).replace("\0", ""))


def _lines(text: str) -> str:
    """The lines, quoted ones marked, without a heap of empty ones."""
    made: list[str] = []
    for line in text.split("\n"):
        pieces = line.split("\0")
        bare = " ".join("".join([pieces[0], *pieces[2::2]]).split())
        if len(pieces) > 1 and bare:
            bare = f"> {bare}"
        if bare or (made and made[-1]):
            made.append(bare)
    return "\n".join(made).strip()
