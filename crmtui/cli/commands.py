"""Every shell command by name; only the one that is called is imported and built."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command as built

from crmtui.cli.registry import COMMANDS
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from typing import Protocol

    from crmtui.cli.shell import Shell

    class Formatter(Protocol):
        """The part of Click's help formatter that is used here."""

        def write(self, string: str) -> None: ...


# `-tag` must reach `edit` as a word: nothing that begins with one dash is an option of it.
TAGS = {"edit": {"ignore_unknown_options": True, "help_option_names": ["--help"]}}
# Click's UsageError, under whatever name this typer carries it.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]


class NoSuchCommand(WrongUse):
    """A word where a command should be."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = (
            _("Did you mean “{near}”?").format(near=near[0])
            if near
            else _("“crmtui --help” lists them.")
        )
        super().__init__(
            _("There is no command “{name}”. {hint}").format(name=name, hint=hint),
        )


class Command(TyperCommand):
    """A command whose help is in the user's language and has examples."""

    def format_help(self, ctx: Any, formatter: Formatter) -> None:
        """Write the help page."""
        from crmtui.cli import helping

        formatter.write(helping.of_command(self, ctx))


class Group(TyperGroup):
    """`crmtui` itself: knows its commands by name and builds the one that is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, in the order they are listed."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Import and build one command."""
        return build(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command meant by the first word; NoSuchCommand with the nearest one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            raise NoSuchCommand(args[0], get_close_matches(args[0], list(COMMANDS), 1))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Formatter) -> None:
        """Write the list of commands."""
        from crmtui.cli import helping

        formatter.write(helping.of_program(self, ctx))


def build(name: str) -> TyperCommand:
    """One command with its parameters, in the language of now."""
    entry = COMMANDS[name]
    function = getattr(import_module(f"crmtui.cli.{entry.module}"), entry.function)
    app = _app()
    app.command(name, cls=Command, help=_(entry.purpose), context_settings=TAGS.get(name))(function)
    command = built(app)
    assert isinstance(command, TyperCommand)
    return command


def group(*, whole: bool = True) -> TyperGroup:
    """`crmtui` with all its commands; not `whole`: without its options, which are used already."""
    app = _app(cls=Group, help=_("Keep in touch with your customers: who to call today, and why."))
    app.callback()(_program if whole else _nothing)
    program = built(app)
    assert isinstance(program, TyperGroup)
    return program


def run(argv: Sequence[str], shell: Shell) -> int:
    """Carry out one command; gives its exit code. Raises CrmError in every foreseen failure."""
    words = [argv[0], "--help"] if argv[1:] == ["-h"] else list(argv)
    try:
        program = group(whole=words[0].startswith("-"))
        with program.make_context("crmtui", words, obj=shell) as context:
            code = context.command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort as stopped:
        raise KeyboardInterrupt from stopped
    except USAGE_ERROR as error:
        from crmtui.cli import usage

        raise usage.told(error) from error
    if shell.wrote:
        from crmtui.cli import automatic

        automatic.daily(shell.settings)
    return int(code or 0)


def _app(**settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
        **settings,
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        from crmtui import __version__
        from crmtui.cli.output import put

        put(f"crmtui {__version__}")
        raise typer.Exit


def _program(
    db: Annotated[
        str | None, typer.Option(metavar="PATH", help=N_("The database file (CRMTUI_DB)"))
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="en|zh_CN", help=N_("The language (CRMTUI_LANG)"))
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help=N_("The version")),
    ] = False,
) -> None:
    """Take the options that hold for all commands: `arguments.split` has used them already."""


def _nothing() -> None:
    """Stand in for `_program` where a command follows at once: building options takes a while."""
