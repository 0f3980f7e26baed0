"""The options that hold for every command, taken out of the command line wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

GLOBAL_OPTIONS = ("--db", "--lang")


class OptionWithoutValue(WrongUse):
    """An option that needs a value came last."""

    def __init__(self, option: str) -> None:
        super().__init__(
            _("{option} needs a value after it, for example {example}.").format(
                option=option,
                example="--db my.db" if option == "--db" else "--lang zh_CN",
            )
        )


def split(argv: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The global options by name without dashes, and the rest of the command line.

    After `--` everything is text. Raises OptionWithoutValue.
    """
    given: dict[str, str] = {}
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return given, [*rest, word, *words]
        name, equals, value = word.partition("=")
        if name not in GLOBAL_OPTIONS:
            rest.append(word)
            continue
        if not equals:
            value = next(words, "")
        if not value:
            raise OptionWithoutValue(name)
        given[name.removeprefix("--")] = value
    return given, rest
