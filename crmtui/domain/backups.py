"""What a backup is: its manifest, why it was made, whether it is known to be good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

FORMAT = 1  # of the manifest
MANUAL = "manual"
DAILY = "daily"
BEFORE_IMPORT = "before-import"
BEFORE_UPGRADE = "before-upgrade"
BEFORE_RESTORE = "before-restore"
WHYS = (MANUAL, DAILY, BEFORE_IMPORT, BEFORE_UPGRADE, BEFORE_RESTORE)

GOOD, DAMAGED, UNTRIED = "good", "damaged", "untried"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself, in `manifest.json`."""

    version: str  # of the program that made it
    schema: str
    made_at: str  # local time with its offset, ISO
    why: str
    source: str  # the database's file name, without its folders
    size: int  # bytes of the database
    sha256: str  # of the database
    counts: Mapping[str, int] = field(default_factory=dict)  # rows of every table
    newest: str = ""  # when the newest entry was written, UTC ISO; '' for an empty database
    operation: int = 0  # the newest entry of the journal


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup as it is listed."""

    path: str
    made_at: datetime  # local, naive
    why: str
    size: int  # bytes of the file
    encrypted: bool
    health: str  # GOOD | DAMAGED | UNTRIED
    reason: str = ""  # why it is damaged, in words
    tried_at: str = ""  # when it was last verified, local ISO
    manifest: Manifest | None = None  # None where it is encrypted, plain or not readable
    automatic: bool = False  # made by the program itself for this database: may be cleared away

    @property
    def good(self) -> bool:
        """Whether it was tried, was good and is still the same file."""
        return self.health == GOOD


@dataclass(frozen=True, slots=True)
class Content:
    """What a database holds, to be compared before a restore."""

    schema: str
    counts: Mapping[str, int]
    newest: str  # UTC ISO of the newest entry
    operation: int = 0


@dataclass(frozen=True, slots=True)
class Holders:
    """Which backups hold certain customers or contacts."""

    holding: tuple[BackupFile, ...]
    closed: tuple[BackupFile, ...]  # encrypted or not readable: nobody can say
