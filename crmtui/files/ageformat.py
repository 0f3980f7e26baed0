"""Files behind a passphrase, in the age format: the `age` tool opens them as well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from crmtui.domain.backup_errors import (
    BackupNotMade,
    PassphraseFileUnreadable,
    TooLittleMemory,
    WrongPassphrase,
)
from crmtui.domain.system_words import why
from crmtui.domain.words import _
from crmtui.files.age_child import NO_MEMORY, NO_ROOM, WRONG

# Making the key takes half a gigabyte whatever is encrypted; the file is held three times.
KEY_MB, TIMES = 560, 3


def encrypt(source: Path, target: Path, passphrase: str, shown: Path) -> None:
    """Write an encrypted copy to a new file. Raises TooLittleMemory, BackupNotMade."""
    _run("encrypt", source, target, passphrase, shown)


def decrypt(source: Path, target: Path, passphrase: str) -> None:
    """Write what is in an encrypted file to a new one. Raises WrongPassphrase and the like."""
    _run("decrypt", source, target, passphrase, source)


def _run(how: str, source: Path, target: Path, passphrase: str, shown: Path) -> None:
    needed, free = KEY_MB + TIMES * (source.stat().st_size >> 20), free_memory()
    if free is not None and free < needed:
        raise TooLittleMemory(needed, free)
    command = [sys.executable, "-P", str(Path(__file__).with_name("age_child.py"))]
    child = subprocess.Popen(
        [*command, how, str(source), str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        _out, said = child.communicate(passphrase.encode())
    except BaseException:
        child.kill()
        child.wait()
        raise
    _judge(child.returncode, said.decode(errors="replace"), needed, shown)


def _judge(code: int, said: str, needed: int, shown: Path) -> None:
    if code == 0:
        return
    if code == WRONG:
        raise WrongPassphrase(shown)
    if code == NO_MEMORY or code < 0:  # a system short of memory ends the largest process
        raise TooLittleMemory(needed, free_memory() or 0)
    if code == NO_ROOM and said.isdecimal():
        number = int(said)
        raise BackupNotMade(shown.parent, why(OSError(number, os.strerror(number))))
    raise BackupNotMade(shown.parent, _("encrypting failed in the library for it."))


def free_memory() -> int | None:
    """Megabytes of memory that programs may still take; None where the system does not say."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:  # noqa: PTH123  # no real file
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) >> 10
    except (OSError, ValueError, IndexError):
        pass
    return None


def passphrase_of(path: Path) -> str:
    """The first line of a file. Raises PassphraseFileUnreadable."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            found = file.readline(4096).rstrip("\r\n")
    except OSError as error:
        raise PassphraseFileUnreadable(path, why(error)) from error
    except UnicodeDecodeError as error:
        raise PassphraseFileUnreadable(path, _("it is no text")) from error
    if not found:
        raise PassphraseFileUnreadable(path, _("its first line is empty"))
    return found
