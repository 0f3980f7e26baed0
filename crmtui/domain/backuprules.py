"""What the user settled about backups."""

from __future__ import annotations

from typing import NamedTuple


class BackupRules(NamedTuple):
    """The table [backup] of the settings."""

    folder: str = ""  # '' is the folder `backups` beside the database
    every: int = 1  # days between two daily ones; 0 makes none
    daily: int = 7  # how many days, weeks and months back one is kept of each
    weekly: int = 4
    monthly: int = 12
    encrypt: bool = False  # automatic ones too, with the passphrase of the file or environment
    passphrase_file: str = ""
    warn_after_days: int = 7  # without a good one; 0 never warns
