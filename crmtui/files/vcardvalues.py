"""The values of an address book's properties: from bytes to text, and taken apart."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Callable

from crmtui.files.vcardlines import FOLD, Property

QUOTED = frozenset({"QUOTED-PRINTABLE", "Q"})
BASE64 = frozenset({"BASE64", "B"})
_PLAIN = frozenset({"7BIT", "8BIT", "7-BIT", "8-BIT"})
# How version 2.1 gives a value's encoding and kind without saying that it does.
_BARE = QUOTED | BASE64 | _PLAIN | {"INLINE", "URL", "URI", "CONTENT-ID", "CID", "INTERNET", "PREF"}
# The small national standards, read as the supersets that programs really write.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
}
_VISIBLE_FOLD = re.compile(rb"(?<=[!-~])\x1f(?=[!-~])")
_QUOTED_FOLD = re.compile(rb"=[ \t]*\x1f(=?)")
_OTHER_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_BROKEN_END = re.compile(rb"=[0-9A-Fa-f]?$")

# Gives the text of bytes that are neither UTF-8 nor in a declared encoding.
Guess = Callable[[bytes], str]


class NotUtf8(Exception):
    """The bytes are not UTF-8, and nothing says what they are."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        super().__init__()


def types(prop: Property) -> frozenset[str]:
    """The words that say what kind of phone, address … it is, in capitals."""
    found = {value.upper() for key, value in prop.params if key in ("TYPE", "")}
    return frozenset(found - _BARE)


def preferred(prop: Property) -> bool:
    """Whether it is the one to use first."""
    words = {value.upper() for key, value in prop.params if key in ("TYPE", "")}
    return "PREF" in words or prop.param("PREF") == "1"


def encoding(prop: Property) -> str:
    """How the value's bytes are dressed: one of QUOTED, one of BASE64, or ''."""
    named = prop.param("ENCODING").upper()
    if named in QUOTED | BASE64:
        return named
    bare = {value.upper() for key, value in prop.params if not key}
    return next(iter(bare & (QUOTED | BASE64)), "")


def text_of(prop: Property, version: str, guess: Guess | None = None) -> str:
    """The value as text with its escapes; damaged bytes become �.

    Raises NotUtf8 where only a guess can tell the encoding and none is given.
    """
    data, dressed = prop.value, encoding(prop)
    if dressed in QUOTED:
        data = _unquoted(data)
    else:
        if version == "2.1" and not dressed:
            # There a value is folded where a blank stands, and the blank belongs to it.
            data = _VISIBLE_FOLD.sub(b" ", data)
        data = data.replace(FOLD, b"")
        if dressed in BASE64:
            data = _from_base64(data)
    return _decoded(data, prop, guess).strip(" \t")


def _unquoted(data: bytes) -> bytes:
    """Quoted-printable bytes as they were; a soft break is '=' at the end of a line."""
    if FOLD in data:
        data = _QUOTED_FOLD.sub(lambda found: b"=" if found[1] else b" ", data)
        data = data.replace(FOLD, b"")
    return binascii.a2b_qp(_BROKEN_END.sub(b"", data))


def _from_base64(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return data


def _decoded(data: bytes, prop: Property, guess: Guess | None) -> str:
    if data.isascii():
        return data.decode()
    found = as_utf8(data, cut=prop.cut)
    declared = _codec(prop.param("CHARSET"))
    if declared and declared != "utf-8":
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            return data.decode(declared, "replace") if found is None else found
    if found is not None and (declared or is_surely_utf8(data)):
        return found
    if guess is None:
        raise NotUtf8(data)
    return guess(data)


def as_utf8(data: bytes, *, cut: bool = False) -> str | None:
    """The bytes as UTF-8; None where they are none. cut: the last character may be broken."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if cut and problem.start > len(data) - 4:
            return data[: problem.start].decode("utf-8")
        return None


def is_surely_utf8(data: bytes) -> bool:
    """Whether bytes that can be read as UTF-8 are hardly anything else.

    Two bytes of GBK may well be one character of UTF-8 (模 is ģ), three are not by chance.
    """
    return any(byte >= 0xE0 for byte in data)


def _codec(declared: str) -> str:
    """Python's name of a declared encoding; '' without one, or for one that nobody knows."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        return ""
    return _SUPERSETS.get(name, name)


def unescaped(text: str, version: str) -> str:
    r"""Text with \n, \, \; and \\ as what they stand for."""
    if "\\" not in text:
        return text
    # Whole-text replacements: a value may consist of nothing but escapes, a million of them.
    text = text.replace("\0", "").replace("\\\\", "\0")
    text = text.replace("\\n", "\n").replace("\\N", "\n")
    text = text.replace("\\,", ",").replace("\\;", ";")
    if "\\" in text and version != "2.1":
        text = _OTHER_ESCAPE.sub(r"\1", text)
    return text.replace("\0", "\\")


def split(text: str, sign: str) -> list[str]:
    """The text's parts between unescaped signs, escapes left as they are."""
    if "\\" not in text:
        return text.split(sign)
    hidden = text.replace("\0", "").replace("\1", "")
    hidden = hidden.replace("\\\\", "\0").replace(f"\\{sign}", "\1")
    return [part.replace("\1", f"\\{sign}").replace("\0", "\\\\") for part in hidden.split(sign)]


def components(text: str, version: str, least: int = 0, *, lists: bool = False) -> list[str]:
    """The parts of a structured value (N, ADR, ORG), each on one line.

    least: so many parts come back at least. lists: a part may be a list by commas, which is
    joined by blanks; elsewhere people write commas without escaping them.
    """
    made = []
    for part in split(text, ";"):
        pieces = split(part, ",") if lists else [part]
        made.append(" ".join(" ".join(unescaped(p, version).split()) for p in pieces).strip())
    return made + [""] * (least - len(made))


def listed(text: str, version: str) -> list[str]:
    """The values of a list by commas (CATEGORIES, NICKNAME); version 2.1 also uses semicolons."""
    parts = split(text, ",")
    if version == "2.1" or len(parts) == 1:
        parts = [piece for part in parts for piece in split(part, ";")]
    return [clean for part in parts if (clean := " ".join(unescaped(part, version).split()))]
