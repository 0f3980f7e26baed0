"""The programs that take text into the system's clipboard."""

from __future__ import annotations

import os
import shutil
import sys


def programs() -> list[list[str]]:
    """The commands that work here, best first; none where there is no desktop."""
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
