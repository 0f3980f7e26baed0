"""What the operating system refuses, in the user's words: it knows only its own language."""

from __future__ import annotations

import errno

from crmtui.domain.words import N_, _

WORDS = {
    errno.EACCES: N_("no permission"),
    errno.EPERM: N_("no permission"),
    errno.ENOENT: N_("no such file or folder"),
    errno.ENOTDIR: N_("part of the path is not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it exists already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk is write-protected"),
    errno.EIO: N_("the disk reports an error"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EMFILE: N_("too many files are open"),
}


def why(error: OSError) -> str:
    """The reason of an error of the system, as part of a sentence."""
    if error.errno in WORDS:
        return _(WORDS[error.errno])
    return error.strerror or str(error)
