"""Public holidays of a country, year by year, as the library knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _
from crmtui.domain.workdays import Holiday, HolidayYear, main_name
from crmtui.files.holidaynames import in_language

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
    named = {day: _shown(name, lang) for day, name in known.items() if day.year == year}
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


def _shown(name: str, lang: str) -> str:
    """The name in the user's language where we know it; else with its remark, as it came."""
    bare = _bare(name)
    known = in_language(bare, lang)
    return name if known == bare else known


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
