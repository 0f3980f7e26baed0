"""Where things are and what the user chose: environment and TOML file -> frozen Settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from crmtui.domain import labels
from crmtui.domain.backuprules import BackupRules
from crmtui.domain.errors import WrongUse
from crmtui.domain.rhythm import DEFAULT_RHYTHMS, Rhythm
from crmtui.domain.touches import TOUCH_KINDS
from crmtui.domain.words import _, install
from crmtui.settings.file import (
    DEFAULT_WEIGHTS,
    HOLIDAY_LEADS,
    BadSettings,
    FileReader,
    read,
)

__all__ = ["DEFAULT_WEIGHTS", "BadSettings", "Settings", "load"]


LANGUAGES = ("en", "zh_CN")
THEMES = ("dark", "light")


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
    me_address: str = ""  # the rep's own mail addresses, with commas between them
    lead_days: int = 7
    labels: Mapping[str, str] = field(default_factory=dict)  # what grades are called
    leads: Mapping[str, int] = field(default_factory=dict)  # by grade, in place of `lead_days`
    planning_leads: tuple[int, ...] = HOLIDAY_LEADS  # before a long holiday; () for no reminder
    planning_segment: str = ""  # whom it concerns, as for find; '' is who ships often
    planning_often: int = 4  # shipments a month from which a customer ships often
    move_days_off: bool = True  # steps on a day off come up on the next working day
    capacity: int = 25  # customers that can be dealt with in a day
    neglected: int = 5  # small customers shown a day that nobody has looked after
    bin_days: int = 90  # what was deleted can be brought back for so long; 0 keeps it for ever
    targets: Mapping[str, int] = field(default_factory=dict)  # 'call_per_day': 20
    dial: bool = False  # c opens tel: links, and does not only copy the number
    backup: BackupRules = field(default_factory=BackupRules)
    country: str = "CN"  # whose public holidays are ours, ISO 3166
    cache: Path | None = None  # a folder for what can be made again; None keeps nothing
    keys: Mapping[str, str] = field(default_factory=dict)
    today_pin: date | None = None
    demo: bool = False

    def today(self) -> date:
        """The local day, asked anew each time, unless CRMTUI_TODAY pins it."""
        return self.today_pin or date.today()

    @property
    def holidays_path(self) -> Path:
        """The user's own file of days off, peaks and make-up days, whether or not it exists."""
        return self.config_path.with_name("holidays.toml")

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
    chosen = read(config_path)
    reader = FileReader(config_path, chosen)
    # Read in any case, so that a key that is overruled still counts as known.
    file_lang, file_db = reader.text("lang"), reader.text("db")
    if file_lang and not _known_language(file_lang):
        raise reader.bad("lang", file_lang, " | ".join(LANGUAGES))
    language = _language(lang or env.get("CRMTUI_LANG") or file_lang, env)
    install_language(language)
    settings = Settings(
        db=database_file(db or env.get("CRMTUI_DB") or file_db, env),
        config_path=config_path,
        lang=language,
        me=reader.text("me"),
        me_address=reader.text("me_address"),
        theme=reader.choice("theme", THEMES, "dark"),
        rhythms=reader.rhythms(),
        touch_kinds=reader.touch_kinds(),
        weights=reader.weights(),
        lead_days=reader.number("lead_days", 0, 60, 7),
        labels=reader.labels(),
        leads=reader.leads(),
        planning_leads=reader.planning_leads(),
        planning_segment=reader.segment("planning_segment"),
        planning_often=reader.number("planning_often", 1, 1000, 4),
        move_days_off=reader.yes_or_no("move_days_off", True),
        capacity=reader.number("capacity", 1, 1000, 25),
        neglected=reader.number("neglected", 0, 100, 5),
        bin_days=reader.number("bin_days", 0, 36_500, 90),
        targets=reader.targets(),
        dial=reader.yes_or_no("dial", False),
        backup=reader.backup(),
        country=reader.country("country", "CN"),
        cache=cache_folder(env),
        keys=reader.keys(),
        today_pin=_pinned(env.get("CRMTUI_TODAY")),
    )
    reader.nothing_left()
    labels.install(settings.labels)
    return settings


def install_language(lang: str) -> None:
    """Speak this language from now on."""
    if lang == "en":
        install(None)
        return
    import gettext

    catalogue = Path(__file__).parent.parent / "locale" / lang / "LC_MESSAGES" / "crmtui.mo"
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


def cache_folder(env: Mapping[str, str] = os.environ) -> Path | None:
    """Where to keep what can be made again; None where there is no home."""
    try:
        return _home("cache", env)
    except NoHome:
        return None


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
    """The user's data, config or cache folder by the system's own rules."""
    if sys.platform.startswith("linux"):
        # Said here in three lines: platformdirs costs 5 ms of every look-up.
        below = {"data": ".local/share", "config": ".config", "cache": ".cache"}[what]
        variable = f"XDG_{what.upper()}_HOME"
        if (base := env.get(variable, "")).startswith("/"):
            return Path(base) / "crmtui"
        return _expand("~") / below / "crmtui"
    import platformdirs

    try:
        found: Path = getattr(platformdirs, f"user_{what}_path")("crmtui", appauthor=False)
        return found
    except RuntimeError as error:
        raise NoHome() from error


def _known_language(said: str) -> str:
    """The language meant; '' where there is none such."""
    if said in LANGUAGES:
        return said
    plain = said.lower().replace("-", "_")
    return "zh_CN" if plain.startswith("zh") else "en" if plain.startswith("en") else ""


def _language(said: str, env: Mapping[str, str]) -> str:
    if said:
        if known := _known_language(said):
            return known
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
