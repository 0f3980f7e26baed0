"""Public holidays that were looked up before, kept in a small file in the user's cache folder.

The library takes half a second to answer and the answer for a year hardly ever changes. A line
holds a year, its parts separated by tabs, for reading JSON takes a look-up longer than all else
here; the first line tells the release of the library.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crmtui.domain.workdays import Holiday, HolidayYear

NAMES = 2  # raised where days are named otherwise than before, so that all are looked up anew
MARKS = {"o": (True, False), "w": (False, True), "x": (False, False)}


def holiday_year(
    country: str, year: int, lang: str, cache: Path | None, *, kept_only: bool = False
) -> HolidayYear:
    """The days off of a year; raises UnknownCountry.

    kept_only: a year that was not asked for before is one of which nothing is known, for the
    library takes longer to load than a look-up may last.
    """
    key = f"{country}\t{year}\t{lang}\t"
    lines = _kept(cache)
    for line in lines:
        if line.startswith(key):
            try:
                return _read(line)
            except (ValueError, KeyError, IndexError):
                break
    if kept_only:
        return HolidayYear(country, year, False, ())
    from crmtui.files.holidays import compute

    made = compute(country, year, lang)
    _keep(cache, [*(line for line in lines if not line.startswith(key)), _written(made, lang)])
    return made


def is_kept(country: str, year: int, lang: str, cache: Path | None) -> bool:
    """Whether a year was looked up before."""
    key = f"{country}\t{year}\t{lang}\t"
    return any(line.startswith(key) for line in _kept(cache))


def _file(cache: Path) -> Path:
    return cache / "holidays.tsv"


def _kept(cache: Path | None) -> list[str]:
    """The lines that were kept for the library as it is installed."""
    if cache is None:
        return []
    try:
        first, *lines = _file(cache).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return lines if first == _version() else []


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
    return f"{NAMES} {found.st_mtime_ns} {found.st_size}"


def _keep(cache: Path | None, lines: list[str]) -> None:
    """Remember for the next time; where that cannot be, it is worked out again."""
    if cache is None:
        return
    import tempfile

    text = "\n".join([_version(), *lines]) + "\n"
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


def _written(made: HolidayYear, lang: str) -> str:
    weekend = "".join(map(str, sorted(made.weekend)))
    known = "known" if made.announced else "open"
    head = (made.country, str(made.year), lang, known, weekend)
    return "\t".join((*head, *_days(made)))


def _days(made: HolidayYear) -> Iterator[str]:
    signs = {marks: sign for sign, marks in MARKS.items()}
    for day in made.days:
        name = " ".join(day.name.split())
        yield f"{day.on.isoformat()}{signs[day.off, day.workday]}{name}"


def _read(line: str) -> HolidayYear:
    country, year, _lang, known, weekend, *days = line.split("\t")
    return HolidayYear(
        country,
        int(year),
        known == "known",
        tuple(
            Holiday(date.fromisoformat(day[:10]), day[11:], *MARKS[day[10]]) for day in days if day
        ),
        frozenset(map(int, weekend)),
    )
