"""Where things are and what the user chose: environment and TOML file -> frozen Settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from crmtui.domain.errors import WrongUse
from crmtui.domain.interactions import KINDS, TOUCH_KINDS
from crmtui.domain.rhythm import DEFAULT_RHYTHMS, Rhythm
from crmtui.domain.words import N_, _, install

LANGUAGES = ("en", "zh_CN")
THEMES = ("dark", "light")
DEFAULT_WEIGHTS: Mapping[str, float] = {
    "follow_up": 6.0,  # a planned step that is due
    "follow_up_day": 0.5,  # for every day it is late, up to 10
    "rhythm": 3.0,  # past the ideal rhythm, times (days late / ideal), up to 3 times
    "rhythm_limit": 2.0,  # past the at-most limit as well
    "occasion": 5.0,  # a day that matters is today; less the further ahead it is
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
            _("Settings: {where} says {found!r}; it must be {wanted}.").format(
                where=where, found=found, wanted=wanted
            )
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program was told, checked; unchanged while it runs."""

    db: Path
    config_path: Path
    lang: str = "en"
    me: str = ""
    theme: str = "dark"
    rhythms: Mapping[str, Rhythm | None] = field(default_factory=lambda: dict(DEFAULT_RHYTHMS))
    touch_kinds: frozenset[str] = TOUCH_KINDS
    weights: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    lead_days: int = 7
    keys: Mapping[str, str] = field(default_factory=dict)
    today_pin: date | None = None
    demo: bool = False

    def today(self) -> date:
        """The local day, asked anew each time, unless CRMTUI_TODAY pins it."""
        return self.today_pin or date.today()

    def fingerprint(self) -> str:
        """Of the settings that derived columns depend on."""
        rhythms = ";".join(
            f"{g}={r.ideal}/{r.at_most}" if r else f"{g}=-" for g, r in sorted(self.rhythms.items())
        )
        return f"{rhythms}|{','.join(sorted(self.touch_kinds))}"


def load(
    db: str | None = None, lang: str | None = None, env: Mapping[str, str] = os.environ
) -> Settings:
    """The settings from options, environment and file, in that order of say.

    Raises BadSettings with the place and what was expected there.
    """
    config_path = config_file(env)
    chosen = _read(config_path)
    reader = _Reader(config_path, chosen)
    language = _language(lang or env.get("CRMTUI_LANG") or reader.text("lang"), env)
    install_language(language)
    settings = Settings(
        db=database_file(db or env.get("CRMTUI_DB") or reader.text("db"), env),
        config_path=config_path,
        lang=language,
        me=reader.text("me"),
        theme=reader.choice("theme", THEMES, "dark"),
        rhythms=reader.rhythms(),
        touch_kinds=reader.touch_kinds(),
        weights=reader.weights(),
        lead_days=reader.number("lead_days", 0, 60, 7),
        keys=reader.keys(),
        today_pin=_pinned(env.get("CRMTUI_TODAY")),
    )
    reader.nothing_left()
    return settings


def install_language(lang: str) -> None:
    """Speak this language from now on."""
    if lang == "en":
        install(None)
        return
    import gettext

    catalogue = Path(__file__).parent / "locale" / lang / "LC_MESSAGES" / "crmtui.mo"
    with catalogue.open("rb") as file:
        install(gettext.GNUTranslations(file))


def config_file(env: Mapping[str, str] = os.environ) -> Path:
    """Where the settings file is, whether or not it exists."""
    if given := env.get("CRMTUI_CONFIG"):
        return Path(given)
    return _home("config", env) / "config.toml"


def database_file(given: str | None, env: Mapping[str, str] = os.environ) -> Path:
    """Where the database is: as given, else in the user's data folder."""
    if given:
        return Path(given) if not given.startswith("~") else _expand(given)
    return _home("data", env) / "crmtui.db"


def _expand(given: str) -> Path:
    try:
        return Path(given).expanduser()
    except RuntimeError as error:
        raise NoHome() from error


