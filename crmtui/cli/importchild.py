"""The second process of a big import: makes sort keys and search documents; see actions.aside.

It takes the facts on its standard input and answers with (what, value) on its standard output.
It lives as long as its input is open, and leaves nothing behind.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from crmtui import wiring
from crmtui.actions import frames
from crmtui.actions.frames import StreamEnded
from crmtui.actions.importdocs import Names, NewTexts
from crmtui.actions.importfacts import Facts, packed, unpacked

_TRIES, _PAUSE = 50, 0.2  # seconds; Windows deletes no file that is still open elsewhere


def main() -> None:
    """Answer until the other side is gone."""
    # Ctrl-C reaches both processes: the first one decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    asking, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        texts = _prepared(asking, answers)
        first, recipe = frames.receive(asking)
        if recipe is None:
            _send_documents(texts, first, answers)
        else:
            _make_index(texts, first, recipe, asking, answers)
    except StreamEnded:
        return


def _prepared(asking: BinaryIO, answers: BinaryIO) -> NewTexts:
    facts = Facts._make(unpacked(frames.receive(asking)))
    names = Names(facts)
    frames.send(answers, ("sort keys", packed(names.sort_keys)))
    return NewTexts(facts, names)


def _send_documents(texts: NewTexts, first: int, answers: BinaryIO) -> None:
    for part in texts.documents(first):
        frames.send(answers, ("documents", (list(part), [tuple(doc) for doc in part.values()])))
    frames.send(answers, ("end", None))


def _make_index(
    texts: NewTexts,
    first: int,
    recipe: tuple[str, list[tuple[str, int]]],
    asking: BinaryIO,
    answers: BinaryIO,
) -> None:
    """Make the index in a file that is there until the other side has done with it."""
    folder = Path(tempfile.mkdtemp(prefix="crmtui-"))
    path = folder / "index.db"
    try:
        wiring.make_index(
            path, recipe, texts.documents(first), lambda n: frames.send(answers, ("made", n))
        )
        frames.send(answers, ("index", str(path)))
        frames.receive(asking)  # nothing comes but the end
    finally:
        _remove(folder)


def _remove(folder: Path) -> None:
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE)


if __name__ == "__main__":
    main()
    os._exit(0)
