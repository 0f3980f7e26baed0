"""One mail: who wrote to whom and when, what it says, and how many attachments it has."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from crmtui.files.htmltext import text_of
from crmtui.files.mailwords import from_base64, header_text, text_in

MOST_HEADER_BYTES = 256 * 1024
MOST_VALUE = 16 * 1024
MOST_TEXT = 512 * 1024  # bytes of one part: far more than anybody writes
MOST_DEPTH = 12
MOST_PARTS = 200
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]{0,8}:")
_PARAMETER = re.compile(r';\s{0,64}([\w.-]{1,40})\*?\s{0,8}=\s{0,8}("[^"]{0,900}"|[^;\s]{0,300})')
_META = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\([^()]*\)')
_ADDRESS = re.compile(r"[^\s<>,;:\"'()\[\]@]{1,128}@[^\s<>,;:\"'()\[\]@]{1,190}")

_READ = frozenset({"text/plain", "text/html"})

Headers = dict[str, list[bytes]]


class Mail(NamedTuple):
    """A mail as it was read; addresses in small letters."""

    message_id: str
    date: str  # as the header has it
    received: str  # the newest stamp of a server: when it arrived
    sender: str
    sender_name: str
    receivers: tuple[str, ...]
    delivered_to: tuple[str, ...]  # whose mailbox it lay in
    subject: str
    text: str
    attachments: int


@dataclass(slots=True)
class _Count:
    """How many parts were met, and how many of them are attachments."""

    parts: int = 0
    attachments: int = 0


def read(data: bytes) -> Mail:
    """The mail in these bytes; what cannot be read of it is left out."""
    headers, body = _taken_apart(data.lstrip(b"\r\n") if data[:1] in b"\r\n" else data)
    count = _Count()
    text = _text(headers, body, 0, count)[1]
    charset = _parameters(_first(headers, "content-type"))[1].get("charset", "")

    def told(name: str) -> str:
        return header_text(b" ".join(headers.get(name, ())[:1]), charset)

    sender = told("from") or told("sender")
    return Mail(
        told("message-id"),
        told("date"),
        told("received").rpartition(";")[2].strip(),
        next(iter(addresses(sender)), ""),
        _ADDRESS.sub("", sender).strip(" <>\"'"),
        _all_addresses(headers, "to", "cc", "bcc"),
        _all_addresses(headers, "delivered-to", "x-original-to"),
        told("subject"),
        text,
        count.attachments,
    )


def pages(data: bytes) -> Iterator[bytes]:
    """The HTML pages in a web archive, which is built like a mail."""
    headers, body = _taken_apart(data)
    kind, told = _parameters(_first(headers, "content-type"))
    boundary = told.get("boundary", "").encode("latin-1")
    if kind == "text/html":
        yield _unpacked(headers, body)
    elif kind.startswith("multipart/") and boundary:
        for part in _parts(body, boundary):
            below, content = _taken_apart(part)
            if _parameters(_first(below, "content-type"))[0] == "text/html":
                yield _unpacked(below, content)


def addresses(text: str) -> list[str]:
    """The mail addresses in a header, in small letters, not those inside of names."""
    found = _ADDRESS.findall(_QUOTED.sub(" ", text)) or _ADDRESS.findall(text)
    return [address.rstrip(".").casefold() for address in found]


def _all_addresses(headers: Headers, *names: str) -> tuple[str, ...]:
    values = (header_text(value) for name in names for value in headers.get(name, ()))
    return tuple(dict.fromkeys(address for value in values for address in addresses(value)))


def _taken_apart(data: bytes) -> tuple[Headers, bytes]:
    """Headers by their names in small letters, and what follows them."""
    if data[:1] == b"\n" or data[:2] == b"\r\n":
        return {}, data
    blank = _BLANK.search(data, 0, MOST_HEADER_BYTES)
    head = data[: blank.start() if blank else MOST_HEADER_BYTES]
    headers: Headers = {}
    name = ""
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            if name and len(headers[name][-1]) < MOST_VALUE:
                headers[name][-1] += b" " + line.strip()
            continue
        found = _FIELD.match(line)
        name = found[1].decode("ascii").lower() if found else ""
        if found:
            headers.setdefault(name, []).append(line[found.end() : MOST_VALUE].strip())
    return headers, data[blank.end() :] if blank else b""


def _first(headers: Headers, name: str) -> str:
    """A header's first value, plain and bounded, '' without one."""
    return headers.get(name, [b""])[0][:4000].decode("latin-1")


def _parameters(value: str) -> tuple[str, dict[str, str]]:
    """'text/plain; charset=x' taken apart, all in small letters but the values."""
    kind = value.partition(";")[0].strip().lower()
    found = _PARAMETER.findall(value)
    return kind, {name.lower().rstrip("*"): given.strip('"') for name, given in found}


def _text(headers: Headers, body: bytes, depth: int, count: _Count) -> tuple[str, str]:
    """The kind of a part, and the text in it and in the parts inside it."""
    count.parts += 1
    kind, told = _parameters(_first(headers, "content-type") or "text/plain")
    disposition, named = _parameters(_first(headers, "content-disposition"))
    boundary = told.get("boundary", "").encode("latin-1")
    if kind.startswith("multipart/"):
        texts = [
            _text(*_taken_apart(part), depth + 1, count)
            for part in (_parts(body, boundary) if boundary and depth < MOST_DEPTH else ())
            if count.parts < MOST_PARTS
        ]
        return kind, _chosen(texts) if kind == "multipart/alternative" else _joined(texts)
    if kind in _READ and disposition != "attachment" and "filename" not in named:
        return kind, _decoded(headers, body, kind, told)
    # Pictures that a page shows in its own text are none of the attachments.
    count.attachments += not (kind.startswith("image/") and "content-id" in headers)
    return kind, ""


def _chosen(texts: list[tuple[str, str]]) -> str:
    """One of several forms of the same text: the plain one where it says anything."""
    filled = [(kind != "text/plain", text) for kind, text in texts if text]
    return min(filled, key=lambda each: each[0])[1] if filled else ""


def _joined(texts: list[tuple[str, str]]) -> str:
    return "\n".join(text for _kind, text in texts if text)


def _parts(body: bytes, boundary: bytes) -> list[bytes]:
    """What stands between the boundary's lines."""
    pieces = (b"\n" + body).split(b"\n--" + boundary, MOST_PARTS + 1)[1:]
    closed = next((i for i, piece in enumerate(pieces) if piece.startswith(b"--")), len(pieces))
    return [piece.partition(b"\n")[2] for piece in pieces[:closed]]


def _decoded(headers: Headers, body: bytes, kind: str, told: dict[str, str]) -> str:
    """The text of a part, out of its encoding and its character set."""
    data = _unpacked(headers, body[:MOST_TEXT])
    charset = told.get("charset", "")
    if kind == "text/html":
        meta = _META.search(data[:4096])
        return text_of(text_in(data, charset or (meta[1].decode("ascii") if meta else "")))
    return text_in(data, charset).replace("\r\n", "\n").strip()


def _unpacked(headers: Headers, data: bytes) -> bytes:
    """The bytes of a part, out of the form in which they travelled."""
    way = _first(headers, "content-transfer-encoding").strip().lower()
    if way == "base64":
        return from_base64(data)
    return binascii.a2b_qp(data) if way == "quoted-printable" else data
