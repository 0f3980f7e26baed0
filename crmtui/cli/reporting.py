"""A report of a check that holds no customer data, to show to others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.health import Finding
from crmtui.reads import health

if TYPE_CHECKING:
    from crmtui.cli.shell import Shell

UNTOLD = {"settings", "holidays"}  # checks whose words may quote what the user wrote


def lines(shell: Shell, found: Sequence[Finding]) -> Iterator[str]:
    """The findings without names of people and folders, and how many rows there are of what."""
    for finding in found:
        words = "" if finding.check in UNTOLD else _nameless(finding.words)
        yield f"{finding.state.value}  {finding.check}  {words}".rstrip()
    try:
        with shell.looking() as conn:
            counts = health.counts(conn)
    except CrmError as error:
        yield f"rows  {type(error).__name__}"
        return
    yield "rows  " + ", ".join(f"{table} {count}" for table, count in counts.items())


def _nameless(words: str) -> str:
    """Words without the folders and the login name of the user."""
    kept = [_file(word) if os.sep in word else word for word in words.split()]
    return " ".join(kept)


def _file(word: str) -> str:
    path = word.rstrip(",;.")
    return f"…{Path(path).suffix}{word[len(path) :]}"
