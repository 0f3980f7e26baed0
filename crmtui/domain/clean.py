"""Text from outside made harmless: control characters, escape sequences, hidden directions."""

from __future__ import annotations

import re

# ESC sequences whole (OSC/DCS/APC/PM/SOS up to their end, CSI with its parameters, two-character
# ones), and the same introduced by the single C1 characters: dropping only the ESC would leave
# "[31m" behind in a name. An OSC without an end takes nothing but its introducer with it.
_SEQUENCES = (
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[\]PX^_\[]"
    r"|\x1b[0-Z\\a-~]"
)
# C0 without tab and line feed, DEL, C1, zero width space, word joiner, byte order mark, marks and
# overrides of writing direction, lone surrogates. ZWJ and ZWNJ stay: scripts and emoji need them.
_UNWANTED = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
_BREAKS = "\r\n?|\x0b|\x0c|\x85|\u2028|\u2029"
_SUSPECT = f"{_UNWANTED}|[\u2028\u2029]"
_SPACE = r"[ \t]*\n\s*|\t"


def clean(text: str) -> str:
    """The text without control and escape sequences, hidden marks and outer white space.

    Tabs stay; every kind of line break becomes a line feed.
    """
    # Whatever is not wanted is not printable either. Nearly every text is, so the patterns are
    # made only where one is needed: making them takes longer than a look-up takes.
    if text.isprintable() or re.search(_SUSPECT, text) is None:
        return text.strip()
    text = re.sub(_BREAKS, "\n", text)
    return re.sub(_UNWANTED, "", re.sub(_SEQUENCES, "", text)).strip()


def neutral(text: str) -> str:
    """The text on one line, safe to print on a terminal: breaks and tabs become spaces."""
    if text.isprintable():
        return text
    if re.search(_SUSPECT, text) is not None:
        text = re.sub(_UNWANTED, "", re.sub(_SEQUENCES, "", re.sub(_BREAKS, "\n", text)))
    return re.sub(_SPACE, " ", text) if "\n" in text or "\t" in text else text


def is_harmless(text: str) -> bool:
    """Whether there is nothing in it that `clean` would take out; breaks and tabs may be."""
    return re.search(_SUSPECT, text) is None


def in_numbers(text: str) -> str:
    """JSON with the signs a terminal would obey as their numbers: it still says the same."""
    return re.sub(_SUSPECT, lambda sign: f"\\u{ord(sign[0]):04x}", text)


def readable(name: str) -> str:
    """A file's name as text; bytes that are no UTF-8 are those of Windows archives in Chinese."""
    if name.isprintable():
        return name
    try:
        return neutral(name.encode("utf-8", "surrogateescape").decode("gb18030"))
    except UnicodeError:
        return neutral(name) or "?"
