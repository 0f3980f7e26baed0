"""Leaving the program without losing what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


def leave(crm: CrmApp) -> None:
    """Leave; what was typed and not saved is there next time. Ask where it could not be kept."""
    from crmtui.tui.screens.picking import Ask
    from crmtui.tui.screens.running import RunningScreen

    if isinstance(crm.screen, RunningScreen):
        crm.screen.action_ask()  # a half-done task is stopped first, or seen to its end
        return
    keep_drafts(crm)
    lost = crm.desk.drafts.would_be_lost()
    if not lost or isinstance(crm.screen, Ask):
        crm.exit(0)
        return
    words = ngettext(
        "Something you typed is not saved and cannot be kept. Leave, and lose it?",
        "{n} things you typed are not saved and cannot be kept. Leave, and lose them?",
        lost,
    )

    def answered(yes: bool | None) -> None:
        if yes:
            crm.exit(0)

    crm.push_screen(Ask(words.format(n=lost), _("leave, lose it"), _("stay")), answered)


def keep_drafts(crm: CrmApp) -> None:
    """Keep what stands in every open form."""
    from crmtui.tui.screens.form import Form

    for screen in crm.screen_stack:
        if isinstance(screen, Form):
            screen.write_draft()
