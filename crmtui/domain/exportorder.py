"""What can be exported, in which formats, and what somebody asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crmtui.domain.completetables import TABLES
from crmtui.domain.export_errors import (
    FormatDoesNotFit,
    FormatNotSaid,
    FormatUnknown,
    NothingSuch,
)

_TABLES = ("csv", "tsv", "xlsx", "json", "jsonl")
_CARDS = ("vcard3", "vcard4")
# What -> its formats, the likeliest first.
FITTING: Mapping[str, tuple[str, ...]] = {
    "customers": (*_TABLES, *_CARDS, "md", "html"),
    "contacts": (*_TABLES, *_CARDS),
    "interactions": _TABLES,
    "follow-ups": (*_TABLES, "ics"),
    "occasions": (*_TABLES, "ics"),
    "promises": _TABLES,
    "all": (*_TABLES, *_CARDS, "ics", "md", "html"),
    "follow-up-sheet": ("xlsx", "csv", "tsv", "md"),
}
WHAT = tuple(FITTING)
ENDINGS: Mapping[str, str] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".vcf": "vcard3",
    ".vcard": "vcard3",
    ".ics": "ics",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}
FORMATS = (*dict.fromkeys(ENDINGS.values()), "vcard4")
TEXT_TABLES = frozenset({"csv", "tsv"})
COMPLETE = frozenset({"json", "jsonl"})

# The tables of the complete format that each export in it holds.
PARTS: Mapping[str, tuple[str, ...]] = {
    "customers": (
        *("customer", "tag", "customer_tag", "custom_field", "custom_value"),
        *("stage_change", "alias"),
    ),
    "contacts": ("contact", "contact_point"),
    "interactions": ("interaction",),
    "follow-ups": ("follow_up",),
    "occasions": ("occasion",),
    "promises": ("promise",),
    "all": tuple(TABLES),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which customers: as `find` and the list choose them. Nothing chosen: all that are live."""

    words: str = ""
    grades: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    archived: bool = False
    hidden_on: date | None = None
    """Only those that are kept out of the queue on this day."""

    @property
    def everybody(self) -> bool:
        """Whether nothing is chosen."""
        return self == Chosen()


@dataclass(frozen=True, slots=True)
class Order:
    """An export as it was asked for; `encoding` is for CSV and TSV."""

    what: str
    format: str
    chosen: Chosen = Chosen()
    encoding: str = "utf-8"
    force: bool = False


def what_of(text: str) -> str:
    """What is to be exported; raises NothingSuch."""
    plain = text.strip().casefold().replace("_", "-")
    plain = plain if plain in FITTING else f"{plain}s"
    if plain not in FITTING:
        raise NothingSuch(text, ", ".join(WHAT))
    return plain


def format_of(what: str, name: str, given: str) -> str:
    """The format to write: as given, else by the file's ending.

    The standard output gets CSV where nothing is said. Raises FormatUnknown, FormatNotSaid,
    FormatDoesNotFit.
    """
    ending = f".{name.rpartition('.')[2]}".casefold() if "." in name else ""
    plain = given.casefold().lstrip(".")
    if plain:
        found = plain if plain in FORMATS else ENDINGS.get(f".{plain}", "")
        if not found:
            raise FormatUnknown(given, ", ".join(FORMATS))
    else:
        found = "csv" if name == "-" and what != "all" else ENDINGS.get(ending, "")
        if not found:
            raise FormatNotSaid(name, ", ".join(ENDINGS))
    if found not in FITTING[what]:
        raise FormatDoesNotFit(what, found, ", ".join(FITTING[what]))
    return found
