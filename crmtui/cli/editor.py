"""Opening a text file in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from crmtui.domain.system_words import why
from crmtui.domain.words import _

USUAL = ("nano", "vim", "vi")


class NoEditor(Exception):
    """There is no editor, or it failed; the text says which."""


def command(env: Mapping[str, str] = os.environ) -> list[str]:
    """The editor as a command: VISUAL, EDITOR, else what this system has."""
    for name in ("VISUAL", "EDITOR"):
        if given := env.get(name, "").strip():
            if sys.platform == "win32":
                return [part.strip('"') for part in shlex.split(given, posix=False)]
            return shlex.split(given)
    if sys.platform == "win32":
        return ["notepad"]
    if sys.platform == "darwin" and shutil.which("nano") is None:
        return ["open", "-W", "-t"]
    found = next((each for each in USUAL if shutil.which(each)), None)
    if found is None:
        raise NoEditor(_("there is no editor"))
    return [found]


def edit(path: Path, env: Mapping[str, str] = os.environ) -> None:
    """Open the file and wait until the editor is closed; raises NoEditor."""
    words = command(env)
    try:
        code = subprocess.call([*words, str(path)])
    except OSError as error:
        raise NoEditor(why(error)) from error
    if code:
        raise NoEditor(_("the editor {name} ended with {code}").format(name=words[0], code=code))
