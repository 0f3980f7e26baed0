"""Texts as they are to be typed on a command line."""

from __future__ import annotations

import shlex
import sys


def quoted(text: str) -> str:
    """The text as one argument of a command, on this system's shell."""
    if sys.platform != "win32":
        return shlex.quote(text)
    return f'"{text}"' if any(letter in " &()[]{}^=;!'+,`~" for letter in text) else text
