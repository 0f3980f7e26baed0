"""What can be done with backups on the screen: all of it in the writer, with a bar."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmtui.domain.backup_errors import PassphraseNeeded
from crmtui.domain.backups import BEFORE_IMPORT, BackupFile
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.tui import tasks
from crmtui.tui.backup_lines import name_of
from crmtui.tui.screens.picking import Ask
from crmtui.tui.tasks import Stopped, Task

if TYPE_CHECKING:
    from crmtui.backups.restoring import Ready, Restored
    from crmtui.tui.app import CrmApp
    from crmtui.tui.screens.backups import BackupsScreen
    from crmtui.tui.screens.place import Place

Report = Callable[[int, int], None]


def backups(place: Place) -> None:
    """The backups."""
    from crmtui.tui.screens.backups import BackupsScreen

    place.crm.push_screen(BackupsScreen(place.crm))


async def before_import(crm: CrmApp) -> None:
    """Back up before an import; where that cannot be done, ask. Raises Stopped on a no."""
    from crmtui import backups as keeping

    def work(task: Task) -> object:
        return keeping.before(crm.settings, BEFORE_IMPORT, task.report)

    try:
        made = await tasks.run(crm, Task(_("Backing up")), work)
    except CrmError as error:
        question = _("{problem} Import without a backup?").format(problem=error)
        if not await crm.push_screen_wait(Ask(question, _("import"), _("leave"))):
            raise Stopped from error
        return
    if isinstance(made, keeping.Made):
        if made.note and keeping.first_today(crm.settings, crm.desk.today):
            crm.say(made.note)
        crm.keeper.look()


async def make(screen: BackupsScreen) -> None:
    """Make a backup now."""
    from crmtui import backups as keeping
    from crmtui.files import backupauto

    crm = screen.crm
    passphrase = ""
    if crm.settings.backup.encrypt:
        try:
            passphrase = backupauto.passphrase_of(crm.settings.backup)
        except PassphraseNeeded:
            passphrase = await _asked_twice(crm)
    work = _reporting(keeping.make, crm.settings, None, passphrase)
    made = await tasks.run(crm, Task(_("Backing up")), work)
    words = _("Made and tried: {name}").format(name=name_of(made.file))
    screen.read(f"{words} {made.note}".strip())


def _reporting(act: Callable[..., Any], *given: object) -> Callable[[Task], Any]:
    return lambda task: act(*given, task.report)


async def verify(screen: BackupsScreen, found: BackupFile) -> None:
    """Look a backup through."""
    from crmtui import backups as keeping

    crm, path = screen.crm, Path(found.path)
    passphrase = await _opening(crm, found)

    def work(task: Task) -> BackupFile:
        return keeping.verify(crm.settings, path, passphrase, progress=task.report)

    try:
        await tasks.run(crm, Task(_("Checking")), work)
    except CrmError as error:
        screen.read(str(error), "late")
    else:
        screen.read(_("{name} is good.").format(name=path.name))


async def rehearse(screen: BackupsScreen, found: BackupFile) -> None:
    """Restore a backup into a temporary place, and use it there."""
    from crmtui.backups import rehearsing

    crm, path = screen.crm, Path(found.path)
    passphrase = await _opening(crm, found)

    def work(task: Task) -> rehearsing.Rehearsal:
        return rehearsing.rehearse(crm.settings, path, passphrase, _phases(task))

    try:
        seen = await tasks.run(crm, Task(_("Rehearsing")), work)
    except CrmError as error:
        screen.read(str(error), "late")
        return
    words = _("Rehearsed with {name}: restored into a temporary place, {customers} customers.")
    said = words.format(name=path.name, customers=f"{seen.customers:,}")
    if seen.found:
        said += " " + _("“{name}” was searched for and found in it.").format(name=seen.found)
    screen.read(said)


def _phases(task: Task) -> Callable[[str], Report]:
    def phase(words: str) -> Report:
        task.words, task.done, task.total = words, 0, 0
        return task.report

    return phase


async def restore(screen: BackupsScreen, found: BackupFile) -> None:
    """Show what putting a backup back would change, ask, do it, and read everything again."""
    from crmtui.backups import restoring
    from crmtui.tui.screens.putting_back import PutBackScreen

    crm, path = screen.crm, Path(found.path)
    passphrase = await _opening(crm, found)
    with ExitStack() as stack:

        def look(task: Task) -> Ready:
            ready = restoring.prepared(crm.settings, path, passphrase, _phases(task))
            return stack.enter_context(ready)

        def put_back(task: Task) -> Restored:
            return restoring.restore(crm.settings, ready, _phases(task))

        ready = await tasks.run(crm, Task(_("Unpacking")), look)
        if not await crm.push_screen_wait(PutBackScreen(ready)):
            return
        if ready.damaged:
            crm.desk.close()  # a file that is put aside must not be open here
        done = await tasks.run(crm, Task(_("Putting back")), put_back)
    _begin_anew(crm)
    screen.read(_told(path, done))


def _begin_anew(crm: CrmApp) -> None:
    """Read everything again; what this window did before belongs to another past."""
    crm.close_desk()
    crm.desk.session = os.urandom(8).hex()
    crm.refresh_data()


def _told(path: Path, done: Restored) -> str:
    words = _("{name} is put back, and it is whole.").format(name=path.name)
    if done.before is not None:
        back = _("{name}, the newest here, takes it back.")
        words += " " + back.format(name=name_of(done.before))
    if done.aside is not None:
        kept = _("The damaged database is kept as {path}.")
        words += " " + kept.format(path=done.aside)
    return words


async def _opening(crm: CrmApp, found: BackupFile) -> str:
    """The passphrase of an encrypted backup; '' for others. Raises Stopped where it is not told."""
    from crmtui.files import backupauto

    if not found.encrypted:
        return ""
    try:
        return backupauto.passphrase_of(crm.settings.backup)
    except PassphraseNeeded:
        return await _asked(crm, _("Passphrase of {name}").format(name=name_of(found)))


async def _asked_twice(crm: CrmApp) -> str:
    from crmtui.domain.backup_errors import PassphrasesDiffer

    once = await _asked(crm, _("Passphrase for the backup"))
    if once != await _asked(crm, _("The same once more")):
        raise PassphrasesDiffer
    return once


async def _asked(crm: CrmApp, title: str) -> str:
    from crmtui.tui.screens.putting_back import PassphraseScreen

    found = await crm.push_screen_wait(PassphraseScreen(title))
    if not found:
        raise Stopped
    return found
