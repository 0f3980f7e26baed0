"""The dark and the light theme, made from the colours of ink."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.theme import Theme

from crmtui.tui.ink import DARK, LIGHT, plain_styles, styles

if TYPE_CHECKING:
    from textual.app import App

_COLOURS = {"crm-dark": DARK, "crm-light": LIGHT}


def themes() -> tuple[Theme, ...]:
    """Both themes, for Textual."""
    return tuple(_theme(name, colours) for name, colours in _COLOURS.items())


def _theme(name: str, colours: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        dark=name == "crm-dark",
        primary=colours["plan"],
        secondary=colours["day"],
        warning=colours["near"],
        error=colours["late"],
        success=colours["done"],
        accent=colours["plan"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["bar"],
        panel=colours["panel"],
        variables={
            "bar": colours["bar"],
            "field": colours["field"],
            "field-other": colours["field-other"],
            "edge": colours["edge"],
            "dim": colours["dim"],
            "faint": colours["faint"],
            "late": colours["late"],
            "cursor": colours["cursor"],
            "input-cursor-background": colours["text"],
            "input-cursor-foreground": colours["ground"],
            "input-selection-background": colours["cursor"],
        },
    )


def inks_of(app: App[object]) -> dict[str, Style]:
    """The styles of the theme that is on; bold, dim and reverse alone where colours are off."""
    return _inks("none" if app.no_color else app.theme)


@cache
def _inks(theme: str) -> dict[str, Style]:
    if theme == "none":
        return plain_styles()
    return styles(_COLOURS.get(theme, DARK))


def cursor_of(app: App[object], focused: bool) -> Style:
    """The ground of the selected line."""
    if app.no_color:
        return Style(reverse=True) if focused else Style(underline=True)
    return _cursor(app.theme, focused)


@cache
def _cursor(theme: str, focused: bool) -> Style:
    return Style(bgcolor=_COLOURS.get(theme, DARK)["cursor" if focused else "cursor-away"])
