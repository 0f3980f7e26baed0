"""Words of a mail in their character sets: declared, encoded into ASCII, or neither."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from crmtui.domain.file_errors import FileNotUsable
from crmtui.files import encodings

_ENCODED = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?)")
# What mail programs call the small standards while they write the large ones.
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "",
    "ascii": "",
    "unknown-8bit": "",
    "default": "",
    "unicode": "utf-16",
}
# Codecs that make text of text, or take a second for a kilobyte.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}
)


def text_in(data: bytes, charset: str) -> str:
    """The text of bytes declared to be in this character set; '' for those declared in none."""
    named = _codec(charset)
    if named:
        try:
            return data.decode(named)
        except UnicodeError:
            pass  # many mails are in another one than they say
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(named, "replace") if named else _guessed(data)


@lru_cache(maxsize=100)
def _codec(charset: str) -> str:
    """The name of the codec for a character set; '' where there is none."""
    wanted = charset.strip().strip("\"'").lower()
    wanted = _LARGER.get(wanted, wanted)
    try:
        known = codecs.lookup(wanted) if wanted and wanted.isascii() else None
    except (LookupError, ValueError):
        return ""
    if known is None or known.name in _NO_CHARSETS:
        return ""
    return known.name if getattr(known, "_is_text_encoding", True) else ""


def _guessed(data: bytes) -> str:
    """Bytes that nobody says anything about, read as what they look like most."""
    try:
        return encodings.decode(data, "").text
    except FileNotUsable:
        return data.decode("gb18030", "replace")


def header_text(raw: bytes, charset: str = "") -> str:
    """A header's value as it was meant; charset: what else of the mail is in."""
    text = raw.decode("ascii") if raw.isascii() else text_in(raw, charset)
    if "=?" not in text:
        return " ".join(text.split())
    made: list[str] = []
    end = 0
    text = _BETWEEN.sub("", text)
    for start, stop, words in _encoded_runs(text):
        made += [text[end:start], words]
        end = stop
    return " ".join("".join([*made, text[end:]]).split())


def _encoded_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Encoded words of one character set side by side: where they stand, and their text."""
    start = end = 0
    charset, data = "", b""
    for found in _ENCODED.finditer(text):
        own = found[1].partition("*")[0].lower()
        # A character of several bytes may be cut in two, half in each word: bytes are joined.
        if data and (found.start() != end or own != charset):
            yield start, end, text_in(data, charset)
            data = b""
        if not data:
            start = found.start()
        charset, end = own, found.end()
        data += _bytes_of(found[2], found[3])
    if data:
        yield start, end, text_in(data, charset)


def _bytes_of(way: str, text: str) -> bytes:
    """The bytes of one encoded word."""
    data = text.encode("ascii", "ignore")
    if way in "bB":
        return from_base64(data)
    return binascii.a2b_qp(data, header=True)


def from_base64(data: bytes) -> bytes:
    """The bytes behind Base64, as far as it can be read."""
    plain = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    rest = len(plain) % 4
    plain = plain[:-1] if rest == 1 else plain + b"=" * (-len(plain) % 4)
    try:
        return binascii.a2b_base64(plain)
    except binascii.Error:
        return b""
