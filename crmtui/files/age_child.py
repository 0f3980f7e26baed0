"""Encrypts or decrypts one file with a passphrase, in a process of its own.

The library works in memory and lets no other thread run meanwhile: here neither the screens nor
the program's memory feel it. Run by its path; `encrypt|decrypt SOURCE TARGET`, the passphrase on
stdin. Exit code 3: the passphrase or the file is wrong; 4: it does not fit into memory.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

WRONG, NO_MEMORY, NO_ROOM = 3, 4, 5


def main(how: str, source: str, target: str) -> int:
    """Read, work, write; gives the exit code."""
    import pyrage

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends this process itself
    passphrase = sys.stdin.buffer.read().decode()
    work = pyrage.passphrase.encrypt if how == "encrypt" else pyrage.passphrase.decrypt
    try:
        made = work(Path(source).read_bytes(), passphrase)
    except (pyrage.DecryptError, pyrage.EncryptError):
        return WRONG
    except MemoryError:
        return NO_MEMORY
    try:
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        sys.stderr.write(str(error.errno))
        return NO_ROOM
    return 0


_BINARY = getattr(os, "O_BINARY", 0)

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
