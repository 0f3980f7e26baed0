"""stdout is data, stderr is talk: everything the shell commands print, and the exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, TextIO

from crmtui.domain.clean import in_numbers, is_harmless, neutral
from crmtui.domain.errors import CrmError
from crmtui.domain.system_words import why
from crmtui.domain.words import _

if TYPE_CHECKING:
    from datetime import date


class Exit(IntEnum):
    """What the process tells the shell."""

    DONE = 0
    FAILED = 1  # or declined
    WRONG_USE = 2  # also: ambiguous, or no terminal to ask on and no --yes
    NOTHING_FOUND = 3
    IN_PART = 4  # some rows were not taken
    STOPPED = 130  # Ctrl-C


def prepare() -> None:
    """Make both streams able to write any text, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", None) or "").lower().replace("_", "-")
        change = getattr(stream, "reconfigure", None)
        if change is None:
            continue
        if encoding in ("utf-8", "utf8"):
            change(errors="replace")  # a file name may hold bytes that are no text
        elif sys.platform == "win32" or encoding in ("", "ascii", "us-ascii", "ansi-x3.4-1968"):
            change(encoding="utf-8", errors="replace")
        else:
            change(errors="replace")


def say(text: str) -> None:
    """Tell the user something: a line on stderr, harmless on any terminal."""
    lines = "\n".join(neutral(line) for line in text.split("\n"))
    try:
        sys.stderr.write(f"{lines}\n")
    except (OSError, ValueError):
        return  # nobody is listening, and that is no failure of what was asked for


class OutputFailed(CrmError):
    """What was asked for cannot be written out."""

    def __init__(self, error: OSError) -> None:
        reason = why(error)
        super().__init__(_("The output could not be written: {reason}.").format(reason=reason))


def put(text: str) -> None:
    """A line of data on stdout, or several; harmless on any terminal."""
    lines = (line if line.isprintable() else _harmless(line) for line in text.split("\n"))
    _write("\n".join(lines))


def _harmless(line: str) -> str:
    return line if is_harmless(line) else neutral(line)


def _write(line: str) -> None:
    try:
        sys.stdout.write(f"{line}\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFailed(error) from error


def put_row(cells: Iterable[str | int | float | date | None]) -> None:
    """One line of tab-separated data: no header, nothing cut off, one line per row."""
    _write("\t".join("" if cell is None else neutral(str(cell)) for cell in cells))


def put_rows(rows: Sequence[Sequence[str]]) -> None:
    """Short rows: their columns under each other for a person, separated by tabs in a pipe."""
    if not on_terminal():
        for row in rows:
            put_row(row)
        return
    from crmtui.cli.cells import aligned

    for line in aligned(rows):
        put(line)


def put_json(value: object) -> None:
    """Data as JSON in UTF-8, whatever the locale says."""
    import json

    change = getattr(sys.stdout, "reconfigure", None)
    if change is not None:
        change(encoding="utf-8", errors="replace")
    _write(in_numbers(json.dumps(value, ensure_ascii=False, indent=2)))


def on_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person looks at this stream (stdout unless named)."""
    try:
        return (stream or sys.stdout).isatty()
    except (AttributeError, ValueError):
        return False


def can_ask() -> bool:
    """Whether there is somebody to answer a question."""
    return on_terminal(sys.stdin) and on_terminal(sys.stderr)


def ask(question: str) -> bool:
    """A yes-or-no question on the terminal; plain Enter and end of input mean no."""
    sys.stderr.write(_("{question} [y/N] ").format(question=neutral(question)))
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().casefold()
    return answer in {"y", "yes", "是", "好", "对", "确定"}


def choose(question: str, keys: Sequence[str]) -> str:
    """Which of these letters is answered on the terminal; '' for plain Enter or anything else."""
    marks = "/".join(keys)
    sys.stderr.write(f"{neutral(question)} [{marks}] ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip().casefold()
    return answer if answer in keys else ""


def flush(code: int) -> int:
    """Write out what is still held; gives the exit code, another one where that fails."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return pipe_closed(code)
    except OSError as error:
        say(str(OutputFailed(error)))
        _to_nowhere()
        return int(Exit.FAILED)
    try:
        sys.stderr.flush()
    except OSError:
        _to_nowhere()
    return code


def pipe_closed(code: int = Exit.DONE) -> int:
    """The reader of a pipe went away (`crmtui find 王 | head -1`): quiet, and no failure."""
    _to_nowhere()
    return int(code)


def _to_nowhere() -> None:
    """Send what Python may still flush at the end to nowhere, so that it stays quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def listed(names: Sequence[str]) -> str:
    """Names in one line of talk."""
    return _(", ").join(names)
