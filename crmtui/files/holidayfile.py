"""The user's own file of days: days off and working days beside the public ones, and peaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from crmtui.domain.clean import clean
from crmtui.domain.errors import WrongUse
from crmtui.domain.peaks import DEFAULT_LEAD, Peak
from crmtui.domain.words import N_, _
from crmtui.domain.workdays import Holiday, HolidayYear

MOST_LEAD = 120
_EVERY_YEAR = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_ONE_YEAR = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_KEYS = frozenset({"date", "name", "off", "country"})
_PEAK_KEYS = frozenset({"name", "from", "to", "lead", "segment"})

TEMPLATE = N_(
    "# Days of your own. The public holidays are known already; write here what differs.\n"
    "#\n"
    "# A day off, or (off = false) a day that is worked although it would be off:\n"
    "# [[day]]\n"
    "# date = 2027-02-05\n"
    '# name = "Company holiday"\n'
    "# off = true\n"
    '# country = "CN"          # left out: your own country\n'
    "#\n"
    "# A peak, every year (month-day) or once (with the year); customers who ship often are put\n"
    "# up for a call so many days before:\n"
    "# [[peak]]\n"
    '# name = "Singles Day"\n'
    '# from = "11-01"\n'
    '# to = "11-11"\n'
    "# lead = 14\n"
    '# segment = "grade:A"     # words as for find; left out: all who ship often\n'
)


class OwnDay(NamedTuple):
    """A day of the user's own file; the country is '' where it is the user's."""

    on: date
    name: str
    off: bool
    country: str


class OwnDays(NamedTuple):
    """All that the file says."""

    days: tuple[OwnDay, ...] = ()
    peaks: tuple[Peak, ...] = ()


class BadHolidayFile(WrongUse):
    """The file of the user's own days says something we cannot use."""

    def __init__(self, path: Path, line: int, key: str, found: object, wanted: str) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(
            _("{where} [{key}] says {found!r}; it must be {wanted}.").format(
                where=where, key=key, found=found, wanted=wanted
            )
        )


class HolidayFileNotToml(BadHolidayFile):
    """The file of the user's own days cannot be taken apart at all."""

    def __init__(self, path: Path, line: int) -> None:
        where = f"{path}:{line}" if line else str(path)
        WrongUse.__init__(
            self,
            _(
                "{where} cannot be read: text stands in quotes, a day as 2027-02-05, and every "
                "entry begins with [[day]] or [[peak]]."
            ).format(where=where),
        )


def read(path: Path) -> OwnDays:
    """What the file says; nothing where there is none. Raises BadHolidayFile."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return OwnDays()  # most have none
    except (OSError, UnicodeDecodeError) as error:
        raise BadHolidayFile(path, 0, "file", str(error), _("a readable UTF-8 file")) from error
    return parse(text, path)


def parse(text: str, path: Path) -> OwnDays:
    """The file's text taken apart; raises BadHolidayFile with the line and what was expected."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line ([0-9]+)", str(error))
        line = int(found[1]) if found else 0
        raise HolidayFileNotToml(path, line) from error
    reader = _Reader(path, text)
    for name in values.keys() - {"day", "peak"}:
        raise reader.bad(name, 0, name, name, "[[day]] | [[peak]]")
    days = reader.entries(values, "day", _DAY_KEYS)
    peaks = reader.entries(values, "peak", _PEAK_KEYS)
    return OwnDays(
        tuple(reader.day(at, entry) for at, entry in enumerate(days)),
        tuple(reader.peak(at, entry) for at, entry in enumerate(peaks)),
    )


