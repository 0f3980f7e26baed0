"""Erasing a person for good: who it is, which texts tell of them, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.words import _

GONE = "…"  # stands where a name was
FEWEST = 2  # characters of a text that tells of somebody; of figures, more
FEWEST_FIGURES = 6


class Mention(NamedTuple):
    """A row of somebody else in which the person is named; it stays as it is."""

    table: str
    row_id: int
    customer_id: int | None
    customer: str


class Person(NamedTuple):
    """Whom erasing is about, and all that belongs to them."""

    kind: str  # customer, contact
    id: int
    name: str
    customers: frozenset[int]  # the ids it has and had, those merged into it too
    uids: frozenset[str]
    rows: Mapping[str, tuple[int, ...]]  # by table, children first
    texts: tuple[str, ...]  # names, numbers and addresses that tell of nobody else
    referring: tuple[tuple[str, str, int], ...] = ()  # table, column and row pointing at some
    referred: tuple[int, ...] = ()  # customers that were referred by it
    mentions: tuple[Mention, ...] = ()


class Erased(NamedTuple):
    """What erasing came to; `swept`: whether the file's free pages are clean as well."""

    operation: int
    rows: int
    changes: int  # of the journal that do not tell of it any more
    swept: bool


class NotTheName(WrongUse):
    """What was typed is not the name of who is to be erased."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("That is not “{name}”, so nothing was erased. Type the name exactly.").format(
                name=name
            )
        )


class NotSwept(CrmError):
    """Another program holds the database open, so its free pages could not be cleaned."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another window is reading the database, so traces may be left in its free space. "
                "Close it, then run: crmtui erase --sweep"
            )
        )


def same_name(typed: str, name: str) -> bool:
    """Whether the name was typed; spaces around it do not matter."""
    return bool(typed.strip()) and " ".join(typed.split()) == " ".join(name.split())


def telling(texts: Collection[str]) -> list[str]:
    """The texts long enough to tell of one person, the longest first."""
    kept = {text.strip() for text in texts}
    return sorted((t for t in kept if _is_telling(t)), key=lambda text: (-len(text), text))


def _is_telling(text: str) -> bool:
    figures = sum(letter.isdigit() for letter in text)
    return len(text) >= (FEWEST_FIGURES if figures * 2 > len(text) else FEWEST)


def pattern(texts: Collection[str]) -> re.Pattern[str] | None:
    """What finds any of these texts as whole words; None where there are none."""
    if not texts:
        return None
    return re.compile("|".join(_whole(text) for text in telling(texts)), re.IGNORECASE)


def _whole(text: str) -> str:
    """Latin letters and figures end at a word's end; Chinese names stand without spaces."""
    before = r"(?<![0-9A-Za-z])" if re.match("[0-9A-Za-z+]", text) else ""
    after = r"(?![0-9A-Za-z])" if re.search("[0-9A-Za-z]$", text) else ""
    return f"{before}{re.escape(text)}{after}"


def without(
    value: object, found: re.Pattern[str], spare: Callable[[str], bool] | None = None
) -> object:
    """A JSON value in which none of the texts stand any more; keys and spared fields stay."""
    if isinstance(value, str):
        return found.sub(GONE, value)
    if isinstance(value, list):
        return [without(each, found, spare) for each in value]
    if isinstance(value, dict):
        return {
            key: each if spare and spare(key) else without(each, found, spare)
            for key, each in value.items()
        }
    return value


def forgotten(
    told: dict[str, Any], customers: Collection[int], found: re.Pattern[str] | None
) -> bool:
    """Take the rows of these customers, and sample cells, out of what an import remembers.

    Whether anything had to be taken out.
    """
    changed = False
    theirs: set[tuple[object, ...]] = set()
    for row in told.get("rows", ()) if isinstance(told.get("rows"), list) else ():
        named = found is not None and found.search(str(row.get("customer", "")))
        if row.get("id") in customers or named:
            theirs.add((row.get("file"), row.get("sheet"), row.get("row")))
            row |= {"customer": "", "changes": [], "kept": [], "candidates": [], "why": ""}
            changed = True
    for problem in told.get("problems", ()):
        if (problem.get("file"), problem.get("sheet"), problem.get("row")) in theirs:
            problem["found"] = ""
    for sheet in told.get("sheets", ()):
        for column in sheet.get("columns", ()):
            if column.get("sample"):
                column["sample"] = ""
                changed = True
    return changed
