"""The text of an HTML mail: blocks on lines of their own, quotations marked, no styles."""

from __future__ import annotations

from crmtui.files.tags import pieces

_BLOCKS = frozenset(
    "address article aside br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main "
    "nav ol p pre section table tr ul".split()
)
_CELLS = frozenset({"td", "th"})


def text_of(source: str) -> str:
    """What a reader sees of the page; lines of quoted mails begin with '>'."""
    made: list[str] = []
    depth = 0  # of quotations
    for name, _attributes, text, silent in pieces(source):
        bare = name.removeprefix("/")
        if bare == "blockquote":
            depth = max(0, depth + (-1 if name[0] == "/" else 1))
            made.append("\n")
        elif bare in _BLOCKS:
            made.append("\n")
        elif name in _CELLS:
            made.append(" ")
        if text and not silent:
            # What breaks lines in the source does not on the page.
            shown = " ".join(text.split("\n"))
            made.append(f"\0{depth}\0{shown}" if depth else shown)
    return _lines("".join(made))


def _lines(text: str) -> str:
    """The lines, quoted ones marked, without a heap of empty ones."""
    made: list[str] = []
    for line in text.split("\n"):
        parts = line.split("\0")
        bare = " ".join("".join([parts[0], *parts[2::2]]).split())
        if len(parts) > 1 and bare:
            bare = f"> {bare}"
        if bare or (made and made[-1]):
            made.append(bare)
    return "\n".join(made).strip()
