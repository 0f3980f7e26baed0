"""The command about remembered ways to read files: profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.profiles import Profile


class UnknownProfilesWord(WrongUse):
    """A word after `profiles` that it does not know, or too few or many of them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "It is “crmtui profiles”, “crmtui profiles show NAME”, “crmtui profiles rename "
                "NAME NEW” or “crmtui profiles remove NAME”."
            )
        )


class NobodyToAsk(WrongUse):
    """Something that cannot be undone wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no terminal to ask on, so nothing was removed. Add --yes to remove it.")
        )


def profiles(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="show|rename|remove", help=N_("None: list them"))
    ] = "",
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help=N_("The profile; its new name"))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Ask nothing"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """List, show, rename and remove how files with certain headings are read."""
    shell: Shell = ctx.obj
    told = names or []
    if not what and not told:
        return _list(shell, as_json)
    if (what, len(told)) == ("show", 1):
        return _show(_named(shell, told[0]), as_json)
    if (what, len(told)) == ("rename", 2):
        return _rename(shell, told[0], told[1])
    if (what, len(told)) == ("remove", 1):
        return _remove(shell, told[0], yes)
    raise UnknownProfilesWord


def _all(shell: Shell) -> list[Profile]:
    from crmtui.reads import profiles as reading

    try:
        with shell.looking() as conn:
            return reading.profiles(conn)
    except DatabaseMissing:
        return []


def _named(shell: Shell, name: str) -> Profile:
    from crmtui.actions.profiles import NoProfile

    wanted = name.strip().casefold()
    found = next((p for p in _all(shell) if p.name.casefold() == wanted), None)
    if found is None:
        raise NoProfile(name)
    return found


def _list(shell: Shell, as_json: bool) -> int:
    found = _all(shell)
    if as_json:
        put_json([_shape(profile) for profile in found])
        return Exit.DONE
    if not found:
        say(_("There are no profiles. “crmtui import FILE --profile NAME” makes one."))
        return Exit.DONE
    rows = [(p.name, str(len(p.headings)), _options(p), p.used_at[:10]) for p in found]
    output.put_rows(rows)
    return Exit.DONE


def _options(profile: Profile) -> str:
    """What a profile says, in the words of the options that say it."""
    parts = [f"--map '{column}={field}'" for column, field in profile.mapping.items()]
    parts += [f"--date-order {profile.date_order}"] * bool(profile.date_order)
    parts += [f"--encoding {profile.encoding}"] * bool(profile.encoding)
    parts += [
        f"--heading-row {f'{sheet}={line}' if sheet else line}"
        for sheet, line in profile.heading_lines.items()
    ]
    parts += [] if profile.new_fields else ["--no-new-fields"]
    return " ".join(parts)


def _shape(profile: Profile) -> dict[str, object]:
    return {
        "name": profile.name,
        "headings": list(profile.headings),
        "mapping": dict(profile.mapping),
        "date_order": profile.date_order,
        "encoding": profile.encoding,
        "heading_rows": dict(profile.heading_lines),
        "left_out": list(profile.left_out),
        "new_fields": profile.new_fields,
        "used_at": profile.used_at or None,
    }


def _show(profile: Profile, as_json: bool) -> int:
    if as_json:
        put_json(_shape(profile))
        return Exit.DONE
    put_row((_("name"), profile.name))
    put_row((_("headings"), _(", ").join(profile.headings)))
    for column, field in profile.mapping.items():
        put_row((column, "→", field))
    rest = [
        (_("order of dates"), profile.date_order),
        (_("encoding"), profile.encoding),
        (_("sheets left out"), _(", ").join(profile.left_out)),
        (_("last used"), profile.used_at[:10]),
    ]
    for words, value in rest:
        if value:
            put_row((words, value))
    for sheet, line in profile.heading_lines.items():
        put_row((_("headings in row"), line, sheet))
    if not profile.new_fields:
        put_row((_("no new fields"),))
    return Exit.DONE


def _rename(shell: Shell, name: str, new: str) -> int:
    from crmtui.actions import profiles as verbs

    _named(shell, name)
    with shell.keeping() as uow:
        verbs.rename(uow, name, new)
    say(_("The profile “{old}” is called “{new}” now.").format(old=name, new=new))
    return Exit.DONE


def _remove(shell: Shell, name: str, yes: bool) -> int:
    from crmtui.actions import profiles as verbs

    profile = _named(shell, name)
    if not yes:
        if not output.can_ask():
            raise NobodyToAsk
        question = _("Forget the profile “{name}”? This cannot be undone.")
        if not output.ask(question.format(name=profile.name)):
            say(_("Nothing was removed."))
            return Exit.FAILED
    with shell.keeping() as uow:
        verbs.remove(uow, profile.name)
    say(_("Forgot the profile “{name}”.").format(name=profile.name))
    return Exit.DONE
