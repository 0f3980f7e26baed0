"""The command that puts a backup back: restore, and its rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output, passphrases
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.passphrases import PassphraseFile
from crmtui.cli.progress import late
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.backups.restoring import Ready, Restored
    from crmtui.settings import Settings


class WhichBackup(WrongUse):
    """No file, and neither --back nor --rehearse."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say which backup to put back: “crmtui restore FILE”. “crmtui backups” lists them; "
                "--back takes the last restore back, --rehearse tries the newest."
            )
        )


class OneOfThese(WrongUse):
    """--back together with a file or --rehearse."""

    def __init__(self) -> None:
        super().__init__(_("--back takes neither a file nor --rehearse."))


class NobodyToAsk(WrongUse):
    """A restore that wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no terminal to ask on, so nothing was changed. Add --yes to go on.")
        )


def restore(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=N_("The backup to put back"))
    ] = None,
    back: Annotated[bool, typer.Option("--back", help=N_("Take the last restore back"))] = False,
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help=N_("Only try it, in a temporary place"))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Do not ask"))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would change"))
    ] = False,
    no_backup: Annotated[
        bool, typer.Option("--no-backup", help=N_("Without a backup of what is there now"))
    ] = False,
    passphrase_file: PassphraseFile = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Put a backup back: shows what would change, asks, backs up what is there first."""
    shell: Shell = ctx.obj
    if back and (file is not None or rehearse):
        raise OneOfThese
    if rehearse:
        return _rehearse(shell.settings, file, passphrase_file, as_json)
    path = _chosen(shell.settings, file, back)
    from crmtui.backups import restoring

    if not (yes or dry_run or output.can_ask()):
        raise NobodyToAsk
    passphrase = passphrases.for_file(path, passphrase_file)
    with ExitStack() as stack:
        phase = _phases(stack)
        ready = stack.enter_context(restoring.prepared(shell.settings, path, passphrase, phase))
        for line in _ahead(ready):
            say(line)
        if as_json and dry_run:
            put_json(_shape(ready))
        if dry_run:
            say(_("This was a dry run: nothing was written."))
            return Exit.DONE
        if not yes and not output.ask(_("Put this backup back?")):
            say(_("Nothing was changed."))
            return Exit.FAILED
        done = restoring.restore(shell.settings, ready, phase, back_up=not no_backup)
    if as_json:
        put_json({**_shape(ready), "backup_before": done.before.path if done.before else None})
    _tell(done)
    return Exit.DONE


def _chosen(settings: Settings, file: Path | None, back: bool) -> Path:
    if back:
        from crmtui.backups import restoring

        return Path(restoring.newest_before_restore(settings).path)
    if file is None:
        raise WhichBackup
    return file


def _phases(stack: ExitStack) -> Callable[[str], Callable[[int, int], None]]:
    """Each part of the work gets a bar of its own, where it takes long."""
    current = stack.enter_context(ExitStack())

    def phase(words: str) -> Callable[[int, int], None]:
        current.close()
        return late(current, words)

    return phase


def _ahead(ready: Ready) -> Iterator[str]:
    """What putting it back would change: each count now and then, and the newest entries."""
    from crmtui import present
    from crmtui.present import backups as words

    then, now = ready.then, ready.now
    if ready.damaged:
        yield ready.damaged
        yield _("It is put aside as a file, and the backup takes its place.")
    elif now is None:
        yield _("There is no database now; the backup becomes it.")
    yield _("What is there now → what the backup holds:")
    counts = now.counts if now else {}
    for table in words.told_tables(counts, then.counts):
        here = f"{counts.get(table, 0):,}" if now else "–"
        yield _("  {what}: {now} → {then}").format(
            what=present.table_words(table), now=here, then=f"{then.counts.get(table, 0):,}"
        )
    yield _("  newest entry: {now} → {then}").format(
        now=words.newest_words(now.newest if now else ""), then=words.newest_words(then.newest)
    )
    if now and now.schema != then.schema:
        yield _("The backup is of version {then} and is brought up to {now}.").format(
            then=then.schema, now=now.schema
        )


def _tell(done: Restored) -> None:
    say(_("The backup is put back, and it is whole."))
    if done.before is not None:
        name = Path(done.before.path).name
        say(_("To take it back: crmtui restore --back (from {name})").format(name=name))
    if done.aside is not None:
        say(_("The damaged database is kept as {path}.").format(path=done.aside))


def _rehearse(
    settings: Settings, file: Path | None, passphrase_file: Path | None, as_json: bool
) -> int:
    from crmtui import backups
    from crmtui.backups import rehearsing
    from crmtui.cli.backups import shape
    from crmtui.domain.backup_errors import NoBackups

    if file is None:
        known = backups.listed(settings)
        if not known:
            raise NoBackups(backups.folder(settings))
        file = Path(known[0].path)
    passphrase = passphrases.for_file(file, passphrase_file)
    begun = datetime.now()
    with ExitStack() as stack:
        seen = rehearsing.rehearse(settings, file, passphrase, _phases(stack))
    if as_json:
        put_json({**shape(seen.file), "customers": seen.customers, "found": seen.found})
    seconds = (datetime.now() - begun).total_seconds()
    say(
        _(
            "Rehearsed with {name}: restored into a temporary place in {seconds} s, checked page "
            "by page, {customers} customers there."
        ).format(name=file.name, seconds=f"{seconds:.1f}", customers=f"{seen.customers:,}")
    )
    if seen.found:
        say(_("Searched for “{name}” in it, found it and opened its card.").format(name=seen.found))
    return Exit.DONE


def _shape(ready: Ready) -> dict[str, object]:
    return {
        "path": str(ready.source),
        "then": _content(ready.then),
        "now": _content(ready.now) if ready.now else None,
        "damaged": ready.damaged,
    }


def _content(held: object) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(held)  # type: ignore[call-overload, no-any-return]
