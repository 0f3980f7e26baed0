"""What a text file holds, told by its beginning: a table, a page, JSON, mails, address cards."""

from __future__ import annotations

import re
from enum import Enum


class Kind(Enum):
    """The kinds of files that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    HTML = "html"
    XML2003 = "xml"
    JSON = "json"
    OWN_JSON = "crmtui"  # our own complete export
    MAIL = "mail"
    MBOX = "mbox"
    VCARD = "vcard"
    TEXT = "text"


_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|style|tr|center)\b", re.I)
# A list or an object, not a text in which a bracket comes first.
_JSON = re.compile(rb"\[\s*(?:[\[{\"\]]|-?[0-9]+\s*[,\]])|\{\s*(?:\"|\})")
_OWN_JSON = re.compile(rb'\{\s*"format"\s*:\s*"crmtui"')
_MBOX = re.compile(rb"From [^\n]{1,900}?[0-9]:[0-9]{2}[^\n]{0,900}\n>?[!-9;-~]{1,76}:")
_HEADER = re.compile(rb"([!-9;-~]{1,76})[ \t]{0,8}:|[ \t]\S")
_OF_MAIL = frozenset(
    b"from to cc bcc subject date message-id received return-path delivered-to mime-version "
    b"reply-to content-type content-transfer-encoding x-mailer user-agent sender in-reply-to "
    b"references dkim-signature thread-topic x-priority x-gmail-labels x-original-to".split()
)
_OF_WEB_ARCHIVES = (b"\nsnapshot-content-location:", b"\nx-document-type:", b"<saved by ")
JSON_ENDINGS = frozenset({".json", ".jsonl", ".ndjson"})
MAIL_ENDINGS = frozenset({".eml", ".mbox", ".mbx"})


def text_kind(head: bytes, suffix: str) -> Kind:
    """The kind of a text file by its first bytes and, where these leave it open, its ending."""
    # UTF-16 is recognised by its letters alone.
    start = head[:16384].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
            return Kind.XML2003
        if _HTML.search(start):
            return Kind.HTML
    if start[:11].upper() == b"BEGIN:VCARD":
        return Kind.VCARD
    if start[:1] in (b"{", b"[") and (_JSON.match(start) or suffix.lower() in JSON_ENDINGS):
        return Kind.OWN_JSON if _OWN_JSON.match(start) else Kind.JSON
    return _mail_kind(start, suffix.lower()) or (
        Kind.JSON if suffix.lower() in JSON_ENDINGS else Kind.TEXT
    )


def _mail_kind(start: bytes, suffix: str) -> Kind | None:
    """A mailbox, a single mail, or a web page packed like a mail."""
    if _MBOX.match(start):
        return Kind.MBOX
    names = _header_names(start)
    told = names & _OF_MAIL
    lowered = start[:4096].lower()
    packed = any(sign in b"\n" + lowered for sign in _OF_WEB_ARCHIVES) or (
        b"multipart/related" in lowered and not names & {b"to", b"received", b"message-id"}
    )
    if told and packed and suffix != ".eml":
        return Kind.HTML
    if len(told) >= (1 if suffix in MAIL_ENDINGS else 3) and told & {b"from", b"to", b"sender"}:
        return Kind.MAIL
    return None


def _header_names(start: bytes) -> set[bytes]:
    """The names of the headers before the first empty line; none where a line is no header."""
    names: set[bytes] = set()
    lines = start.split(b"\n")
    # The last line may be cut off.
    for line in lines if len(start) < 16000 else lines[:-1]:
        if not line.strip():
            break
        found = _HEADER.match(line)
        if found is None:
            return set()
        if found[1]:
            names.add(found[1].lower())
    return names
