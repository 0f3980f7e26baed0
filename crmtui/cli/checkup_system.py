"""The checks of what is around the database: program, settings, terminal, disk, backups."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from crmtui.cli import output
from crmtui.domain.errors import CrmError
from crmtui.domain.health import Finding, judged, ok, warned
from crmtui.domain.words import _, ngettext
from crmtui.files import private, reports, terminals
from crmtui.present.sizes import size_words

if TYPE_CHECKING:
    from crmtui.settings import Settings

LIBRARIES = ("textual", "typer", "rich", "sqlmodel", "holidays", "borax", "pypinyin", "pyrage")
NEEDED = 20_000_000  # bytes free, below which nothing should be begun
COPIES = 3  # of the database that should find room: an import, a backup, a restore
SMALL = (80, 24)
LATELY = timedelta(days=7)


def program() -> Finding:
    """The versions of the program and of Python."""
    from crmtui import __version__

    words = f"crmtui {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return ok("program", _("program"), words)


def libraries() -> Finding:
    """The versions of the libraries that matter most."""
    from importlib import metadata

    found, missing = [], []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    words = ", ".join(found)
    if missing:
        words = _("missing: {names}").format(names=", ".join(missing))
    advice = _("Install the program again: “make run” in its folder does.")
    return judged("libraries", _("libraries"), bool(missing), words, advice)


def settings(chosen: Settings) -> Iterator[Finding]:
    """The files of settings and of own holidays."""
    path = chosen.config_path
    words = str(path) if path.exists() else _("{path} (not there; defaults)").format(path=path)
    pinned = chosen.today_pin is not None
    if pinned:
        words = _("{path}; today is pinned to {day}").format(path=path, day=chosen.today())
    advice = _("CRMTUI_TODAY is set in the environment: unset it to work with the real day.")
    yield warned("settings", _("settings"), pinned, words, advice)
    if chosen.holidays_path.exists():
        yield _holidays(chosen)


def _holidays(chosen: Settings) -> Finding:
    from crmtui.files import holidayfile

    what = _("own holidays")
    try:
        holidayfile.read(chosen.holidays_path)
    except CrmError as error:
        advice = _("“crmtui holidays --edit” opens the file.")
        return judged("holidays", what, True, str(error), advice)
    return ok("holidays", what, str(chosen.holidays_path))


def failures(chosen: Settings) -> Finding:
    """Whether the program failed lately."""
    what = _("failures")
    last = reports.newest(chosen.cache)
    if last is None:
        return ok("failures", what, _("none"))
    path, at = last
    lately = datetime.now() - at < LATELY
    words = _("the last one {at}, {path}").format(at=f"{at:%Y-%m-%d %H:%M}", path=path)
    advice = _("The report holds no customer data: please send it to the developers.")
    return warned("failures", what, lately, words, advice)


def terminal() -> Iterator[Finding]:
    """Size, colours, Chinese and the clipboard of the terminal, where there is one."""
    what = _("terminal")
    if not (output.on_terminal() and output.on_terminal(sys.stdin)):
        yield ok("terminal", what, _("none here; the screens need one"))
        return
    size = shutil.get_terminal_size()
    words = f"{size.columns}x{size.lines}, {_colours()}, {sys.stdout.encoding}"
    small = size.columns < SMALL[0] or size.lines < SMALL[1]
    advice = _("The screens are made for 80x24 and more: make the window larger.")
    yield warned("terminal", what, small, words, advice)
    told = terminals.asked()
    yield _width(told.wide)
    yield _clipboard(told.clipboard)


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return _("no colours (NO_COLOR)")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return _("all colours")
    return _("256 colours") if "256" in os.environ.get("TERM", "") else _("16 colours")


def _width(cells: int | None) -> Finding:
    what = _("Chinese characters")
    if cells is None:
        return ok("width", what, _("the terminal does not say how wide they are"))
    words = ngettext("{n} cell wide", "{n} cells wide", cells).format(n=cells)
    advice = _(
        "Chinese should be two cells wide, or columns will not stand under each other: choose a "
        "font with Chinese characters, and UTF-8 as the terminal's encoding."
    )
    return warned("width", what, cells != 2, words, advice)


def _clipboard(by_terminal: bool | None) -> Finding:
    from crmtui.files.clipboards import programs

    what = _("clipboard")
    if found := programs():
        return ok("clipboard", what, found[0][0])
    if by_terminal:
        return ok("clipboard", what, _("through the terminal (OSC 52)"))
    words = _("no program for it; the terminal may take text (OSC 52), it does not say so")
    advice = _("Copied numbers are always shown too. On Linux, xclip or wl-clipboard helps.")
    return warned("clipboard", what, True, words, advice)


def places(chosen: Settings) -> Iterator[Finding]:
    """Room on the disk, and who may read what."""
    folder = next((each for each in chosen.db.absolute().parents if each.is_dir()), None)
    if folder is not None:
        yield _room(chosen, shutil.disk_usage(folder).free)
    paths = [*private.of_database(chosen.db), chosen.config_path]
    unlocked = private.open_to_others(paths)
    yield warned(
        "permissions",
        _("permissions"),
        bool(unlocked),
        ngettext(
            "others on this computer may read {path}",
            "others on this computer may read {n} files, {path} for one",
            len(unlocked),
        ).format(n=len(unlocked), path=unlocked[0])
        if unlocked
        else _("your own alone"),
        _("“crmtui doctor --fix” keeps them to you."),
    )


def backup(chosen: Settings) -> Iterator[Finding]:
    """How old the newest backup is that was tried; nothing where there is nothing to back up."""
    if not chosen.db.exists():
        return
    from crmtui import backups

    what, most = _("backup"), chosen.backup.warn_after_days
    newest = backups.newest_good(chosen)
    advice = _("“crmtui backup” makes one and tries it; “crmtui backups” lists those there are.")
    if chosen.backup.folder and not (folder := backups.folder(chosen)).is_dir():
        words = _("The backup folder {folder} is not there now.").format(folder=folder)
        yield warned("backup_folder", what, True, words, advice)
    if newest is None:
        yield warned("backup", what, bool(most), _("none that was tried"), advice)
        return
    age = (datetime.now() - newest.made_at).days
    words = _("{at}, {path}").format(at=f"{newest.made_at:%Y-%m-%d %H:%M}", path=newest.path)
    yield warned("backup", what, bool(most) and age >= most, words, advice)


def _room(chosen: Settings, free: int) -> Finding:
    held = chosen.db.stat().st_size if chosen.db.exists() else 0
    words = _("{size} free").format(size=size_words(free))
    advice = _("Make room on the disk: a backup and an import need about as much as there is.")
    if free < NEEDED:
        return judged("room", _("disk"), True, words, advice)
    return warned("room", _("disk"), free < COPIES * held, words, advice)
