"""What kind of file this is, told by its first bytes: the ending of a name often lies."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from crmtui.domain.file_errors import (
    FileDamaged,
    FileEmpty,
    FileIsFolder,
    FileIsNoFile,
    FileKindUnknown,
    FileMissing,
    FileNeedsPassword,
    FileNotReadable,
)
from crmtui.domain.source_errors import ArchiveNotRead
from crmtui.domain.system_words import why
from crmtui.domain.words import N_, _
from crmtui.files.textkinds import Kind, text_kind

HEAD = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"RIFF", N_("a picture or sound")),
    (b"ID3", N_("a sound recording")),
    (b"SQLite format 3", N_("a database")),
    (b"{\\rtf", N_("a rich text document")),
    (b"BEGIN:VCALENDAR", N_("a calendar file")),
    (b"MZ", N_("a program")),
    (b"\x7fELF", N_("a program")),
    (b"\x09\x00\x04\x00", N_("a worksheet of Excel 2")),
    (b"\x09\x02\x06\x00", N_("a worksheet of Excel 3")),
    (b"\x09\x04\x06\x00", N_("a worksheet of Excel 4")),
    (b"\x00\x00\x02\x00", N_("a worksheet of Lotus 1-2-3")),
    (b"\x00\x00\x1a\x00", N_("a worksheet of Lotus 1-2-3")),
)
_ARCHIVES = (
    (b"Rar!", N_("a RAR archive")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive")),
    (b"\x1f\x8b", N_("a GZIP archive")),
    (b"BZh", N_("a BZIP2 archive")),
    (b"\xfd7zXZ", N_("an XZ archive")),
    (b"\x28\xb5\x2f\xfd", N_("a Zstandard archive")),
)
# Two letters are not enough where a name may start with them: "BMW,…" is a table.
_BINARY_ONLY = (b"BM", b"MZ", b"ID3", b"RIFF", b"\x00\x00")


def check(path: Path) -> int:
    """The size of a file that is there and can be opened, or the reason why not."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise FileMissing(str(path)) from None
    except OSError as problem:
        raise FileNotReadable(str(path), why(problem)) from None
    if stat.S_ISDIR(found.st_mode):
        raise FileIsFolder(str(path))
    if not stat.S_ISREG(found.st_mode):
        raise FileIsNoFile(str(path))
    if found.st_size == 0:
        raise FileEmpty(path.name)
    return found.st_size


def head_of(path: Path) -> bytes:
    """The first bytes of the file."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None


def kind_of(path: Path) -> Kind:
    """The kind of a file that passed `check`; an error names the kinds we do not read."""
    head = head_of(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    for signature, words in _ARCHIVES:
        if head.startswith(signature) and b"\0" in head[:HEAD]:
            raise ArchiveNotRead(path.name, _(words))
    for signature, words in _FOREIGN:
        if head.startswith(signature) and (
            signature not in _BINARY_ONLY or b"\0" in head[len(signature) : 512]
        ):
            raise FileKindUnknown(path.name, _(words))
    return text_kind(head, path.suffix)


def _zip_kind(path: Path) -> Kind:
    """The kind of workbook in a ZIP file."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise FileDamaged(path.name, str(problem)) from None
    if locked or "EncryptedPackage" in names:
        raise FileNeedsPassword(path.name)
    lowered = {name.lower().lstrip("/") for name in names}
    if "xl/workbook.bin" in lowered:
        return Kind.XLSB
    if "xl/workbook.xml" in lowered or any(name.startswith("xl/worksheets/") for name in lowered):
        return Kind.XLSX
    if "content.xml" in lowered:
        return Kind.ODS
    if words := _zip_words(lowered):
        raise FileKindUnknown(path.name, words)
    raise ArchiveNotRead(path.name, _("a ZIP archive"))


def _zip_words(names: set[str]) -> str:
    """What document a ZIP file is; '' where it is a mere archive."""
    if any(name.startswith("word/") for name in names):
        return _("a Word document")
    if any(name.startswith("ppt/") for name in names):
        return _("a PowerPoint document")
    if any(name.endswith(".iwa") for name in names):
        return _("an Apple Numbers or Pages document")
    return ""


def _ole_kind(path: Path) -> Kind:
    """The kind of an old Office file, told by the names of its streams."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise FileNeedsPassword(path.name)
    if has("WordDocument"):
        raise FileKindUnknown(path.name, _("a Word document"))
    if has("PowerPoint Document"):
        raise FileKindUnknown(path.name, _("a PowerPoint document"))
    return Kind.XLS
