"""The commands about the program itself: config, completion."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from crmtui import settings as choices
from crmtui.cli import output
from crmtui.cli.output import Exit, put, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.words import N_, _


class SetOrUnset(WrongUse):
    """A value together with --unset, or --unset without a key."""

    def __init__(self) -> None:
        super().__init__(_("--unset takes the name of a setting and no value."))


def config(
    ctx: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="KEY", help=N_("For example lang, me, rhythm.A"))
    ] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help=N_("What it should be"))
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help=N_("Back to the default"))] = False,
) -> int:
    """See all settings, one of them, or change one."""
    from crmtui.cli import config as editing

    shell: Shell = ctx.obj
    if unset and (key is None or value is not None):
        raise SetOrUnset
    if unset or value is not None:
        assert key is not None
        return _change(shell, key, value)
    known = editing.listed(shell.settings)
    if key is None:
        _show_all(known, shell)
        return Exit.DONE
    if key not in known:
        raise editing.UnknownSetting(key, known)
    put(known[key])
    return Exit.DONE


def _change(shell: Shell, key: str, value: str | None) -> int:
    """Set or unset; works on a file with a mistake in it too, or it could not be mended."""
    from crmtui.cli import config as editing

    path = choices.config_file()
    try:
        known = editing.listed(shell.settings)
    except CrmError:
        known = editing.listed(choices.Settings(choices.database_file(":"), path))
    new = None if value is None else editing.parsed(key, value, known)
    editing.change(path, key, new)
    words = (
        _("{key} is back to its default (in {path}).")
        if value is None
        else _("{key} is now {value} (in {path}).")
    )
    say(words.format(key=key, value=value, path=path))
    if (name := {"lang": "CRMTUI_LANG", "db": "CRMTUI_DB"}.get(key, "")) in os.environ:
        say(_("{name} is set in the environment and wins over the file.").format(name=name))
    return Exit.DONE


def _show_all(known: dict[str, str], shell: Shell) -> None:
    say(_("Settings file: {path}").format(path=shell.settings.config_path))
    if not output.on_terminal():
        for row in known.items():
            put_row(row)
        return
    from crmtui.cli.cells import aligned

    for line in aligned(list(known.items())):
        put(line)


def completion(
    shell_name: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help=N_("Which shell"))],
) -> int:
    """Print the script that makes Tab complete commands, options and customer names."""
    from crmtui.cli import completing

    put(completing.script(shell_name))
    return Exit.DONE
