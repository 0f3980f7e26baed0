"""What the command-line parser complains about, in sentences of the user's language."""

from __future__ import annotations

from typing import Any

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _


class NotUnderstood(WrongUse):
    """A command line that does not fit the command."""


def told(error: Any) -> NotUnderstood:
    """The parser's error as a sentence, with where to read on."""
    command = error.ctx.command_path if error.ctx is not None else "crmtui"
    sentence = _sentence(error)
    hint = _("“{command} --help” shows how it is used.").format(command=command)
    return NotUnderstood(_("{sentence} {hint}").format(sentence=sentence, hint=hint))


def _sentence(error: Any) -> str:
    match type(error).__name__:
        case "MissingParameter":
            return _("{what} is missing.").format(what=_name(error.param))
        case "NoSuchOption":
            return _no_such_option(error)
        case "BadOptionUsage":
            return _("{option} needs a value after it.").format(option=error.option_name)
        case "BadParameter":
            return _bad_value(error)
    if "unexpected extra" in error.message:
        return _too_many(error)
    return str(error.format_message())


def _bad_value(error: Any) -> str:
    what = _name(error.param)
    kind = getattr(error.param, "type", None)
    if not str(getattr(kind, "name", "")).startswith("int"):
        return _("{what}: {found}").format(what=what, found=error.message)
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if most is not None:
        words = _("{what} must be a whole number from {least} to {most}.")
        return words.format(what=what, least=least, most=most)
    return _("{what} must be a whole number, {least} or more.").format(what=what, least=least or 0)


def _no_such_option(error: Any) -> str:
    if near := error.possibilities:
        return _("There is no option {option}. Did you mean {near}?").format(
            option=error.option_name, near=sorted(near)[0]
        )
    return _("There is no option {option} here.").format(option=error.option_name)


def _too_many(error: Any) -> str:
    extra = error.message.removesuffix(")").rpartition(" (")[2]
    return _(
        "There is more on the line than the command takes: {extra}. "
        "Put quotes around what belongs together."
    ).format(extra=extra)


def _name(parameter: Any) -> str:
    """How the user knows a parameter: --limit, CUSTOMER."""
    if parameter is None:
        return _("An argument")
    options = [name for name in parameter.opts if name.startswith("-")]
    return str(max(options, key=len) if options else parameter.human_readable_name.upper())
