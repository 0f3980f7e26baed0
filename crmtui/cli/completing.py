"""Completion with Tab in bash, zsh and fish: commands, options, customers, steps, settings.

Answered without building the commands, so that a Tab costs no more than a look-up.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crmtui.cli import arguments, shellwords
from crmtui.cli.output import Exit, put
from crmtui.cli.shell import Shell
from crmtui.domain.clean import neutral
from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.words import _

SHELLS = ("bash", "zsh", "fish")
OF_CUSTOMERS = frozenset({"show", "edit", "archive", "log", "plan", "promise", "promises", "why"})
OF_STEPS = frozenset({"done", "snooze"})
MOST = 30

BASH = r"""_crmtui_completion() {
    local line word
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(_CRMTUI_COMPLETE=bash crmtui -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    [[ ${COMPREPLY[0]} == *= && ${#COMPREPLY[@]} == 1 ]] && compopt -o nospace
    return 0
}
complete -o default -F _crmtui_completion crmtui"""

ZSH = r"""#compdef crmtui
_crmtui() {
    local -a values words_shown
    local line
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
        words_shown+=("${line//$'\t'/  }")
    done < <(_CRMTUI_COMPLETE=zsh crmtui -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)
    (( $#values )) || { _files; return }
    compadd -U -d words_shown -a values
}
compdef _crmtui crmtui"""

FISH = r"""function __crmtui_complete
    set -lx _CRMTUI_COMPLETE fish
    crmtui -- (commandline -opc) (commandline -ct) 2>/dev/null
end
complete -c crmtui -n '__fish_seen_subcommand_from import' -F
complete -c crmtui -n 'not __fish_seen_subcommand_from import' -f -a '(__crmtui_complete)'"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


class Candidate(NamedTuple):
    """One way to go on, with a word on what it is."""

    value: str
    words: str = ""


class UnknownShell(WrongUse):
    """A shell there is no script for."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no completion for “{name}”; there is for {known}.").format(
                name=name, known=", ".join(SHELLS)
            )
        )


def script(shell_name: str) -> str:
    """What is to be put into the shell's start file; UnknownShell where there is none."""
    if shell_name not in SCRIPTS:
        raise UnknownShell(shell_name)
    return SCRIPTS[shell_name]


def answer(shell_name: str, words: Sequence[str]) -> int:
    """What the shell's script asks for: the ways to go on, one in each line."""
    typed = [*words[1:]] if words[:1] == ["--"] else [*words]
    if shell_name == "bash":
        split = shellwords.split(typed[0] if typed else "")
        found = _by_prefix(
            candidates(split.words[1:], shell_name), split.words[-1] if split.words else ""
        )
        for candidate in found:
            put(shellwords.as_typed(candidate.value, split))
        return Exit.DONE
    for candidate in candidates(typed[1:], shell_name):
        put("\t".join(neutral(part) for part in candidate if part))
    return Exit.DONE


def _by_prefix(found: Iterable[Candidate], typed: str) -> list[Candidate]:
    """Bash would wipe out what was typed where several candidates begin differently."""
    every = [candidate for candidate in found if candidate.value]
    fitting = [candidate for candidate in every if candidate.value.startswith(typed)]
    return fitting or (every if len(every) == 1 else [])


def candidates(words: Sequence[str], shell_name: str = "") -> list[Candidate]:
    """The ways to go on after these words, the last of which is not finished; never raises."""
    try:
        given, rest = arguments.split(words)
        shell = Shell.start(given.get("db"), given.get("lang"))
        return list(_candidates(rest or [""], shell, shell_name))
    except (CrmError, sqlite3.Error, OSError):
        return []


def _candidates(words: Sequence[str], shell: Shell, shell_name: str) -> Iterator[Candidate]:
    from crmtui.cli.registry import COMMANDS

    *before, typed = words
    if typed.startswith("-"):
        yield from _options(before[0] if before else "", typed)
    elif not before:
        for name, entry in COMMANDS.items():
            if name.startswith(typed):
                yield Candidate(name, _(entry.purpose))
    elif before[0] in OF_CUSTOMERS and len(before) == 1:
        yield from _customers(typed, shell, shell_name)
    elif before[0] == "edit":
        yield from _fields(typed, shell)
    elif before[0] in OF_STEPS and len(before) == 1:
        yield from _steps(typed, shell)
    elif before[0] == "config" and len(before) == 1:
        yield from _settings(typed, shell)
    elif before[0] == "completion" and len(before) == 1:
        yield from (Candidate(name) for name in SHELLS if name.startswith(typed))


def _options(command: str, typed: str) -> Iterator[Candidate]:
    """The options of a command: the only case that has to build it."""
    from crmtui.cli import commands
    from crmtui.cli.registry import COMMANDS

    built = commands.build(command) if command in COMMANDS else commands.group()
    for option in built.params:
        for name in option.opts if option.param_type_name == "option" else ():
            if name.startswith(typed):
                words = getattr(option, "help", None)
                yield Candidate(name, _(words) if words else "")
    yield from (Candidate(name) for name in ("--help",) if name.startswith(typed))


def _customers(typed: str, shell: Shell, shell_name: str) -> Iterator[Candidate]:
    from crmtui.cli.choosing import simplifier
    from crmtui.domain.search import parse_query
    from crmtui.reads import customers

    simplify = simplifier(typed)
    with shell.looking() as conn:
        lines = customers.starting(conn, typed, MOST, simplify)
        # Pinyin and the like: they begin with something else than was typed, but are meant.
        lines = lines or customers.find(conn, parse_query(typed, simplify), MOST)
    names = Counter(line.name for line in lines)
    for line in lines:
        number = line.number or ""
        where = "  ".join(part for part in (number, line.contact, line.region) if part)
        if typed.isdigit() and number.startswith(typed):
            yield Candidate(number, line.name)
        elif names[line.name] > 1 and shell_name != "bash":
            yield Candidate(f"id:{line.id}", f"{line.name}  {where}")
        else:
            yield Candidate(line.name, where)


def _steps(typed: str, shell: Shell) -> Iterator[Candidate]:
    from crmtui.reads import steps

    with shell.looking() as conn:
        for step in steps.open_steps(conn, typed, MOST):
            yield Candidate(str(step.id), f"{step.due_on} {step.name} {step.what}")


def _fields(typed: str, shell: Shell) -> Iterator[Candidate]:
    from crmtui.cli import fields
    from crmtui.present import field_words
    from crmtui.present.codes import CODES

    name, equals, begun = typed.partition("=")
    if equals:
        for code in CODES.get(name, {}) if name in fields.CODED else ():
            if code.casefold().startswith(begun.casefold()):
                yield Candidate(f"{name}={code}", _(CODES[name][code]))
        return
    for known in fields.KNOWN:
        if known.startswith(name):
            yield Candidate(f"{known}=", field_words(known))


def _settings(typed: str, shell: Shell) -> Iterator[Candidate]:
    from crmtui.cli import config

    for key, value in config.listed(shell.settings).items():
        if key.startswith(typed):
            yield Candidate(key, value)
