"""The commands that keep copies: backup, backups, verify."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output, passphrases
from crmtui.cli.output import Exit, put, put_json, put_row, say
from crmtui.cli.passphrases import PassphraseFile
from crmtui.cli.progress import late
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.backups import BackupFile

AsJson = Annotated[bool, typer.Option("--json", help=N_("As JSON"))]


class NotEncrypted(WrongUse):
    """A passphrase file for a backup that is not to be encrypted."""

    def __init__(self) -> None:
        super().__init__(_("--passphrase-file goes with --encrypt."))


def backup(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=N_("A new file, or a folder"))
    ] = None,
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help=N_("Behind a passphrase, in the age format"))
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> int:
    """Make a backup and try it: only a good one gets its name."""
    from crmtui import backups

    shell: Shell = ctx.obj
    if passphrase_file is not None and not encrypt:
        raise NotEncrypted
    encrypt = encrypt or (shell.settings.backup.encrypt and file is None)
    if encrypt and passphrase_file is None and (own := shell.settings.backup.passphrase_file):
        passphrase_file = Path(own).expanduser()
    passphrase = passphrases.new(passphrase_file) if encrypt else ""
    with ExitStack() as stack:
        report = late(stack, _("Backing up"))
        made = backups.make(shell.settings, file, passphrase, report)
    if made.note:
        say(made.note)
    if as_json:
        put_json(shape(made.file))
    else:
        put(made.file.path)
    say(_made_words(made.file))
    return Exit.DONE


def _made_words(made: BackupFile) -> str:
    from crmtui.present.sizes import size_words

    rows = sum(made.manifest.counts.values()) if made.manifest else 0
    return _("Backed up and tried: {size}, {rows} rows.").format(
        size=size_words(made.size), rows=f"{rows:,}"
    )


def backups(ctx: typer.Context, as_json: AsJson = False) -> int:
    """List the backups of this database: how old, how large, why, and whether they are good."""
    from crmtui import backups as keeping

    shell: Shell = ctx.obj
    known = keeping.listed(shell.settings)
    if as_json:
        put_json([shape(each) for each in known])
    else:
        _show(known)
    folder = keeping.folder(shell.settings)
    if not folder.is_dir() and (known or shell.settings.backup.folder):
        say(_("The backup folder {folder} is not there now.").format(folder=folder))
    if not known:
        words = _("There is no backup in {folder} yet. Make one with “crmtui backup”.")
        say(words.format(folder=folder))
    elif not known[0].good:
        words = _("The newest is not known to be good. Try it: crmtui verify {file}")
        say(words.format(file=_quoted(known[0].path)))
    return Exit.DONE


def _quoted(path: str) -> str:
    from crmtui.domain.commandline import quoted

    return quoted(path)


def _show(known: Sequence[BackupFile]) -> None:
    from crmtui.present import backups as words

    if not output.on_terminal():
        for each in known:
            put_row(
                (
                    each.made_at.isoformat(" ", timespec="seconds"),
                    each.size,
                    each.why,
                    "encrypted" if each.encrypted else "",
                    each.health,
                    each.reason,
                    each.path,
                )
            )
        return
    if not known:
        return
    from crmtui.cli.table import Column, show
    from crmtui.present.sizes import size_words

    now = datetime.now()
    columns = (
        Column(_("made"), drop=4),
        Column(_("how old")),
        Column(_("size"), right=True, drop=1),
        Column(_("why"), drop=3),
        Column("", drop=2),
        Column(_("health"), least=8),
        Column(_("file"), least=20),
    )
    show(
        columns,
        [
            (
                f"{each.made_at:%Y-%m-%d %H:%M}",
                words.age_words(each.made_at, now),
                size_words(each.size),
                words.why_words(each.why),
                _("encrypted") if each.encrypted else "",
                words.health_words(each),
                Path(each.path).name,
            )
            for each in known
        ],
    )
    folders = dict.fromkeys(str(Path(each.path).parent) for each in known)
    say(_("In {folders}").format(folders=output.listed(list(folders))))


def verify(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The backup"))],
    thorough: Annotated[
        bool, typer.Option("--thorough", help=N_("Compare every index with its table as well"))
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> int:
    """Try a backup: unpack it, check every page and reference, count. Exit 1 if it is not good."""
    from crmtui import backups as keeping
    from crmtui.domain.backup_errors import BackupDamaged

    shell: Shell = ctx.obj
    try:
        passphrase = passphrases.for_file(file, passphrase_file)
        with ExitStack() as stack:
            report = late(stack, _("Checking"))
            found = keeping.verify(
                shell.settings, file, passphrase, thorough=thorough, progress=report
            )
    except BackupDamaged as error:
        if as_json:
            put_json({"path": error.path, "health": "damaged", "reason": error.reason})
        raise
    if as_json:
        put_json(shape(found))
    say(_("{name} is good.").format(name=Path(found.path).name))
    return Exit.DONE


def shape(each: BackupFile) -> dict[str, object]:
    """A backup as JSON."""
    told = each.manifest
    return {
        "path": each.path,
        "made_at": each.made_at.isoformat(timespec="seconds"),
        "why": each.why,
        "bytes": each.size,
        "encrypted": each.encrypted,
        "automatic": each.automatic,
        "health": each.health,
        "reason": each.reason,
        "tried_at": each.tried_at,
        "schema": told.schema if told else None,
        "program_version": told.version if told else None,
        "database_bytes": told.size if told else None,
        "newest_entry": told.newest if told else None,
        "counts": dict(told.counts) if told else None,
    }
