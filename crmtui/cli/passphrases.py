"""The passphrase of a backup: from a file, the environment or a prompt, never the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from crmtui.cli import output
from crmtui.domain.backup_errors import PassphraseNeeded, PassphrasesDiffer
from crmtui.domain.words import N_, _

PassphraseFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=N_("Its first line is the passphrase")),
]


def given(file: Path | None) -> str:
    """The passphrase of the file, else of CRMTUI_PASSPHRASE, else ''."""
    if file is not None:
        from crmtui.files.ageformat import passphrase_of

        return passphrase_of(file)
    return os.environ.get("CRMTUI_PASSPHRASE", "")


def new(file: Path | None) -> str:
    """A passphrase to encrypt with; typed ones twice. Raises PassphraseNeeded and its like."""
    if found := given(file):
        return found
    once = _typed(_("Passphrase for the backup: "))
    if once != _typed(_("The same once more: ")):
        raise PassphrasesDiffer
    return once


def for_file(path: Path, file: Path | None) -> str:
    """What opens this backup: '' for one that is not encrypted, asked for where it must be."""
    from crmtui.files import backupfile

    if backupfile.kind_of(path) != backupfile.AGE:
        return ""
    return given(file) or _typed(_("Passphrase of {name}: ").format(name=path.name))


def _typed(question: str) -> str:
    if not output.can_ask():
        raise PassphraseNeeded
    import getpass

    try:
        found = getpass.getpass(question, stream=sys.stderr)
    except EOFError:
        found = ""
    if not found:
        raise PassphraseNeeded
    return found
