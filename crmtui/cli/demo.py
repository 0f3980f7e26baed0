"""The command that shows the program with made-up customers: demo."""

from __future__ import annotations

import sys

import typer

from crmtui import wiring
from crmtui.cli import app, output
from crmtui.cli.progress import Progress
from crmtui.cli.shell import Shell
from crmtui.domain.words import _


def demo(ctx: typer.Context) -> int:
    """Open a throw-away database full of made-up customers."""
    from crmtui.actions.demo import fill
    from crmtui.settings.demo import demo_settings

    shell: Shell = ctx.obj
    if not (output.on_terminal() and output.on_terminal(sys.stdin)):
        raise app.NoTerminal
    folder, settings = demo_settings(shell.settings)
    with folder:
        with Progress() as progress, wiring.unit_of_work(settings, source="shell") as uow:
            fill(uow, settings.today(), progress.phase(_("Making up customers")))
        return app.open_screens(settings)
