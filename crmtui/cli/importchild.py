"""The second process of a big import: makes keys and the search index; see actions.aside.

It is told things on its standard input and answers on its standard output, each (what, value).
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
from contextlib import suppress
from pathlib import Path

from crmtui import wiring
from crmtui.actions.frames import Inbox, Outbox, StreamEnded
from crmtui.actions.importdocs import Names, NewTexts
from crmtui.actions.importfacts import PackedFacts, packed, unpacked, unpacked_columns
from crmtui.domain.helper import Helper
from crmtui.reads.searchindex import Recipe

_TRIES, _PAUSE = 50, 0.2  # seconds; Windows deletes no file that is still open elsewhere


def main() -> None:
    """Answer until the other side is gone."""
    # Ctrl-C reaches both processes: the first one decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with suppress(StreamEnded):
        _answer(Inbox(sys.stdin.buffer), Outbox(sys.stdout.buffer))


def _answer(asking: Inbox, answers: Outbox) -> None:
    """What is told and asked comes in this order; there may be no names, and no more than names.

    Each part is let go as soon as the next is made of it: all of them are a lot of memory.
    """
    names, texts = Names(()), None
    while True:
        what, value = asking.next()
        if what == "names":
            names = _named(unpacked(value), answers)
        elif what == "facts":
            texts = _found_by(PackedFacts(value), names, answers)
            names, value = Names(()), None
        elif texts is not None:
            first, recipe = value
            if recipe is None:
                _send_documents(texts, first, answers)
            else:
                _make_index(texts, first, recipe, asking, answers)


def _named(told: list[str], answers: Outbox) -> Names:
    answers.put(("keys", packed(Helper().keys(told))))
    return Names(told)


def _found_by(facts: PackedFacts, names: Names, answers: Outbox) -> NewTexts:
    if names.names != facts.names:
        names = Names(facts.names)
    answers.put(("sort keys", packed(names.sort_keys)))
    return NewTexts(facts, names)


def _send_documents(texts: NewTexts, first: int, answers: Outbox) -> None:
    for part in texts.documents(first):
        answers.put(("documents", (list(part), [tuple(doc) for doc in part.values()])))
    answers.put(("end", None))


def _make_index(
    texts: NewTexts,
    first: int,
    recipe: Recipe,
    asking: Inbox,
    answers: Outbox,
) -> None:
    """Make the index in a file that is there until the other side has done with it.

    Rows of each of the recipe's tables come meanwhile.
    """
    tables = recipe[2]
    told = (asking.next()[1] for _table in tables)
    rows = ((table, unpacked_columns(columns)) for table, columns in told)
    folder = Path(tempfile.mkdtemp(prefix="crmtui-"))
    path = folder / "index.db"
    try:
        wiring.make_index(
            path, recipe, texts.documents(first), rows, lambda n: answers.put(("made", n))
        )
        answers.put(("index", str(path)))
        asking.next()  # nothing comes but the end
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
