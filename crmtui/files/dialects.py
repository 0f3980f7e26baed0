"""How a text file keeps its cells apart: the sign between them, their quotes, escapes."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crmtui.domain.source_errors import DelimiterUnknown

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", ";", "\t", "|", ":")
# Met seldom, and as often as part of what is written: they have to cut every record alike.
ODD_DELIMITERS = (
    *("^", "~", "¦", "§", "¬", "#", "*", "\x01", "\x1e", "\x1f", "，"),
    *("::", "~|~", "^|^", "|~|", "@@", "##", "$$", "&&", "~~", "^^"),
)
_DOUBLED = "|:;~^"  # which come in pairs in some programs
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
# A cell longer than this is a quotation mark gone wrong, not a note about a customer.
LONGEST_CELL = 4 * 1024 * 1024
SAMPLE_RECORDS = 200
SAMPLE_CHARS = 256 * 1024
_CLEAR = 1.2  # what two columns reach when nearly all records have them
_ODD = 0.6
_STAND_IN = "\x1f"  # for a delimiter of several characters


@dataclass(frozen=True, slots=True)
class Dialect:
    """The sign between cells, of one or more characters, and how cells are quoted."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None  # the sign before a quote that belongs to the cell

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Reader:
        """The standard library's reader of these lines."""
        return csv.reader(
            lines,
            delimiter=self.delimiter if len(self.delimiter) == 1 else _STAND_IN,
            quotechar=self.quote,
            escapechar=self.escape,
            strict=strict,
        )

    def prepared(self, text: str) -> str:
        """The text with one character between cells, as `reader` wants it."""
        if len(self.delimiter) == 1:
            return text
        return text.replace(_STAND_IN, " ").replace(self.delimiter, _STAND_IN)

    def restored(self, cell: str) -> str:
        """A cell in which the delimiter is what was written."""
        return cell.replace(_STAND_IN, self.delimiter) if len(self.delimiter) > 1 else cell


def named(given: str) -> str:
    """The delimiter the user means: itself, or its name; raises DelimiterUnknown."""
    found = _NAMES.get(given.strip().lower(), given)
    if not found or len(found) > 3 or any(sign in found for sign in '"\r\n'):
        raise DelimiterUnknown(given)
    return found


def sniff(text: str) -> str:
    """The delimiter that cuts most records into the same number of cells; a comma if none does."""
    sample = _sample(text)
    scores = {delimiter: _evenness(sample, Dialect(delimiter)) for delimiter in DELIMITERS}
    # Times, ratios and addresses of web pages have colons everywhere.
    scores[":"] *= 0.4
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    if scores[best] < _CLEAR:
        for odd in ODD_DELIMITERS:
            if odd in sample and f" {odd}" not in sample:  # a number
                scores[odd] = _ODD * _evenness(sample, Dialect(odd), strict=True)
        best = max(scores, key=lambda delimiter: scores[delimiter])
    if best in _DOUBLED and sample.count(best * 2) * 2 == sample.count(best) > 0:
        return best * 2
    return best


def dialect_of(text: str, delimiter: str) -> Dialect:
    """How the cells between these delimiters are quoted."""
    sample = _sample(text)
    plain = Dialect(delimiter)
    if "\\" in sample and _escapes(sample, delimiter):
        escaping = Dialect(delimiter, escape="\\")
        if _evenness(sample, escaping) >= _evenness(sample, plain):
            return escaping
    if "'" in sample and _single_quoted(sample, delimiter):
        return Dialect(delimiter, quote="'")
    return plain


def _escapes(sample: str, delimiter: str) -> bool:
    """Whether backslashes stand before quotes inside cells, or before delimiters."""
    sign = re.escape(delimiter)
    inside = re.search(rf'\\"(?!\s*(?:{sign}|\r|\n|\Z|"))', sample)
    return bool(inside or (f"\\{delimiter}" in sample and '"' not in sample))


def _single_quoted(sample: str, delimiter: str) -> bool:
    """Whether most cells stand between apostrophes."""
    if '"' in sample:
        return False
    sign = re.escape(delimiter)
    quoted = len(re.findall(rf"(?:^|{sign})'[^'\n]*'(?=\r?$|{sign})", sample, re.MULTILINE))
    return quoted * 2 > sample.count(delimiter) + sample.count("\n")


def _sample(text: str) -> str:
    sample = text[:SAMPLE_CHARS]
    if len(text) > SAMPLE_CHARS:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return sample


def _evenness(sample: str, dialect: Dialect, *, strict: bool = False) -> float:
    """0 when the delimiter cuts nothing; more the more cells, and the more records agree.

    strict: 0 as well when two records differ, or there is but one.
    """
    with long_cells():
        try:
            reader = dialect.reader(io.StringIO(dialect.prepared(sample), newline=""))
            widths = [len(record) for record in islice(reader, SAMPLE_RECORDS) if record]
        except csv.Error:
            return 0.0
    cut = Counter(width for width in widths if width > 1)
    if not cut or (strict and (len(set(widths)) > 1 or len(widths) < 2)):
        return 0.0
    width, count = max(cut.items(), key=lambda item: item[1] * item[0])
    near = sum(n for other, n in cut.items() if abs(other - width) <= 1)
    agreement = (count + 0.5 * (near - count)) / len(widths)
    return agreement**2 * math.sqrt(min(width, 12))


@contextmanager
def long_cells() -> Iterator[None]:
    """Let cells be longer than the csv module's usual 128 KB."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
