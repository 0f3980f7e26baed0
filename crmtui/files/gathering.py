"""What an import is to read: files, folders, patterns and standard input as a list of sources."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from crmtui.domain.clean import readable
from crmtui.domain.file_errors import FileNotUsable
from crmtui.domain.sheets import Workbook
from crmtui.domain.source_errors import FolderHasNothing, InputTooLarge, TooManyFiles
from crmtui.domain.words import _, ngettext
from crmtui.files import sheets
from crmtui.files.textkinds import JSON_ENDINGS, MAIL_ENDINGS, Kind, text_kind

STDIN = Path("-")
MOST_INPUT = 1_000_000_000  # bytes of standard input
MOST_FILES = 200_000
NAMED = 5  # of the files left out
_TABLES = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"}
)
KNOWN_ENDINGS = _TABLES | JSON_ENDINGS | MAIL_ENDINGS | {".vcf", ".vcard"}
_PATTERN = re.compile(r"[*?\[]")
_LOCK = re.compile(r"~\$.*|\.~lock\..*#|.*\.(?:tmp|part|crdownload)", re.IGNORECASE)
_HEAD = 2048


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or a folder of single mails that are one mailbox.

    found: it lay in a folder that was named, and was not named itself.
    """

    path: Path
    mails: tuple[Path, ...] = ()
    found: bool = False


@dataclass(slots=True)
class Gathered:
    """Everything to read, in order, and sentences on what was left out."""

    sources: list[Source] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@contextmanager
def gathered(names: Sequence[Path], stdin: BinaryIO | None = None) -> Iterator[Gathered]:
    """What these names mean; standard input is kept in a file as long as the block lasts."""
    found = Gathered()
    with ExitStack() as stack:
        for name in names:
            if name == STDIN and stdin is not None:
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="crmtui-"))
                found.sources.append(Source(_kept(stdin, Path(folder))))
            else:
                for path in _meant(name):
                    _add(path, found)
        found.sources = _with_mailboxes(found.sources)
        yield found


def read(source: Source, *, encoding: str | None = None, delimiter: str | None = None) -> Workbook:
    """The source as a workbook; see sheets.read.

    A file that only lay in a folder and cannot be read gives one without sheets that says so.
    """
    if source.mails:
        from crmtui.files.mailbox import read_mails

        return read_mails(source.path, source.mails)
    if not source.found:
        return sheets.read(source.path, encoding=encoding, delimiter=delimiter)
    try:
        book = sheets.read(source.path, encoding=encoding, delimiter=delimiter)
    except FileNotUsable as problem:
        note = _("Left out: {reason}").format(reason=problem)
        return Workbook(source.path, (), notes=(note,), found=True)
    return replace(book, found=True)


def _kept(stdin: BinaryIO, folder: Path) -> Path:
    """Standard input as a file: workbooks can only be read from one."""
    path = folder / "stdin"
    size = 0
    with path.open("wb") as file:
        while piece := stdin.read(1 << 20):
            size += len(piece)
            if size > MOST_INPUT:
                raise InputTooLarge("-", f"{MOST_INPUT // 1_000_000} MB")
            file.write(piece)
    return path


def _meant(name: Path) -> list[Path]:
    """The files a pattern means, where the shell has not looked for them; else the name itself."""
    if not _PATTERN.search(str(name)) or os.path.lexists(name):
        return [name]
    start = Path(name.anchor) if name.anchor else Path()
    pattern = str(name.relative_to(name.anchor)) if name.anchor else str(name)
    try:
        found = sorted(start.glob(pattern))
    except (ValueError, NotImplementedError, OSError):
        return [name]
    return found or [name]


def _add(path: Path, found: Gathered) -> None:
    """A file as it is; a folder's files."""
    if not path.is_dir():
        found.sources.append(Source(path))
        return
    wanted, skipped = _inside(path)
    if not wanted:
        raise FolderHasNothing(readable(path.name) or str(path))
    if skipped:
        found.notes.append(_skipped_words(path, skipped))
    mails = tuple(each for each in wanted if _is_single_mail(each))
    found.sources += [Source(each, found=True) for each in wanted if each not in set(mails)]
    if mails:
        found.sources.append(Source(path, mails))


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of known kinds in a folder and below it, sorted, and the others."""
    wanted: list[Path] = []
    skipped: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        for name in sorted(names):
            path = Path(place, name)
            (wanted if _is_wanted(path) else skipped).append(path)
        if len(wanted) + len(skipped) > MOST_FILES:
            raise TooManyFiles(readable(folder.name) or str(folder), MOST_FILES)
    return wanted, skipped


def _is_wanted(path: Path) -> bool:
    if path.name.startswith(".") or _LOCK.fullmatch(path.name):
        return False
    if not path.is_file() or not path.stat().st_size:
        return False
    if path.suffix.lower() in KNOWN_ENDINGS:
        return True
    # Thunderbird's mailboxes have no ending; those of a Maildir are anything.
    in_maildir = path.parent.name in ("cur", "new")
    return (not path.suffix or in_maildir) and _sniffed(path) in (Kind.MBOX, Kind.MAIL)


def _sniffed(path: Path) -> Kind:
    try:
        with path.open("rb") as file:
            return text_kind(file.read(_HEAD), path.suffix)
    except OSError:
        return Kind.TEXT


def _is_single_mail(path: Path) -> bool:
    if path.suffix.lower() == ".eml":
        return True
    return path.suffix.lower() not in KNOWN_ENDINGS and _sniffed(path) is Kind.MAIL


def _with_mailboxes(sources: list[Source]) -> list[Source]:
    """Single mails named one by one become one mailbox for each folder they lie in."""
    mails: dict[Path, list[Path]] = {}
    for source in sources:
        if not source.mails and source.path.suffix.lower() == ".eml" and source.path.is_file():
            mails.setdefault(source.path.parent, []).append(source.path)
    together = {path for paths in mails.values() if len(paths) > 1 for path in paths}
    boxes = [
        Source(folder if folder.name else folder.resolve(), tuple(dict.fromkeys(paths)))
        for folder, paths in mails.items()
        if len(paths) > 1
    ]
    return [source for source in sources if source.path not in together] + boxes


def _skipped_words(folder: Path, skipped: Sequence[Path]) -> str:
    names = ", ".join(readable(path.name) for path in skipped[:NAMED])
    if len(skipped) > NAMED:
        names += " …"
    return ngettext(
        "“{folder}”: {count} file is hidden, empty, a lock file or of no kind that is read, and "
        "was left out: {names}",
        "“{folder}”: {count} files are hidden, empty, lock files or of no kind that is read, and "
        "were left out: {names}",
        len(skipped),
    ).format(folder=readable(folder.name) or str(folder), count=len(skipped), names=names)
