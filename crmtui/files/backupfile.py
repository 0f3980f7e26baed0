"""The file of a backup: a zip with `manifest.json` and the database, which anyone can open."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from crmtui.domain.backup_errors import BackupDamaged, BackupUnreadable, NotABackup
from crmtui.domain.backups import FORMAT, Manifest
from crmtui.domain.system_words import why
from crmtui.domain.words import _

MANIFEST = "manifest.json"
LEVEL = 1  # of compression: what is more takes many times as long and saves little
BLOCK = 1 << 20  # bytes
MOST_MANIFEST = 1 << 20  # bytes
ZIP, AGE, PLAIN = "zip", "age", "plain"
SIGNS = {
    b"PK\x03\x04": ZIP,
    b"age-encryption.org/": AGE,
    b"-----BEGIN AGE ENCRYPTED": AGE,
    b"SQLite format 3\0": PLAIN,
}
Tick = Callable[[int], None]  # hears of so many more bytes


def kind_of(path: Path) -> str:
    """ZIP, AGE or PLAIN (a database as it is). Raises NotABackup, BackupUnreadable."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
    except OSError as error:
        raise BackupUnreadable(path, why(error)) from error
    for sign, kind in SIGNS.items():
        if head.startswith(sign):
            return kind
    raise NotABackup(path)


def pack(
    database: Path, out: IO[bytes], describe: Callable[[str, int], Manifest], tick: Tick
) -> Manifest:
    """Write the backup of a database that nobody changes; gives its manifest.

    `describe` makes the manifest of the database's SHA-256 and size.
    """
    digest, size = hashlib.sha256(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        made = datetime.now()
        with (
            database.open("rb") as file,
            packed.open(_entry(database.name, made), "w", force_zip64=True) as entry,
        ):
            while block := file.read(BLOCK):
                digest.update(block)
                entry.write(block)
                size += len(block)
                tick(len(block))
        manifest = describe(digest.hexdigest(), size)
        text = json.dumps(_told(manifest, database.name), ensure_ascii=False, indent=2)
        packed.writestr(_entry(MANIFEST, made), text + "\n")
    return manifest


def _entry(name: str, made: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, made.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    # Only in 3.13 did this get a name of its own; the old one is still understood.
    info._compresslevel = LEVEL  # type: ignore[attr-defined]
    return info


def _told(manifest: Manifest, name: str) -> dict[str, Any]:
    told = asdict(manifest)
    database = {"name": name, "bytes": told.pop("size"), "sha256": told.pop("sha256")}
    return {"format": FORMAT, "program": "crmtui", **told, "database": database}


class Packed:
    """An opened backup that is a zip: its manifest, and the database streamed out of it."""

    def __init__(self, path: Path, opened: zipfile.ZipFile) -> None:
        self.path = path
        self._zip = opened
        told = self._read_manifest()
        try:
            self._name, self.manifest = str(told["database"]["name"]), _manifest(told)
            self._info = opened.getinfo(self._name)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BackupDamaged(path, _("its manifest is not whole.")) from error

    def _read_manifest(self) -> dict[str, Any]:
        try:
            info = self._zip.getinfo(MANIFEST)
            if info.file_size > MOST_MANIFEST:
                raise ValueError
            told: dict[str, Any] = json.loads(self._zip.read(info))
        except KeyError as error:
            raise NotABackup(self.path) from error
        except ValueError as error:
            raise BackupDamaged(self.path, _("its manifest is not whole.")) from error
        return told

    def blocks(self) -> Iterator[bytes]:
        """The database, and at the end whether it is what the manifest says: BackupDamaged."""
        digest, size = hashlib.sha256(), 0
        with _plainly(self.path), self._zip.open(self._info) as entry:
            while block := entry.read(BLOCK):
                digest.update(block)
                size += len(block)
                if size > self.manifest.size:
                    break
                yield block
        if (size, digest.hexdigest()) != (self.manifest.size, self.manifest.sha256):
            raise BackupDamaged(self.path, _("the database in it is not the one that was saved."))


def _manifest(told: dict[str, Any]) -> Manifest:
    database = told["database"]
    datetime.fromisoformat(told["made_at"])
    return Manifest(
        version=str(told["version"]),
        schema=str(told["schema"]),
        made_at=str(told["made_at"]),
        why=str(told["why"]),
        source=str(told["source"]),
        size=int(database["bytes"]),
        sha256=str(database["sha256"]),
        counts={str(table): int(rows) for table, rows in told["counts"].items()},
        newest=str(told["newest"]),
        operation=int(told["operation"]),
    )


@contextmanager
def opened(path: Path, shown: Path | None = None) -> Iterator[Packed]:
    """The backup in a zip; errors name the file `shown`. Raises BackupDamaged, BackupUnreadable."""
    name = shown or path
    with _plainly(name):
        found = zipfile.ZipFile(path)
    with found:
        with _plainly(name):
            packed = Packed(name, found)
        yield packed


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    """What a damaged zip makes its reader raise, in words."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BackupDamaged(path, _("the file is cut short or was changed.")) from error
    except (NotImplementedError, RuntimeError, UnicodeError) as error:
        raise BackupDamaged(path, _("it was packed by another program.")) from error
    except OSError as error:
        raise BackupUnreadable(path, why(error)) from error
