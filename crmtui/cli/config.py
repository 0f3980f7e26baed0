"""Reading and writing single settings, with the file's own comments kept."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmtui import present
from crmtui import settings as choices
from crmtui.domain.clean import clean
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.goals import GOALS
from crmtui.domain.system_words import why
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.settings import Settings

TEXTS = (
    "lang", "db", "me", "me_address", "theme", "country", "planning_segment",
    "backup.folder", "backup.passphrase_file",
)  # fmt: skip
OFF = frozenset({"off", "false", "no", "none", "-", "无", "关", "否"})
ON = frozenset({"on", "true", "yes", "开", "是"})


class UnknownSetting(WrongUse):
    """There is no setting of this name."""

    def __init__(self, key: str, known: Mapping[str, str]) -> None:
        from difflib import get_close_matches

        goals = [f"targets.{name}" for name in GOALS]
        near = get_close_matches(key, [*known, *goals], 1)
        hint = _(" Did you mean {near}?").format(near=near[0]) if near else ""
        super().__init__(
            _("There is no setting “{key}”.{hint} “crmtui config” lists them all.").format(
                key=key, hint=hint
            )
        )


class BadChoice(WrongUse):
    """A value that a setting cannot have."""

    def __init__(self, key: str, text: str, wanted: str) -> None:
        super().__init__(
            _("{key} cannot be “{text}”; it must be {wanted}. Nothing was changed.").format(
                key=key, text=text, wanted=wanted
            )
        )


class CannotWriteSettings(CrmError):
    """The settings file cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("The settings file {path} cannot be written: {reason}.").format(
                path=path, reason=reason
            )
        )


def listed(settings: Settings) -> dict[str, str]:
    """Every setting with its value as one would type it."""
    rows = {
        "lang": settings.lang,
        "me": settings.me,
        "me_address": settings.me_address,
        "db": str(settings.db),
        "theme": settings.theme,
        "lead_days": str(settings.lead_days),
        "country": settings.country,
        "planning_leads": ",".join(map(str, settings.planning_leads)),
        "planning_segment": settings.planning_segment,
        "planning_often": str(settings.planning_often),
        "move_days_off": "true" if settings.move_days_off else "false",
        "dial": "true" if settings.dial else "false",
        "capacity": str(settings.capacity),
        "neglected": str(settings.neglected),
        "bin_days": str(settings.bin_days),
        "touch_kinds": ",".join(sorted(settings.touch_kinds)),
    }
    for grade in settings.rhythms:
        rows[f"lead.{grade}"] = str(settings.leads.get(grade, settings.lead_days))
    for grade in settings.rhythms:
        rows[f"labels.{grade}"] = settings.labels.get(grade, "")
    for grade, rhythm in settings.rhythms.items():
        rows[f"rhythm.{grade}"] = f"{rhythm.ideal},{rhythm.at_most}" if rhythm else "off"
    rows |= {f"urgency.{name}": f"{weight:g}" for name, weight in settings.weights.items()}
    rows |= {f"targets.{name}": str(number) for name, number in settings.targets.items()}
    rows |= {f"backup.{name}": _shown(value) for name, value in settings.backup._asdict().items()}
    rows |= {f"keys.{name}": key for name, key in settings.keys.items()}
    return rows


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def parsed(key: str, text: str, known: Mapping[str, str]) -> Any:
    """A typed value in the form the file holds it; UnknownSetting or BadChoice otherwise."""
    text = clean(text)  # a settings file holds text, whatever bytes the command line brought
    table, dot, name = key.partition(".")
    if dot and table == "keys" and name:
        return text
    if key not in known and not (dot and table == "targets" and name in GOALS):
        raise UnknownSetting(key, known)
    if key in TEXTS or table == "labels":
        return text
    if table == "rhythm":
        return _rhythm(key, text)
    if key in ("move_days_off", "dial", "backup.encrypt"):
        return _yes_or_no(key, text)
    if key == "planning_leads":
        return _days(key, text)
    if key == "touch_kinds":
        return [_touch_kind(word) for word in text.replace("，", ",").split(",") if word.strip()]
    try:
        return float(text) if table == "urgency" else int(text)
    except ValueError as error:
        raise BadChoice(key, text, _("a number")) from error


def _yes_or_no(key: str, text: str) -> bool:
    plain = text.strip().casefold()
    if plain not in OFF | ON:
        raise BadChoice(key, text, "true | false")
    return plain in ON


def _rhythm(key: str, text: str) -> list[int] | bool:
    if text.strip().casefold() in OFF:
        return False
    parts = text.strip(" []").replace("/", ",").replace("，", ",").split(",")
    try:
        ideal, at_most = (int(part) for part in parts)
    except ValueError as error:
        raise BadChoice(key, text, _("two numbers of days like 7,14, or off")) from error
    return [ideal, at_most]


def _days(key: str, text: str) -> list[int]:
    parts = text.strip(" []").replace("，", ",").split(",")
    try:
        return [int(part) for part in parts if part.strip()]
    except ValueError as error:
        raise BadChoice(key, text, _("numbers of days like 14,7")) from error


def _touch_kind(word: str) -> str:
    return present.code_of("interaction_kind", word) or word.strip()


def change(path: Path, key: str, value: Any) -> None:
    """Write one setting, or remove it where the value is None; checked before it counts.

    Raises what the check says, or CannotWriteSettings; the file is then as it was.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(text)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise CannotWriteSettings(path, str(error)) from error
    _set(document, key.split("."), value)
    try:
        _replace(path, tomlkit.dumps(document))
    except OSError as error:
        raise CannotWriteSettings(path, why(error)) from error


def _set(document: Any, names: list[str], value: Any) -> None:
    import tomlkit

    *tables, last = names
    for name in tables:
        if name not in document:
            document[name] = tomlkit.table()
        document = document[name]
    if value is None:
        document.pop(last, None)
    else:
        document[last] = value


def _replace(path: Path, text: str) -> None:
    """Put a checked text in the file's place, in one step."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = path.resolve()  # a link to a file kept elsewhere stays a link
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        _check(draft, path)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _check(draft: Path, path: Path) -> None:
    """Read the draft as the program would; the complaint names the file itself."""
    env = {**os.environ, "CRMTUI_CONFIG": str(draft)}
    try:
        # First without the language that overrules the file's, then as it is, to speak it again.
        choices.load(env={name: text for name, text in env.items() if name != "CRMTUI_LANG"})
        choices.load(env=env)
    except choices.BadSettings as error:
        raise WrongUse(
            _("{sentence} {hint}").format(
                sentence=str(error).replace(str(draft), str(path)), hint=_("Nothing was changed.")
            )
        ) from error
