"""The user's language: English source strings, translated when a sentence is made."""

from __future__ import annotations

from typing import Protocol


class Translations(Protocol):
    """What a gettext catalogue offers."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


_catalogue: Translations | None = None


def install(catalogue: Translations | None) -> None:
    """Translate with this catalogue from now on; None means the English source strings."""
    global _catalogue
    _catalogue = catalogue


def _(message: str) -> str:
    """The message in the user's language."""
    return _catalogue.gettext(message) if _catalogue else message


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for n things in the user's language."""
    if _catalogue:
        return _catalogue.ngettext(singular, plural, n)
    return singular if n == 1 else plural


def N_(message: str) -> str:
    """Marks a message for the catalogue where it is stored now and translated later."""
    return message
