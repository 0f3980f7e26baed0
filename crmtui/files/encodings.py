"""Which encoding a text file is in, and its text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from crmtui.domain.file_errors import (
    EncodingDoesNotFit,
    EncodingNameUnknown,
    EncodingUnclear,
    EncodingUnknown,
)
from crmtui.files.scripts import CANDIDATES, plausibility, preference

# The small national standards, read as the supersets that programs really write.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "ansi": "gb18030",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "euc_kr": "cp949",
    "utf-8": "utf-8-sig",
    "ascii": "utf-8-sig",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
SAMPLE = 64 * 1024
NEAR_TIE = 0.06
# Between two close readings: how much more usual the letters must be in which they differ.
CLEAR_MARGIN = 0.25
# Under this, even the best guess is no text of any language we know.
LEAST_PLAUSIBLE = 0.4
# From here on, text with a bad byte is that encoding's text, damaged.
LEAST_DAMAGED = 0.65
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_WIDE_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and the encoding it was in; damaged: NUL characters were left out."""

    text: str
    encoding: str
    damaged: bool = False


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a file: in the encoding named, else in the one its bytes speak for."""
    if encoding is not None:
        return _without_nul(_decode_as(data, name, encoding), encoding)
    for bom, known in _BOMS:
        if data.startswith(bom):
            text = _decode_as(data, name, known)
            return _without_nul(text.removeprefix("\ufeff"), known.removesuffix("-sig"))
    if b"\0" in data:
        return _with_nul(data, name)
    if is_binary(data):
        raise EncodingUnknown(name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as problem:
        if _mostly_utf8(data, problem):
            raise EncodingDoesNotFit(name, "utf-8", _line_of(data, problem)) from None
    return _guess(data, name)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: text has hardly any control characters."""
    sample = data[:SAMPLE]
    return len(_CONTROL.findall(sample)) > len(sample) // 100 + 2


def _without_nul(text: str, encoding: str) -> Decoded:
    if "\0" in text:
        return Decoded(text.replace("\0", ""), encoding, damaged=True)
    return Decoded(text, encoding)


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    """The text in exactly this encoding, or an error that names the line."""
    spelled = encoding.strip().lower()
    try:
        known = codecs.lookup(spelled).name if spelled not in _SUPERSETS else spelled
        return data.decode(_SUPERSETS.get(known, known))
    except UnicodeDecodeError as problem:
        raise EncodingDoesNotFit(name, encoding, _line_of(data, problem)) from None
    except (LookupError, ValueError):
        raise EncodingNameUnknown(encoding) from None


def _line_of(data: bytes, problem: UnicodeDecodeError) -> int:
    """The line, from 1, in which decoding failed."""
    if problem.encoding.startswith(("utf-16", "utf16", "utf-32", "utf32")):
        return data[: problem.start].decode(problem.encoding, "ignore").count("\n") + 1
    return data.count(b"\n", 0, problem.start) + 1


def _mostly_utf8(data: bytes, problem: UnicodeDecodeError) -> bool:
    """Whether this is UTF-8 with a bad spot, rather than another encoding.

    Many characters of several bytes before the first bad one are not met by chance.
    """
    good = data[: problem.start]
    wide = len(good.decode("utf-8")) - len(good.translate(None, bytes(range(128, 256))))
    return wide >= 12


def _with_nul(data: bytes, name: str) -> Decoded:
    """UTF-16 or UTF-32 without a byte order mark, text with stray NULs, or no text at all."""
    for guess in _wide_guesses(data[: SAMPLE & ~3]):
        try:
            text = data.decode(guess)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and _reads_as_table(text):
            return Decoded(text, guess)
    bare = data.replace(b"\0", b"")
    if not bare or len(data) - len(bare) > len(data) // 10:
        raise EncodingUnknown(name)
    found = decode(bare, name)
    return Decoded(found.text, found.encoding, damaged=True)


