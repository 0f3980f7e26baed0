"""Address books (vCard 2.1, 3.0, 4.0) as a sheet of cards, however badly they are written."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crmtui.domain.cardin import FIELDS, KIND, CardIn
from crmtui.domain.clean import readable
from crmtui.domain.file_errors import (
    EncodingDoesNotFit,
    EncodingNameUnknown,
    EncodingUnknown,
    FileNotReadable,
    FileTooLarge,
)
from crmtui.domain.sheets import Row, Sheet, Workbook
from crmtui.domain.system_words import why
from crmtui.domain.words import _, ngettext
from crmtui.files.vcardcards import Limits, OpenCard, cards
from crmtui.files.vcardfields import card_of
from crmtui.files.vcardlines import TooMuch, blocks, lines
from crmtui.files.vcardvalues import Guess, NotUtf8, as_utf8
from crmtui.files.vcardwords import left_out_words

SAMPLE = 64 * 1024


@dataclass(slots=True)
class _Reading:
    """The cards read so far, and what is to be said about them."""

    rows: dict[int, CardIn] = field(default_factory=dict)  # by line
    parents: dict[int, int] = field(default_factory=dict)  # line of an agent's card -> its card's
    doubtful: list[OpenCard] = field(default_factory=list)  # their encoding is not known yet
    unclear: list[bytes] = field(default_factory=list)  # values that are no UTF-8
    left_out: Counter[str] = field(default_factory=Counter)
    groups: int = 0
    empty: int = 0


def read_vcards(path: Path, encoding: str | None = None) -> Workbook:
    """Every card of an address book, as rows in the fields of `CardIn`.

    encoding: of values that are neither UTF-8 nor say what they are; without it they are
    looked at together. Raises FileTooLarge beyond the limits of a real address book.
    """
    reading = _Reading()
    if encoding:
        _check_name(encoding)
    try:
        with path.open("rb") as file:
            for card in cards(lines(blocks(file, encoding)), Limits()):
                _take(card, reading, None)
    except OSError as problem:
        raise FileNotReadable(path.name, why(problem)) from None
    except TooMuch as much:
        more = _("more than {limit}").format(limit=much.limit)
        raise FileTooLarge(path.name, more, much.limit) from None
    used = _settle_doubtful(reading, path.name, encoding)
    _hand_down(reading)
    cells = sorted(reading.rows.items())
    rows = [Row(line, card) for line, card in cells]  # type: ignore[arg-type]  # see Sheet.fields
    sheet = Sheet(readable(path.stem), rows, kind=KIND, fields=FIELDS)
    return Workbook(path, (sheet,), used, notes=tuple(_notes(reading, readable(path.name))))


def _check_name(encoding: str) -> None:
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise EncodingNameUnknown(encoding) from None


def _take(opened: OpenCard, reading: _Reading, guess: Guess | None) -> None:
    """Understand a card, or put it by where its encoding is not known yet."""
    if opened.is_group():
        reading.groups += 1
        return
    try:
        card = card_of(opened.properties, opened.unread, guess, reading.left_out)
    except NotUtf8:
        reading.doubtful.append(opened)
        return
    if opened.parent is not None:
        reading.parents[opened.line] = opened.parent
    if card == CardIn():
        reading.empty += 1
    else:
        reading.rows[opened.line] = card


def _settle_doubtful(reading: _Reading, name: str, encoding: str | None) -> str | None:
    """Read the cards put by, all in one encoding; gives that encoding where one was needed."""
    if not reading.doubtful:
        return None
    known = encoding or _encoding_of(_unclear(reading.doubtful), name)

    def guess(data: bytes) -> str:
        try:
            return data.decode(known or "utf-8")
        except UnicodeDecodeError:
            return as_utf8(data) or data.decode(known or "utf-8", "replace")

    for opened in reading.doubtful:
        _take(opened, reading, guess)
    return known or "utf-8"


def _unclear(doubtful: Iterable[OpenCard]) -> Iterator[bytes]:
    """The values that are no UTF-8, as far as a decision needs them."""
    size = 0
    for opened in doubtful:
        found: list[bytes] = []

        def note(data: bytes, found: list[bytes] = found) -> str:
            if as_utf8(data) is None:
                found.append(data)
            return ""

        card_of(opened.properties, (), note, Counter())
        yield from found
        size += sum(map(len, found))
        if size > SAMPLE:
            return


def _encoding_of(values: Iterable[bytes], name: str) -> str | None:
    """The encoding these values are in; None where all of them are UTF-8 or nothing fits.

    Raises EncodingUnclear where two fit equally well.
    """
    from crmtui.files.encodings import decode

    sample = b"\n".join(dict.fromkeys(values))
    if not sample:
        return None
    try:
        return decode(sample, name).encoding
    except (EncodingUnknown, EncodingDoesNotFit):
        return None


def _hand_down(reading: _Reading) -> None:
    """Agents work where the person works on whose card they stand."""
    for line, parent in sorted(reading.parents.items()):
        card, above = reading.rows.get(line), reading.rows.get(parent)
        if card is not None and above is not None and not card.organisation:
            reading.rows[line] = card._replace(organisation=above.organisation)


def _notes(reading: _Reading, name: str) -> Iterator[str]:
    yield from left_out_words(name, reading.left_out)
    if reading.groups:
        yield ngettext(
            "“{file}”: {n} card is a list of other cards and was left out.",
            "“{file}”: {n} cards are lists of other cards and were left out.",
            reading.groups,
        ).format(file=name, n=reading.groups)
    if reading.empty:
        yield ngettext(
            "“{file}”: {n} card is empty and was left out.",
            "“{file}”: {n} cards are empty and were left out.",
            reading.empty,
        ).format(file=name, n=reading.empty)
