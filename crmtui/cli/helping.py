"""Help pages in the user's language, aligned by terminal cells, with examples."""

from __future__ import annotations

from typing import Any

from crmtui.cli.cells import aligned, width, wrapped
from crmtui.cli.examples import EXAMPLES
from crmtui.cli.notes import NOTES
from crmtui.cli.registry import COMMANDS
from crmtui.domain.words import _

INDENT = "  "
WIDTH = 78
LEAST_WORDS = 30  # cells for what an option means, however long its name


def of_program(program: Any, ctx: Any) -> str:
    """The page of `crmtui --help`."""
    return _page(
        _("Usage: {command}").format(command=f"{ctx.command_path} [--db PATH] COMMAND …"),
        program.help,
        _("Without a command, crmtui opens its screens."),
        _section(_("Commands"), [(name, _(entry.purpose)) for name, entry in COMMANDS.items()]),
        _section(_("Options, before or after the command"), _options(program, ctx)),
        _("“crmtui COMMAND --help” shows a command's options and examples."),
    )


def of_command(command: Any, ctx: Any) -> str:
    """The page of `crmtui COMMAND --help`."""
    examples = [f"{INDENT}{line}" for line in EXAMPLES.get(command.name, ())]
    notes = "\n".join(
        line for note in NOTES.get(command.name, ()) for line in wrapped(_(note), WIDTH)
    )
    return _page(
        _("Usage: {command}").format(
            command=" ".join([ctx.command_path, *_arguments_line(command, ctx)])
        ),
        command.help,
        notes,
        _section(_("Arguments"), _arguments(command, ctx)),
        _section(_("Options"), _options(command, ctx)),
        "\n".join([_("Examples:"), *examples]) if examples else "",
    )


def _page(*paragraphs: str) -> str:
    return "\n\n".join(part for part in paragraphs if part)


def _arguments_line(command: Any, ctx: Any) -> list[str]:
    """CUSTOMER TEXT [FILE…] as in the usage line."""
    made = ["[…]"] if _options(command, ctx) else []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            name = parameter.make_metavar(ctx=ctx)
            made.append(name if parameter.required else f"[{name}]")
    return made


def _arguments(command: Any, ctx: Any) -> list[tuple[str, str]]:
    return [
        (parameter.make_metavar(ctx=ctx), _(parameter.help) if parameter.help else "")
        for parameter in command.params
        if parameter.param_type_name == "argument"
    ]


def _options(command: Any, ctx: Any) -> list[tuple[str, str]]:
    rows = []
    for option in command.params:
        if option.param_type_name == "option" and not option.hidden:
            name = ", ".join(sorted(option.opts, key=len))
            value = "" if option.is_flag else f" {option.make_metavar(ctx=ctx)}"
            rows.append((f"{name}{value}", _(option.help) if option.help else ""))
    return [*rows, ("-h, --help", _("This page"))]


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    room = max(WIDTH - len(INDENT) - 2 - max(width(name) for name, _words in rows), LEAST_WORDS)
    split = [
        ("" if n else name, line)
        for name, words in rows
        for n, line in enumerate(wrapped(words, room))
    ]
    lines = [f"{INDENT}{line}" for line in aligned(split)]
    return "\n".join([_("{title}:").format(title=title), *lines])
