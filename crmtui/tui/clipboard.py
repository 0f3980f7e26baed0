"""Copying text: the system's own way, else through the terminal; always shown as well."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from crmtui.domain.words import _
from crmtui.files.clipboards import programs

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

SECONDS = 2


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
