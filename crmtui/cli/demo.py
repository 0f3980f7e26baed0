"""The command that shows the program with made-up customers: demo."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import typer

from crmtui import wiring
from crmtui.cli import app, output
from crmtui.cli.progress import Progress
from crmtui.cli.shell import Shell
from crmtui.domain.words import _


def demo(ctx: typer.Context) -> int:
    """Open a throw-away database full of made-up customers."""
    from crmtui.actions.demo import fill

    shell: Shell = ctx.obj
    if not (output.on_terminal() and output.on_terminal(sys.stdin)):
        raise app.NoTerminal
    with tempfile.TemporaryDirectory(prefix="crmtui-demo-", ignore_cleanup_errors=True) as folder:
        settings = replace(shell.settings, db=Path(folder) / "demo.db", demo=True)
        with Progress() as progress, wiring.unit_of_work(settings, source="shell") as uow:
            fill(uow, settings.today(), progress.phase(_("Making up customers")))
        return app.open_screens(settings)
