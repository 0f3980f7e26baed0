"""What is said of an import's columns, sheets and headings, and the profiles that keep it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.domain.importplan import ImportOptions
    from crmtui.domain.profiles import Profile
    from crmtui.domain.sheets import Workbook


class BadMap(WrongUse):
    """A mapping that is not column=field."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "--map is COLUMN=FIELD, for example --map 'Tel. 2=phone' or --map 'H=-', not "
                "“{text}”."
            ).format(text=text)
        )


class BadHeadingRow(WrongUse):
    """A heading row that is no number."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "--heading-row is the number of a row, 0 where there are no headings, or "
                "SHEET=NUMBER, not “{text}”."
            ).format(text=text)
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says, before the files are known."""

    mapping: dict[str, str]
    sheets: tuple[str, ...]
    heading_lines: dict[str, int]
    new_fields: bool
    profile: str


def wanted(
    maps: Sequence[str] | None,
    sheets: Sequence[str] | None,
    heading_row: str,
    new_fields: bool,
    profile: str,
) -> Wanted:
    """The options understood; BadMap, BadHeadingRow or UnknownField where they are not."""
    from crmtui.domain.mapping import check_fields

    mapping = dict(map(_pair, maps or ()))
    check_fields(mapping.values())
    lines = _lines(heading_row) if heading_row else {}
    return Wanted(mapping, tuple(sheets or ()), lines, new_fields, profile.strip())


def _pair(text: str) -> tuple[str, str]:
    """'A=B=phone' is about the column 'A=B'."""
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise BadMap(text)
    return column.strip().casefold(), field.strip()


def _lines(text: str) -> dict[str, int]:
    sheet, _equals, number = text.rpartition("=")
    if not number.strip().isdigit():
        raise BadHeadingRow(text)
    return {sheet.strip(): int(number)}


def left_out(books: Iterable[Workbook], sheets: Sequence[str]) -> frozenset[str]:
    """The sheets that are not among the wanted ones; UnknownSheet for a name none has."""
    from crmtui.domain.errors_import import UnknownSheet

    names = list(dict.fromkeys(sheet.name for book in books for sheet in book.sheets))
    small = {name.casefold(): name for name in names}
    for sheet in sheets:
        if sheet.casefold() not in small:
            raise UnknownSheet(sheet, names)
    chosen = {sheet.casefold() for sheet in sheets}
    return frozenset(name for name in names if name.casefold() not in chosen)


def applied(
    options: ImportOptions,
    told: Wanted,
    books: Sequence[Workbook],
    profiles: Sequence[Profile],
) -> tuple[ImportOptions, Profile | None]:
    """The options for these files, and the profile that had a part in them."""
    from crmtui.domain.profiles import profile_for, with_profile

    made = replace(
        options,
        mapping=told.mapping,
        heading_lines=told.heading_lines,
        new_fields=told.new_fields,
        left_out=left_out(books, told.sheets) if told.sheets else frozenset(),
    )
    profile = named(profiles, told.profile) if told.profile else profile_for(profiles, books)
    return (with_profile(made, profile, books) if profile else made), profile


def named(profiles: Sequence[Profile], name: str) -> Profile | None:
    """The profile of this name, in whatever letters."""
    return next((p for p in profiles if p.name.casefold() == name.casefold()), None)


def used_words(profile: Profile, wanted: str) -> str:
    """What is said of a profile that is used by itself, or by its name."""
    if wanted:
        return _("Read as the profile “{name}” says.").format(name=profile.name)
    return _(
        "These headings are those of the profile “{name}”; read as it says. “crmtui profiles show "
        "{name}” shows it."
    ).format(name=profile.name)
