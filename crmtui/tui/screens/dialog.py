"""What all small windows over a place share."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

R = TypeVar("R")
LOW = 16  # terminals lower than this have no line to give away


class Dialog(ModalScreen[R]):
    """A window over a place; on a low terminal it takes all of it, without margins."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (LOW, "-high")]  # noqa: RUF012  # Textual's own