class _Reader:
    """Takes entries apart and knows on which line each stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def bad(self, table: str, at: int, key: str, found: object, wanted: str) -> BadHolidayFile:
        return BadHolidayFile(self.path, self._line(table, at, key), key, found, wanted)

    def _line(self, table: str, at: int, key: str) -> int:
        """The line of a key in the `at`-th entry of a table, or of the entry itself."""
        heads = [n for n, line in enumerate(self.lines) if line.strip() == f"[[{table}]]"]
        if at >= len(heads):
            return next((n + 1 for n, line in enumerate(self.lines) if line.startswith(key)), 0)
        for number in range(heads[at] + 1, len(self.lines)):
            line = self.lines[number].strip()
            if line.startswith("["):
                break
            if re.match(rf"{re.escape(key)}\s*=", line):
                return number + 1
        return heads[at] + 1

    def entries(
        self, values: Mapping[str, Any], table: str, keys: frozenset[str]
    ) -> list[Mapping[str, Any]]:
        found = values.get(table, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise self.bad(table, 0, table, found, f"[[{table}]]")
        for at, entry in enumerate(found):
            for key in entry.keys() - keys:
                raise self.bad(table, at, key, key, ", ".join(sorted(keys)))
        return found

    def day(self, at: int, entry: Mapping[str, Any]) -> OwnDay:
        on = entry.get("date")
        if isinstance(on, str) and (found := _ONE_YEAR.fullmatch(on.strip())):
            on = self._date("day", at, "date", *map(int, found.groups()))
        if not isinstance(on, date) or isinstance(on, datetime):
            raise self.bad("day", at, "date", on, _("a day like 2027-02-05"))
        off = entry.get("off", True)
        if not isinstance(off, bool):
            raise self.bad("day", at, "off", off, "true | false")
        country = self._text("day", at, entry, "country").upper()
        if country and not re.fullmatch("[A-Z]{2}", country):
            raise self.bad("day", at, "country", country, _("two letters such as CN, DE or US"))
        return OwnDay(on, self._text("day", at, entry, "name"), off, country)

    def _date(self, table: str, at: int, key: str, year: int, month: int, day: int) -> date:
        try:
            return date(year, month, day)
        except ValueError:
            found = f"{year}-{month:02}-{day:02}"
            raise self.bad(table, at, key, found, _("a day that exists")) from None

    def peak(self, at: int, entry: Mapping[str, Any]) -> Peak:
        name = self._text("peak", at, entry, "name")
        if not name:
            raise self.bad("peak", at, "name", name, _("the name of the peak"))
        lead = entry.get("lead", DEFAULT_LEAD)
        if isinstance(lead, bool) or not isinstance(lead, int) or not 1 <= lead <= MOST_LEAD:
            wanted = _("a whole number from {low} to {high}").format(low=1, high=MOST_LEAD)
            raise self.bad("peak", at, "lead", lead, wanted)
        since, first = self._month_day(at, entry, "from")
        until, last = self._month_day(at, entry, "to") if "to" in entry else (since, first)
        if since is not None and (until != since or last < first):
            raise self.bad("peak", at, "to", entry.get("to"), _("a later day of the same year"))
        return Peak(name, first, last, since, lead, self._text("peak", at, entry, "segment"))

    def _month_day(
        self, at: int, entry: Mapping[str, Any], key: str
    ) -> tuple[int | None, tuple[int, int]]:
        given = entry.get(key)
        if isinstance(given, date):
            return given.year, (given.month, given.day)
        text = given.strip() if isinstance(given, str) else ""
        if found := _ONE_YEAR.fullmatch(text):
            on = self._date("peak", at, key, *map(int, found.groups()))
            return on.year, (on.month, on.day)
        if found := _EVERY_YEAR.fullmatch(text):
            on = self._date("peak", at, key, 2000, *map(int, found.groups()))
            return None, (on.month, on.day)
        raise self.bad("peak", at, key, given, _("a day like 11-11, or 2027-11-11 for one year"))

    def _text(self, table: str, at: int, entry: Mapping[str, Any], key: str) -> str:
        value = entry.get(key, "")
        if not isinstance(value, str):
            raise self.bad(table, at, key, value, _("text in quotes"))
        return clean(value).strip()


def with_own(year: HolidayYear, own: OwnDays, ours: str) -> HolidayYear:
    """A year with the user's own days added or put in place of the public ones.

    ours: the user's country, which days without one are meant for.
    """
    mine = {
        day.on: Holiday(
            day.on,
            day.name or (_("day off") if day.off else _("working day")),
            day.off,
            not day.off and day.on.weekday() in year.weekend,
            own=True,
        )
        for day in own.days
        if day.on.year == year.year and (day.country or ours) == year.country
    }
    if not mine:
        return year
    days = {day.on: day for day in year.days} | mine
    return year._replace(days=tuple(days[on] for on in sorted(days)))
