"""Leaving the program without losing what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


def leave(crm: CrmApp) -> None:
    """Leave at once, unless something typed would be lost: then ask."""
    from crmtui.tui.screens.form import Form
    from crmtui.tui.screens.picking import Ask
    from crmtui.tui.screens.running import RunningScreen

    if isinstance(crm.screen, RunningScreen):
        crm.screen.action_ask()  # a half-done task is stopped first, or seen to its end
        return
    forms = [s for s in crm.screen_stack if isinstance(s, Form) and s.draft and s.changed()]
    keys = {form.draft for form in forms} | set(crm.desk.drafts)
    if not keys or isinstance(crm.screen, Ask):
        crm.exit(0)
        return
    words = ngettext(
        "Something you typed is not saved. Leave, and lose it?",
        "{n} things you typed are not saved. Leave, and lose them?",
        len(keys),
    )

    def answered(yes: bool | None) -> None:
        if yes:
            crm.exit(0)

    crm.push_screen(Ask(words.format(n=len(keys)), _("leave, lose it"), _("stay")), answered)
