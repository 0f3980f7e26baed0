"""The end of a command nobody foresaw: one sentence, and a report without customer data."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from pathlib import Path

from crmtui import __version__
from crmtui.cli.output import Exit, say
from crmtui.domain.words import _
from crmtui.files import reports
from crmtui.settings import cache_folder


def told(error: Exception, *, screens: bool = False) -> int:
    """Tell the user in one sentence and leave a report; gives the exit code."""
    if os.environ.get("CRMTUI_DEBUG"):
        traceback.print_exception(error)
        return Exit.FAILED
    name = type(error).__name__
    what = _of_screens(name) if screens else _of_command(name)
    try:
        path = reports.write(cache_folder(), "\n".join(report_lines(error)) + "\n")
    except OSError:
        say(_("{what} CRMTUI_DEBUG=1 shows where it happened.").format(what=what))
    else:
        say(
            _(
                "{what} A report without customer data is in {path}: please send it to the "
                "developers."
            ).format(what=what, path=path)
        )
    return Exit.FAILED


def _of_command(name: str) -> str:
    words = _("Something went wrong inside the program ({name}); nothing was kept of this command.")
    return words.format(name=name)


def _of_screens(name: str) -> str:
    words = _(
        "Something went wrong inside the program ({name}), and it had to end. What was saved is "
        "there; a form that was open is offered again when you open the program (alt+q)."
    )
    return words.format(name=name)


def report_lines(error: Exception) -> list[str]:
    """The versions and the places the error went through: no messages, for they quote data."""
    lines = [
        f"crmtui {__version__}, Python {platform.python_version()}, {sys.platform}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__name__}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return lines


def _place(filename: str) -> str:
    """The file without the folders above the package: they may hold the user's name."""
    parts = Path(filename).parts
    for anchor in ("crmtui", "site-packages"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return parts[-1]