class NoHome(WrongUse):
    """There is no home folder to keep the database in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "I cannot tell where your home folder is, so I do not know where your database "
                "is. Say it with --db PATH, or set CRMTUI_DB."
            )
        )


def _home(what: str, env: Mapping[str, str]) -> Path:
    """The user's data or config folder by the system's own rules."""
    if sys.platform.startswith("linux"):
        # Said here in two lines: platformdirs costs 5 ms of every look-up.
        variable, below = (
            ("XDG_DATA_HOME", ".local/share") if what == "data" else ("XDG_CONFIG_HOME", ".config")
        )
        if (base := env.get(variable, "")).startswith("/"):
            return Path(base) / "crmtui"
        return _expand("~") / below / "crmtui"
    import platformdirs

    made = platformdirs.user_data_path if what == "data" else platformdirs.user_config_path
    try:
        return made("crmtui", appauthor=False)
    except RuntimeError as error:
        raise NoHome() from error


def _language(said: str, env: Mapping[str, str]) -> str:
    if said:
        if said in LANGUAGES:
            return said
        if said.lower().replace("-", "_").startswith("zh"):
            return "zh_CN"
        if said.lower().startswith("en"):
            return "en"
        raise BadSettings("lang", said, " | ".join(LANGUAGES))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name):
            return "zh_CN" if value.lower().startswith("zh") else "en"
    if sys.platform in ("win32", "darwin"):
        import locale

        code = locale.getlocale()[0] or ""
        return "zh_CN" if code.lower().startswith(("zh", "chinese")) else "en"
    return "en"


def _pinned(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadSettings("CRMTUI_TODAY", value, "YYYY-MM-DD") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(str(path), str(error), _("a readable UTF-8 file")) from error
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(str(path), str(error), _("valid TOML")) from error


WANTED_TEXT = N_("text in quotes")
WANTED_NUMBER = N_("a whole number from {low} to {high}")
WANTED_RHYTHM = N_("two whole numbers of days, like [7, 14], or false")


class _Reader:
    """Takes known keys out of the file and complains about the rest."""

    def __init__(self, path: Path, values: dict[str, Any]) -> None:
        self.path = path
        self.values = values
        self.seen: set[str] = set()

    def _take(self, key: str) -> Any:
        self.seen.add(key)
        return self.values.get(key)

    def _bad(self, key: str, found: object, wanted: str) -> BadSettings:
        return BadSettings(f"{self.path}{self._line(key)} [{key}]", found, wanted)

    def _line(self, key: str) -> str:
        name = key.rsplit(".", 1)[-1]
        try:
            lines = self.path.read_text(encoding="utf-8-sig").splitlines()
        except OSError:
            return ""
        for number, line in enumerate(lines, 1):
            if line.strip().strip("[").startswith((name, f'"{name}"')):
                return f":{number}"
        return ""

    def text(self, key: str) -> str:
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._bad(key, value, _(WANTED_TEXT))
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(key) or default
        if value not in choices:
            raise self._bad(key, value, " | ".join(choices))
        return value

    def number(self, key: str, low: int, high: int, default: int) -> int:
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self._bad(key, value, _(WANTED_NUMBER).format(low=low, high=high))
        return value

    def table(self, key: str) -> dict[str, Any]:
        value = self._take(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self._bad(key, value, _("a table: [{key}]").format(key=key))
        return value

    def rhythms(self) -> Mapping[str, Rhythm | None]:
        made = dict(DEFAULT_RHYTHMS)
        for grade, value in self.table("rhythm").items():
            if grade not in made:
                raise self._bad(f"rhythm.{grade}", grade, "A | B | C | D")
            made[grade] = self._rhythm(grade, value)
        return made

    def _rhythm(self, grade: str, value: Any) -> Rhythm | None:
        if value is False:
            return None
        match value:
            case [int(ideal), int(at_most)] if 1 <= ideal <= at_most <= 3650:
                return Rhythm(ideal, at_most)
        raise self._bad(f"rhythm.{grade}", value, _(WANTED_RHYTHM))

    def touch_kinds(self) -> frozenset[str]:
        value = self._take("touch_kinds")
        if value is None:
            return TOUCH_KINDS
        if not isinstance(value, list) or not set(value) <= set(KINDS):
            raise self._bad("touch_kinds", value, ", ".join(KINDS))
        return frozenset(value)

    def weights(self) -> Mapping[str, float]:
        made = dict(DEFAULT_WEIGHTS)
        for name, value in self.table("urgency").items():
            if name not in made:
                raise self._bad(f"urgency.{name}", name, ", ".join(DEFAULT_WEIGHTS))
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise self._bad(f"urgency.{name}", value, _("a number"))
            made[name] = float(value)
        return made

    def keys(self) -> Mapping[str, str]:
        for name, value in (table := self.table("keys")).items():
            if not isinstance(value, str):
                raise self._bad(f"keys.{name}", value, _(WANTED_TEXT))
        return table

    def nothing_left(self) -> None:
        for key in self.values:
            if key not in self.seen:
                raise self._bad(key, key, ", ".join(sorted(self.seen)))
