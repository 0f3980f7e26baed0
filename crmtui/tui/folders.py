"""Folders on the screen: what can be imported in them, newest first, and the usual places."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crmtui.domain.words import N_, _
from crmtui.files.gathering import KNOWN_ENDINGS

ENDINGS = KNOWN_ENDINGS | {".xlsm", ".htm", ".html", ".xml", ".mbx"}
# The usual places under the home folder, by the names systems give them.
USUAL = (
    (N_("Desktop"), ("Desktop", "桌面")),
    (N_("Downloads"), ("Downloads", "下载")),
    (N_("Documents"), ("Documents", "文档")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder, or a file that can be imported."""

    path: Path
    folder: bool
    size: int = 0
    changed: float = 0.0  # seconds since 1970


def listing(folder: Path) -> list[Entry]:
    """Folders by name, then files by age, newest first; hidden ones left out.

    Raises OSError where the folder cannot be looked into.
    """
    with os.scandir(folder) as found:
        entries = [entry for each in found if (entry := _entry(each))]
    folders = sorted((e for e in entries if e.folder), key=lambda e: e.path.name.casefold())
    return [*sorted((e for e in entries if not e.folder), key=lambda e: -e.changed), *folders]


def _entry(found: os.DirEntry[str]) -> Entry | None:
    if found.name.startswith((".", "~$")):
        return None
    try:
        about = found.stat()
    except OSError:
        return None
    path = Path(found.path)
    if stat.S_ISDIR(about.st_mode):
        return Entry(path, folder=True)
    if not stat.S_ISREG(about.st_mode) or path.suffix.lower() not in ENDINGS:
        return None
    return Entry(path, folder=False, size=about.st_size, changed=about.st_mtime)


def usual_places() -> list[tuple[str, Path]]:
    """The folders people keep their files in, those that are there."""
    home = Path.home()
    made = [
        (_(words), home / name)
        for words, names in USUAL
        for name in names
        if (home / name).is_dir()
    ]
    if home.is_dir():
        made.append((_("Home"), home))
    here = Path.cwd()
    if here not in [path for _words, path in made]:
        made.append((_("Where crmtui was started"), here))
    return made


def first_folder() -> Path:
    """Where to look first: a usual place that holds something to import, else the first one."""
    places = [path for _words, path in usual_places()]
    for path in places:
        try:
            if any(not entry.folder for entry in listing(path)):
                return path
        except OSError:
            continue
    return places[0]


def path_of(text: str) -> Path:
    """A path as typed, pasted or dropped: quotes, file:// and escaped spaces taken off."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    elif os.sep == "/":
        text = text.replace("\\ ", " ").replace("\\(", "(").replace("\\)", ")")
    return Path(text).expanduser()


def paths_of(text: str) -> list[Path]:
    """One path, or several that were dropped together: each in quotes, or one a line."""
    whole = path_of(text)
    if whole.exists():
        return [whole]
    parts = list(_parts(text))
    return [path_of(part) for part in parts] if len(parts) > 1 else [whole]


def _parts(text: str) -> Iterator[str]:
    import shlex

    try:
        found = shlex.split(text.replace("\\", "\\\\") if os.sep != "/" else text)
    except ValueError:
        return
    if all(path_of(part).exists() for part in found):
        yield from found


def is_path(text: str) -> bool:
    """Whether what is typed names a place rather than a part of a name."""
    text = text.strip()
    return any(sign in text for sign in "/\\'\"") or text.startswith("~")
