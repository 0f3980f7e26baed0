"""The demo from the first start: a throw-away database of made-up customers."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.domain.changes import Changed

if TYPE_CHECKING:
    from crmtui.settings import Settings
    from crmtui.store.unit_of_work import UnitOfWork


def demo_settings(settings: Settings) -> tuple[tempfile.TemporaryDirectory[str], Settings]:
    """The settings on a database in a folder that goes when the program ends."""
    folder = tempfile.TemporaryDirectory(prefix="crmtui-demo-", ignore_cleanup_errors=True)
    return folder, replace(settings, db=Path(folder.name) / "demo.db", demo=True)


def fill(uow: UnitOfWork, today: date) -> Changed:
    """Make up the customers."""
    from crmtui.actions import demo

    return demo.fill(uow, today)