def _wide_guesses(sample: bytes) -> list[str]:
    """The wide encodings whose zero bytes stand where this sample's do."""
    zeros = [sample[i::4].count(0) for i in range(4)]
    quarter = max(1, len(sample) // 4)
    if zeros[2] + zeros[3] > 1.8 * quarter:
        return ["utf-32-le"]
    if zeros[0] + zeros[1] > 1.8 * quarter:
        return ["utf-32-be"]
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if min(even, odd) * 8 > max(even, odd):
        return []
    return ["utf-16-le" if odd > even else "utf-16-be"]


def _reads_as_table(text: str) -> bool:
    """Whether decoded UTF-16 has the breaks and separators that every table has."""
    sample = text[:4096]
    return any(sign in sample for sign in "\n\r,;\t") and sum(
        char.isprintable() or char in "\r\n\t" for char in sample
    ) > 0.98 * len(sample)


def _sample(data: bytes) -> bytes:
    """The first lines, and further ones that hold more than ASCII when these hold little."""
    head = data[:SAMPLE]
    if len(data) > SAMPLE:
        head = head[: head.rfind(b"\n") + 1] or head
    if len(head) - len(head.translate(None, bytes(range(128, 256)))) >= 400:
        return head
    more: list[bytes] = []
    size = 0
    for line in _WIDE_LINE.finditer(data, len(head)):
        more.append(line[0][:SAMPLE])
        size += len(more[-1])
        if size > SAMPLE:
            break
    return head + b"".join(more)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The sample as one candidate reads it; damaged: some bytes mean nothing in it."""

    score: float
    encoding: str
    text: str
    damaged: bool


def _guess(data: bytes, name: str) -> Decoded:
    """The candidate whose text looks most like a table that people wrote."""
    sample = _sample(data)
    readings = _readings(sample, whole=len(sample) == len(data))
    if not readings:
        raise EncodingUnknown(name)
    best = readings[0]
    rivals = [reading for reading in readings[1:] if not reading.damaged]
    if not best.damaged and rivals and best.score - rivals[0].score < NEAR_TIE:
        best = _decided(name, best, rivals[0])
    return Decoded(_decode_as(data, name, best.encoding), best.encoding)


def _decided(name: str, one: _Reading, other: _Reading) -> _Reading:
    """The better of two close readings by the letters they differ in, or the question which."""
    margin = preference(one.text, one.encoding, other.text, other.encoding)
    if abs(margin) >= CLEAR_MARGIN:
        return one if margin > 0 else other
    raise EncodingUnclear(
        name, ((one.encoding, _excerpt(one.text)), (other.encoding, _excerpt(other.text)))
    )


def _readings(sample: bytes, whole: bool) -> list[_Reading]:
    """The plausible readings of the sample, best first, each text once."""
    found: list[_Reading] = []
    for encoding in CANDIDATES:
        text, damaged = _try(sample, encoding, whole)
        if all(text != other.text for other in found):
            found.append(_Reading(plausibility(text, encoding), encoding, text, damaged))
    found.sort(key=lambda reading: -reading.score)
    return [
        reading
        for reading in found
        if reading.score >= (LEAST_DAMAGED if reading.damaged else LEAST_PLAUSIBLE)
    ]


def _try(sample: bytes, encoding: str, whole: bool) -> tuple[str, bool]:
    """The sample's text, and whether bytes had to be left out of it."""
    try:
        return sample.decode(encoding), False
    except UnicodeDecodeError as problem:
        # A sample may be cut inside a character when a line is longer than the sample.
        if not whole and problem.start >= len(sample) - 4:
            return sample[: problem.start].decode(encoding), False
        return sample.decode(encoding, "replace"), True


def _excerpt(text: str) -> str:
    """A few words around the first character that is not ASCII, on one line."""
    at = next((i for i, char in enumerate(text) if ord(char) > 127), 0)
    return " ".join(text[max(0, at - 8) : at + 12].split())
