"""A bash command line as far as it is typed: its words, and how the last one is quoted."""

from __future__ import annotations

from typing import NamedTuple

SPECIAL = frozenset(" \t'\"\\$`!&|;<>()[]{}*?#~=:")
BREAKS = "=:"  # bash ends words here too, unless they are quoted


class Typed(NamedTuple):
    """The words without quoting; the last one is unfinished and may be ''."""

    words: list[str]
    quote: str  # the quote that is still open, or ''


def split(line: str) -> Typed:
    """Take a line apart as bash does, without expanding anything."""
    words: list[str] = [""]
    quote = ""
    letters = iter(line)
    for letter in letters:
        if quote:
            if letter == quote:
                quote = ""
            elif letter == "\\" and quote == '"':
                words[-1] += next(letters, "")
            else:
                words[-1] += letter
        elif letter in "'\"":
            quote = letter
        elif letter == "\\":
            words[-1] += next(letters, "")
        elif letter.isspace():
            words += [""] if words[-1] else []
        else:
            words[-1] += letter
    return Typed(words, quote)


def as_typed(value: str, typed: Typed) -> str:
    """What bash is to put in place of the part of the word that it completes."""
    if typed.quote == "'":
        return value.replace("'", "'\\''")
    if typed.quote:
        return "".join(f"\\{letter}" if letter in '"$`\\' else letter for letter in value)
    begun = typed.words[-1]
    cut = max((begun.rfind(letter) for letter in BREAKS), default=-1) + 1
    rest = value[cut:] if value.startswith(begun[:cut]) else value
    return "".join(
        f"\\{letter}" if letter in SPECIAL and letter not in BREAKS else letter for letter in rest
    )
