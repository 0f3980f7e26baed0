"""What a command line leads to: the screens, or one command; and how its end is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtui.cli import arguments, output
from crmtui.cli.output import Exit, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.settings import Settings

COMPLETE = "_CRMTUI_COMPLETE"


class NoTerminal(WrongUse):
    """The screens were asked for where nobody can see them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The screens need a terminal, and this is none. "
                "Use a command instead, for example “crmtui today”; “crmtui --help” lists them."
            )
        )


def main(argv: Sequence[str]) -> int:
    """Do what the command line asks for; gives the exit code. Never raises."""
    output.prepare()
    try:
        return _run(argv)
    except BrokenPipeError:
        return output.pipe_closed()
    except KeyboardInterrupt:
        say("\n" + _("Stopped; nothing was changed."))
        return Exit.STOPPED
    except CrmError as error:
        say(str(error))
        return exit_of(error)
    except Exception as error:
        from crmtui.cli import crash

        return crash.told(error, screens=not arguments.split(argv)[1])


def exit_of(error: CrmError) -> Exit:
    """The exit code that goes with an error."""
    if isinstance(error, WrongUse):
        return Exit.WRONG_USE
    return Exit.NOTHING_FOUND if isinstance(error, NothingFound) else Exit.FAILED


def debugging() -> bool:
    """Whether a developer wants to see tracebacks."""
    return bool(os.environ.get("CRMTUI_DEBUG"))


def _run(argv: Sequence[str]) -> int:
    if shell_name := os.environ.get(COMPLETE):
        from crmtui.cli import completing

        return completing.answer(shell_name, argv)
    given, rest = arguments.split(argv)
    shell = Shell.start(given.get("db"), given.get("lang"))
    if not rest:
        return open_screens(shell.settings)
    from crmtui.cli import commands

    return commands.run(rest, shell)


def open_screens(settings: Settings) -> int:
    """Open the program on its database; NoTerminal where there is none to draw on."""
    if not (output.on_terminal() and output.on_terminal(sys.stdin)):
        raise NoTerminal
    import gc

    from crmtui.tui.app import run

    gc.enable()
    return int(run(settings))
