"""Remembered ways to read files: for which headings, which column is what, and the options."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crmtui.domain.headers import heading_row, heading_texts
from crmtui.domain.importplan import ImportOptions
from crmtui.domain.mapping import Wishes
from crmtui.domain.meanings import key_of
from crmtui.domain.sheets import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Profile:
    """How files with these headings are read, under a name."""

    name: str
    headings: tuple[str, ...]  # in the form they are compared in, sorted; none: never by itself
    mapping: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""
    encoding: str = ""
    heading_lines: Mapping[str, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    new_fields: bool = True
    used_at: str = ""  # UTC; '' for never


def headings_of(
    book: Workbook, lines: Mapping[str, int], mapped: Callable[[str], bool]
) -> tuple[str, ...]:
    """The headings of a file's sheets, sorted.

    lines: where they stand, as in ImportOptions; mapped: whether a text is known to be one.
    """
    found: set[str] = set()
    for sheet in book.sheets:
        if not (sheet.hidden or sheet.kind):
            found.update(_headings(sheet, lines, mapped))
    return tuple(sorted(found))


def _headings(sheet: Sheet, lines: Mapping[str, int], mapped: Callable[[str], bool]) -> set[str]:
    line = lines.get(sheet.name, lines.get(""))
    if line is None:
        at = heading_row(sheet.rows, mapped)
    else:
        at = next((i for i, row in enumerate(sheet.rows) if line and row.line >= line), None)
    if at is None:
        return set()
    return {key for text in heading_texts(sheet.rows[at]) if (key := key_of(text))}


def _read_as(profile: Profile, book: Workbook) -> tuple[str, ...]:
    """The headings of a file, if it is one the profile is for."""
    return headings_of(book, profile.heading_lines, lambda text: key_of(text) in profile.headings)


def profile_for(profiles: Sequence[Profile], books: Sequence[Workbook]) -> Profile | None:
    """The profile for files with these headings; None where there is none or not one alone."""
    found = {
        profile.name: profile
        for book in books
        for profile in profiles
        if profile.headings and profile.headings == _read_as(profile, book)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def with_profile(
    options: ImportOptions, profile: Profile, books: Sequence[Workbook]
) -> ImportOptions:
    """Options with what a profile says where they are silent; columns no file has are passed by."""
    headings = {key for book in books for key in _read_as(profile, book)}
    fitting = {
        key: field
        for key, field in profile.mapping.items()
        if key_of(key.rpartition("!")[2]) in headings or _is_letter(key)
    }
    return replace(
        options,
        mapping={**fitting, **options.mapping},
        date_order=options.date_order or profile.date_order,
        heading_lines={**profile.heading_lines, **options.heading_lines},
        left_out=options.left_out or frozenset(profile.left_out),
        new_fields=options.new_fields and profile.new_fields,
    )


def _is_letter(key: str) -> bool:
    letters = key.rpartition("!")[2]
    return len(letters) <= 3 and letters.isascii() and letters.isalpha()


def profile_of(
    name: str, options: ImportOptions, encoding: str, books: Sequence[Workbook]
) -> Profile:
    """What was said of these files, to be remembered under a name."""
    mapped = Wishes(options.mapping).is_heading
    lines = options.heading_lines
    headings = {key for book in books for key in headings_of(book, lines, mapped)}
    return Profile(
        name,
        tuple(sorted(headings)),
        dict(options.mapping),
        options.date_order,
        encoding,
        dict(options.heading_lines),
        tuple(sorted(options.left_out)),
        options.new_fields,
    )
