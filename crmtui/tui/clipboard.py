"""Copying text: the system's own way, else through the terminal; always shown as well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

SECONDS = 2


def programs() -> list[list[str]]:
    """The programs that take text into the clipboard here, best first."""
    if sys.platform == "darwin":
        wanted = [["pbcopy"]]
    elif sys.platform == "win32":
        wanted = [["clip"]]
    else:
        wanted = []
        if os.environ.get("WAYLAND_DISPLAY"):
            wanted.append(["wl-copy"])
        if os.environ.get("DISPLAY"):
            wanted += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return [command for command in wanted if shutil.which(command[0])]


def _through_program(text: str) -> bool:
    data = text.encode("utf-16-le" if sys.platform == "win32" else "utf-8")
    for command in programs():
        try:
            subprocess.run(
                command,
                input=data,
                timeout=SECONDS,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return True
    return False


def copy(crm: CrmApp, text: str, shown: str) -> None:
    """Copy in a thread of its own, for a clipboard may be slow; say what was copied."""

    def work() -> None:
        if _through_program(text):
            words = _("Copied: {text}")
        else:
            crm.call_from_thread(crm.copy_to_clipboard, text)
            words = _("Sent to the terminal's clipboard: {text}")
        crm.call_from_thread(crm.say, words.format(text=shown))

    crm.run_worker(work, thread=True)
