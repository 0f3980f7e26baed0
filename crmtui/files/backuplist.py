"""The backups there are: where they lie, what each is, which may go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from crmtui.domain.backup_errors import BackupDamaged, BackupUnreadable
from crmtui.domain.backuprules import BackupRules
from crmtui.domain.backups import (
    BEFORE_UPGRADE,
    DAMAGED,
    GOOD,
    UNTRIED,
    BackupFile,
    Manifest,
)
from crmtui.domain.retention import superfluous
from crmtui.domain.system_words import why as why_not
from crmtui.files import backupfile, backuprecord
from crmtui.files.backuprecord import Record, Tried

OURS = re.compile(
    r"(?P<name>.+)-(?P<at>\d{8}-\d{6})-(?P<why>[a-z]+(?:-[a-z]+)*)(?:-\d+)?\.crmbak\.zip(?:\.age)?"
)
OLD = re.compile(r"(?P<name>.+)-(?P<at>\d{8}-\d{6})-before-upgrade-from-\w+\.db")


def folder_of(database: Path, rules: BackupRules) -> Path:
    """The folder the user chose, else the one beside the database; it need not be there."""
    if not rules.folder:
        return backuprecord.beside(database)
    chosen = Path(rules.folder)
    with suppress(RuntimeError):
        chosen = chosen.expanduser()
    return Path(os.path.abspath(chosen))  # noqa: PTH100  (keeps the dots)


def found(database: Path, rules: BackupRules) -> list[BackupFile]:
    """The backups of a database, newest first: of both folders, and made elsewhere by wish."""
    record = backuprecord.read(database)
    paths = dict.fromkeys(_paths(database, rules, record))
    made = [each for path in paths if (each := described(path, record)) is not None]
    return sorted(made, key=lambda each: (each.made_at, each.path), reverse=True)


def _paths(database: Path, rules: BackupRules, record: Record) -> Iterator[Path]:
    for folder in (folder_of(database, rules), backuprecord.beside(database)):
        try:
            names = sorted(path.name for path in folder.iterdir())
        except OSError:
            continue
        for name in names:
            match = OURS.fullmatch(name) or OLD.fullmatch(name)
            if match and match["name"] == database.stem:
                yield folder / name
    yield from (Path(path) for path in record.tried)


def described(path: Path, record: Record) -> BackupFile | None:
    """What is known of a file without looking it through; None where it is gone."""
    try:
        size, changed = backuprecord.marks(path)
    except OSError:
        return None
    tried = backuprecord.still(record, path)
    known = record.tried.get(str(path))
    plain = BackupFile(
        path=str(path),
        made_at=_made_at(path, known, changed[0]),
        why=_why(path, known),
        size=size,
        encrypted=path.suffix == ".age",
        health=UNTRIED,
        automatic=known is not None and known.automatic,
    )
    return _judged(plain, path, tried)


def _judged(plain: BackupFile, path: Path, tried: Tried | None) -> BackupFile:
    """With its health and what it says of itself."""
    try:
        kind = backupfile.kind_of(path)
        manifest = _manifest(path) if kind == backupfile.ZIP else None
    except BackupDamaged as error:
        return replace(plain, health=DAMAGED, reason=error.reason)
    except BackupUnreadable as error:
        return replace(plain, health=DAMAGED, reason=str(error))
    one = replace(plain, encrypted=kind == backupfile.AGE, manifest=manifest)
    if manifest is not None:
        at = datetime.fromisoformat(manifest.made_at).astimezone().replace(tzinfo=None)
        one = replace(one, made_at=at, why=manifest.why)
    if tried is None:
        return one
    health = DAMAGED if tried.reason else GOOD
    return replace(one, health=health, reason=tried.reason, tried_at=tried.at)


def _manifest(path: Path) -> Manifest:
    with backupfile.opened(path) as packed:
        return packed.manifest


def _made_at(path: Path, known: Tried | None, changed: int) -> datetime:
    if match := OURS.fullmatch(path.name) or OLD.fullmatch(path.name):
        with suppress(ValueError):
            return datetime.strptime(match["at"], "%Y%m%d-%H%M%S")
    if known is not None:
        with suppress(ValueError):
            return datetime.fromisoformat(known.made_at)
    return datetime.fromtimestamp(changed / 1e9)


def _why(path: Path, known: Tried | None) -> str:
    if match := OURS.fullmatch(path.name):
        return match["why"]
    if OLD.fullmatch(path.name):
        return BEFORE_UPGRADE
    return known.why if known is not None else ""


def remember(database: Path, made: BackupFile, *, automatic: bool | None = None) -> None:
    """Keep what came of trying a file; `automatic` says whether the program made it by itself."""
    path = Path(made.path)
    with suppress(OSError):
        size, changed = backuprecord.marks(path)

        def change(record: Record) -> Record:
            before = record.tried.get(made.path)
            was = before is not None and before.automatic
            one = Tried(
                size=size,
                changed=changed,
                at=made.tried_at,
                reason=made.reason,
                why=made.why,
                made_at=made.made_at.isoformat(timespec="seconds"),
                automatic=was if automatic is None else automatic,
                encrypted=made.encrypted,
                operation=made.manifest.operation if made.manifest else -1,
                counts=dict(made.manifest.counts) if made.manifest else {},
            )
            return replace(record, tried={**_there(record.tried), made.path: one})

        backuprecord.update(database, change)


def _there(tried: dict[str, Tried]) -> dict[str, Tried]:
    """Without files that were taken away; a stick that is not plugged in keeps its own."""
    return {
        path: one
        for path, one in tried.items()
        if Path(path).exists() or not _folder_is_there(path)
    }


def _folder_is_there(path: str) -> bool:
    return Path(path).parent.is_dir()


def clear_away(database: Path, rules: BackupRules, now: datetime) -> list[BackupFile]:
    """Remove the automatic backups that need not be kept; gives those that are gone."""
    gone = []
    for each in superfluous(found(database, rules), now, rules):
        with suppress(OSError):
            Path(each.path).unlink()
            gone.append(each)
    return gone


def newest_good(database: Path, rules: BackupRules) -> BackupFile | None:
    """The newest backup that was tried and is still the same file."""
    return next((each for each in found(database, rules) if each.good), None)


def last_good(database: Path) -> Tried | None:
    """The newest backup known to be good, found in the record alone: cheap enough for a start."""
    return max(all_good(database), key=lambda tried: tried.made_at, default=None)


def all_good(database: Path) -> list[Tried]:
    """Every backup known to be good, found in the record alone."""
    record = backuprecord.read(database)
    return [
        tried
        for path in record.tried
        if (tried := backuprecord.still(record, Path(path))) is not None and not tried.reason
    ]


def hold(uids: Iterable[str], path: Path) -> bool:
    """Whether any of these texts stands anywhere in a backup, deleted rows and journal included.

    Raises BackupDamaged or BackupUnreadable where it cannot be looked into.
    """
    wanted = [uid.encode() for uid in uids]
    overlap = max(map(len, wanted), default=1) - 1
    tail = b""
    for block in _blocks(path):
        window = tail + block
        if any(each in window for each in wanted):
            return True
        tail = window[len(window) - overlap :] if overlap else b""
    return False


def _blocks(path: Path) -> Iterator[bytes]:
    """The database in a backup that is not encrypted, or a database as it is."""
    if backupfile.kind_of(path) == backupfile.ZIP:
        with backupfile.opened(path) as packed:
            yield from packed.blocks()
        return
    try:
        with path.open("rb") as file:
            while block := file.read(backupfile.BLOCK):
                yield block
    except OSError as error:
        raise BackupUnreadable(path, why_not(error)) from error
