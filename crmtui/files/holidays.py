"""Public holidays of a country, year by year: from the library once, then from a small file.

The library takes half a second to answer and the answer for a year hardly ever changes, so it is
kept in the user's cache folder, marked with the library's version.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _
from crmtui.domain.workdays import Holiday, HolidayYear, main_name

# Countries that arrange each year anew, with working days at weekends to make up for days off.
ARRANGED_YEARLY = frozenset({"CN"})
ARRANGED_SINCE = 2007  # before, make-up days were not told of every year
# "国庆节（补假）" is a day of the 国庆节; "休息日（由 … 调休）" is named after its neighbours.
_REMARK = re.compile(r"\s*[(（].*[)）]\s*$")
_DAY_OFF = re.compile(r"休息日|Day off", re.IGNORECASE)
_OBSERVED = re.compile(r"补假|observed", re.IGNORECASE)
_LANGUAGES = {"zh_CN": ("zh_CN", "zh_TW", "en_US"), "en": ("en_US", "en_GB")}


class UnknownCountry(WrongUse):
    """A country whose holidays the library does not know."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _(
                "I do not know the public holidays of “{code}”. Give a country as two letters, "
                "such as CN, DE or US: crmtui config country CN"
            ).format(code=code)
        )


def holiday_year(
    country: str, year: int, lang: str, cache: Path | None, *, kept_only: bool = False
) -> HolidayYear:
    """The days off of a year; raises UnknownCountry.

    kept_only: a year that was not asked for before is one of which nothing is known, for the
    library takes longer to load than a look-up may last.
    """
    key = f"{country} {year} {lang}"
    kept = _kept(cache)
    if key in kept:
        return _loaded(country, year, kept[key])
    if kept_only:
        return HolidayYear(country, year, False, ())
    made = compute(country, year, lang)
    _keep(cache, {**kept, key: _dumped(made)})
    return made


def learn(country: str, year: int, lang: str, cache: Path | None) -> bool:
    """Keep a year for `kept_only`; whether it was new. Raises UnknownCountry."""
    if cache is None or f"{country} {year} {lang}" in _kept(cache):
        return False
    holiday_year(country, year, lang, cache)
    return True


def compute(country: str, year: int, lang: str) -> HolidayYear:
    """What the library says of a year, brought into our form; UnknownCountry where it is none."""
    import holidays

    try:
        known = holidays.country_holidays(country, years=[year])
    except NotImplementedError:
        raise UnknownCountry(country) from None
    language = next(
        (each for each in _LANGUAGES.get(lang, ()) if each in known.supported_languages), None
    )
    if language:
        # Always named: without it the locale of the process decides.
        known = holidays.country_holidays(country, years=[year], language=language)
    named = {day: name for day, name in known.items() if day.year == year}
    # Some countries' sets hold make-up days of other years as well.
    worked = sorted(day for day in getattr(known, "weekend_workdays", ()) if day.year == year)
    weekend = frozenset(known.weekend)
    yearly = country in ARRANGED_YEARLY and year >= ARRANGED_SINCE
    if yearly and not worked:
        law = {day: name for day, name in named.items() if not _OBSERVED.search(name)}
        return HolidayYear(country, year, False, _plain(law), weekend)
    if not yearly:
        made = (Holiday(day, _("working day"), False, True) for day in worked)
        days = tuple(sorted((*_plain(named), *made), key=lambda day: day.on))
        return HolidayYear(country, year, True, days, weekend)
    return HolidayYear(country, year, True, _arranged(year, named, worked, weekend), weekend)


def _plain(named: Mapping[date, str]) -> tuple[Holiday, ...]:
    return tuple(Holiday(day, _bare(name), True, False) for day, name in sorted(named.items()))


def _bare(name: str) -> str:
    return _REMARK.sub("", name.split(";")[0]).strip()


def _arranged(
    year: int, named: Mapping[date, str], worked: list[date], weekend: frozenset[int]
) -> tuple[Holiday, ...]:
    """Days off with the weekends they run into, and the weekend days that are worked instead."""
    found: list[Holiday] = []
    for run in _runs(year, named, worked, weekend):
        own = [
            Holiday(day, _bare(named[day]), True, False)
            for day in run
            if day in named and not _DAY_OFF.search(named[day])
        ]
        name = main_name(own) if own else _bare(named[next(day for day in run if day in named)])
        known = {day.on: day for day in own}
        found += [known.get(day, Holiday(day, name, True, False)) for day in run]
    makeup = [Holiday(day, _made_up(day, named, found), False, True) for day in worked]
    return tuple(sorted((*found, *makeup), key=lambda day: day.on))


def _runs(
    year: int, named: Mapping[date, str], worked: list[date], weekend: frozenset[int]
) -> Iterator[list[date]]:
    """Unbroken runs of days off in which there is a holiday."""
    run: list[date] = []
    day = date(year, 1, 1)
    while day.year == year:
        if day in named or (day.weekday() in weekend and day not in worked):
            run.append(day)
        elif run:
            if any(each in named for each in run):
                yield run
            run = []
        day += timedelta(days=1)
    if any(each in named for each in run):
        yield run


def _made_up(day: date, named: Mapping[date, str], off: list[Holiday]) -> str:
    """The holiday that is made up for on a day: what is named after it, else the nearest."""
    marks = (day.isoformat(), f"{day:%m/%d/%Y}")
    freed = next((each for each, name in named.items() if any(m in name for m in marks)), day)
    near = min(off, key=lambda each: (abs(each.on - freed), each.on))
    run = [near]
    for step in (1, -1):
        at = near.on + timedelta(days=step)
        while beside := next((each for each in off if each.on == at), None):
            run.append(beside)
            at += timedelta(days=step)
    return main_name(sorted(run, key=lambda each: each.on))


# -- what is kept ---------------------------------------------------------------------------


def _file(cache: Path) -> Path:
    return cache / "holidays.json"


def _kept(cache: Path | None) -> dict[str, Any]:
    """What was kept for the library as it is installed."""
    if cache is None:
        return {}
    try:
        found = json.loads(_file(cache).read_text(encoding="utf-8"))
        years = found["years"]
        return dict(years) if found["version"] == _version() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _version() -> str:
    """What tells one release of the library from another; asking the package takes 20 ms."""
    from importlib.util import find_spec

    spec = find_spec("holidays")
    if spec is None or spec.origin is None:
        return "?"
    try:
        found = Path(spec.origin).with_name("version.py").stat()
    except OSError:
        return "?"
    return f"{found.st_mtime_ns} {found.st_size}"


def _keep(cache: Path | None, years: Mapping[str, Any]) -> None:
    """Remember for the next time; where that cannot be, it is worked out again."""
    if cache is None:
        return
    text = json.dumps({"version": _version(), "years": years}, ensure_ascii=False)
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache, prefix="holidays-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(_file(cache))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        return


def _dumped(made: HolidayYear) -> dict[str, Any]:
    return {
        "announced": made.announced,
        "weekend": sorted(made.weekend),
        "days": [[day.on.isoformat(), day.name, day.off, day.workday] for day in made.days],
    }


def _loaded(country: str, year: int, kept: Mapping[str, Any]) -> HolidayYear:
    return HolidayYear(
        country,
        year,
        bool(kept["announced"]),
        tuple(
            Holiday(date.fromisoformat(on), str(name), bool(off), bool(workday))
            for on, name, off, workday in kept["days"]
        ),
        frozenset(kept["weekend"]),
    )
