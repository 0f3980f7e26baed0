"""The settings file: reading it, and saying what in it does not fit, with file, line and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crmtui.domain.backuprules import BackupRules
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.rhythm import DEFAULT_RHYTHMS, Rhythm
from crmtui.domain.touches import KINDS, TOUCH_KINDS
from crmtui.domain.words import N_, _
from crmtui.settings.lines import line_of

MOST_SHOWN = 120  # characters of a value that does not fit
HOLIDAY_LEADS = (14, 7)  # days before a long holiday
DEFAULT_WEIGHTS: Mapping[str, float] = {
    "promise": 9.0,  # a promise that is due
    "promise_day": 0.6,  # for every day it is late, up to 10
    "follow_up": 8.0,  # a planned step that is due
    "follow_up_day": 0.5,  # for every day it is late, up to 10
    "rhythm": 2.0,  # past the ideal rhythm, for every ideal period of silence, up to 3
    "rhythm_limit": 1.5,  # past the at-most limit as well
    "occasion": 6.0,  # a day that matters is today; less the further ahead it is
    "confirm": 5.0,  # an appointment of the next working day that nobody has confirmed
    "no_show": 4.0,  # the customer did not keep an appointment, and nothing is planned since
    "planning": 3.0,  # a long holiday or a peak comes near, and the customer ships often
    "grade_A": 3.0,
    "grade_B": 1.5,
    "grade_C": 0.0,
    "snooze": 0.3,  # for every time it was put off, up to 5
    "priority": 2.0,  # for every step of priority
}


class BadSettings(WrongUse):
    """The settings file, or an environment variable, says something we cannot use."""

    def __init__(self, where: str, found: object, wanted: str) -> None:
        super().__init__(
            _("Settings: {where} says {found}; it must be {wanted}.").format(
                where=where, found=_shown(found), wanted=wanted
            )
        )


def _shown(found: object) -> str:
    text = repr(found)
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(str(path), str(error), _("a readable UTF-8 file")) from error
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits is no TOMLDecodeError
        raise BadSettings(str(path), str(error), _("valid TOML")) from error


MOST_LEAD = 60
MOST_LABEL = 20
MOST_RHYTHM = 3650
MOST_WEIGHT = 1000
WANTED_TEXT = N_("one line of text in quotes")
WANTED_NUMBER = N_("a whole number from {low} to {high}")
WANTED_RHYTHM = N_("two whole numbers of days, like [7, 14], or false")
WANTED_LABEL = N_("one or a few words in quotes, {most} characters at most")
WANTED_LEADS = N_("a list of whole numbers of days from 1 to {most}, like [14, 7], or []")


def _is_number(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _is_label(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and 0 < len(value.strip()) <= MOST_LABEL


def place(path: Path, key: str) -> str:
    """Where a key stands, for a sentence about it: 'config.toml:7 [rhythm.A]'."""
    try:
        line = line_of(path.read_text(encoding="utf-8-sig"), key)
    except (OSError, UnicodeDecodeError):
        line = None
    return f"{path}:{line} [{key}]" if line else f"{path} [{key}]"


class FileReader:
    """Takes known keys out of the file and complains about the rest."""

    def __init__(self, path: Path, values: dict[str, Any]) -> None:
        self.path = path
        self.values = values
        self.seen: set[str] = set()

    def _take(self, key: str) -> Any:
        self.seen.add(key)
        return self.values.get(key)

    def bad(self, key: str, found: object, wanted: str) -> BadSettings:
        """What is said of a value that does not fit."""
        return BadSettings(place(self.path, key), found, wanted)

    def yes_or_no(self, key: str, default: bool) -> bool:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.bad(key, value, "true | false")
        return value

    def text(self, key: str) -> str:
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str) or any(ord(letter) < 32 for letter in value):
            raise self.bad(key, value, _(WANTED_TEXT))
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(key) or default
        if value not in choices:
            raise self.bad(key, value, " | ".join(choices))
        return value

    def country(self, key: str, default: str) -> str:
        value = self.text(key).upper() or default
        if len(value) != 2 or not value.isascii() or not value.isalpha():
            raise self.bad(key, value, _("two letters such as CN, DE or US"))
        return value

    def number(self, key: str, low: int, high: int, default: int) -> int:
        value = self._take(key)
        if value is None:
            return default
        return self._counted(key, value, low, high)

    def _counted(self, key: str, value: Any, low: int, high: int) -> int:
        if not _is_number(value, low, high):
            raise self.bad(key, value, _(WANTED_NUMBER).format(low=low, high=high))
        return int(value)

    def table(self, key: str) -> dict[str, Any]:
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.bad(key, value, _("a table: [{key}]").format(key=key))
        return value

    def rhythms(self) -> Mapping[str, Rhythm | None]:
        made = dict(DEFAULT_RHYTHMS)
        for grade, value in self.table("rhythm").items():
            if grade not in made:
                raise self.bad(f"rhythm.{grade}", grade, "A | B | C | D")
            made[grade] = self._rhythm(grade, value)
        return made

    def _rhythm(self, grade: str, value: Any) -> Rhythm | None:
        if value is False:
            return None
        if isinstance(value, list) and all(_is_number(each, 1, MOST_RHYTHM) for each in value):
            match value:
                case [ideal, at_most] if ideal <= at_most:
                    return Rhythm(ideal, at_most)
        raise self.bad(f"rhythm.{grade}", value, _(WANTED_RHYTHM))

    def labels(self) -> Mapping[str, str]:
        table = self.table("labels")
        for grade, value in table.items():
            key = f"labels.{grade}"
            if grade not in DEFAULT_RHYTHMS:
                raise self.bad(key, grade, "A | B | C | D")
            if not _is_label(value):
                raise self.bad(key, value, _(WANTED_LABEL).format(most=MOST_LABEL))
            others = [str(other).casefold() for name, other in table.items() if name != grade]
            if value.casefold() in (*others, *"abcd"):
                raise self.bad(key, value, _("a word that means no other grade"))
        return table

    def leads(self) -> Mapping[str, int]:
        made = {}
        for grade, value in self.table("lead").items():
            if grade not in ("A", "B", "C", "D"):
                raise self.bad(f"lead.{grade}", grade, "A | B | C | D")
            made[grade] = self._counted(f"lead.{grade}", value, 0, MOST_LEAD)
        return made

    def targets(self) -> Mapping[str, int]:
        if not (table := self.table("targets")):
            return {}
        from crmtui.domain.goals import GOALS, MOST

        for name, value in table.items():
            key = f"targets.{name}"
            if name not in GOALS:
                raise self.bad(key, name, _nearest(name, GOALS))
            self._counted(key, value, 1, MOST)
        return table

    def backup(self) -> BackupRules:
        usual = BackupRules()
        if not (table := self.table("backup")):
            return usual
        for name in table:
            if name not in BackupRules._fields:
                raise self.bad(f"backup.{name}", name, _nearest(name, BackupRules._fields))
        own = FileReader(self.path, {f"backup.{name}": value for name, value in table.items()})
        return BackupRules(
            folder=own.text("backup.folder"),
            every=own.number("backup.every", 0, 365, usual.every),
            daily=own.number("backup.daily", 0, 1000, usual.daily),
            weekly=own.number("backup.weekly", 0, 1000, usual.weekly),
            monthly=own.number("backup.monthly", 0, 1000, usual.monthly),
            encrypt=own.yes_or_no("backup.encrypt", usual.encrypt),
            passphrase_file=own.text("backup.passphrase_file"),
            warn_after_days=own.number("backup.warn_after_days", 0, 365, usual.warn_after_days),
        )

    def planning_leads(self) -> tuple[int, ...]:
        value = self._take("planning_leads")
        if value is None:
            return HOLIDAY_LEADS
        if not isinstance(value, list) or not all(_is_number(each, 1, MOST_LEAD) for each in value):
            wanted = _(WANTED_LEADS).format(most=MOST_LEAD)
            raise self.bad("planning_leads", value, wanted)
        return tuple(sorted(set(value), reverse=True))

    def segment(self, key: str) -> str:
        value = self.text(key)
        if value:
            from crmtui.domain.segments import parse_segment

            try:
                parse_segment(value)
            except CrmError as error:
                raise self.bad(key, value, _("words as for find") + f" ({error})") from error
        return value

    def touch_kinds(self) -> frozenset[str]:
        value = self._take("touch_kinds")
        if value is None:
            return TOUCH_KINDS
        if not isinstance(value, list) or not all(each in KINDS for each in value):
            raise self.bad("touch_kinds", value, ", ".join(KINDS))
        return frozenset(value)

    def weights(self) -> Mapping[str, float]:
        made = dict(DEFAULT_WEIGHTS)
        for name, value in self.table("urgency").items():
            if name not in made:
                raise self.bad(f"urgency.{name}", name, ", ".join(DEFAULT_WEIGHTS))
            made[name] = self._weight(f"urgency.{name}", value)
        return made

    def _weight(self, key: str, value: Any) -> float:
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        if not (plain and abs(value) <= MOST_WEIGHT):  # nan is not less than anything
            wanted = _("a number from {low} to {high}").format(low=-MOST_WEIGHT, high=MOST_WEIGHT)
            raise self.bad(key, value, wanted)
        return float(value)

    def keys(self) -> Mapping[str, str]:
        for name, value in (table := self.table("keys")).items():
            if not isinstance(value, str):
                raise self.bad(f"keys.{name}", value, _(WANTED_TEXT))
        return table

    def nothing_left(self) -> None:
        for key in self.values:
            if key not in self.seen:
                raise self.bad(key, key, _nearest(key, sorted(self.seen)))


def _nearest(name: str, known: Sequence[str]) -> str:
    """The names that are most like the one that was written; all of them where none is."""
    from difflib import get_close_matches

    return " | ".join(get_close_matches(name, known, 3) or known)
