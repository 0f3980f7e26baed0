"""The settings of the demo: a database in a throw-away folder."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from crmtui.settings import Settings


def demo_settings(settings: Settings) -> tuple[tempfile.TemporaryDirectory[str], Settings]:
    """The settings on a database in a folder that goes when the caller is done with it."""
    folder = tempfile.TemporaryDirectory(prefix="crmtui-demo-", ignore_cleanup_errors=True)
    return folder, replace(settings, db=Path(folder.name) / "demo.db", demo=True)
