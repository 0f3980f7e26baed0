"""The fields of a form, whatever they are called."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult

from crmtui.tui.widgets.fields import Fields, Slot, Spec

NAMES = ("name", "custom:cargo", "custom:货物", "custom:1 per month")


class _Form(App[None]):
    """Each name, typed in or chosen, beside the others."""

    def __init__(self) -> None:
        super().__init__()
        self.slots = [Slot(Spec(name, "label")) for name in NAMES]
        self.slots += [
            Slot(Spec(f"{name}2", "label", choices=(("", "–"), ("yes", "yes")))) for name in NAMES
        ]

    def compose(self) -> ComposeResult:
        """The fields."""
        yield Fields(self.slots)


async def _fill() -> list[str]:
    app = _Form()
    async with app.run_test():
        await app.query_one(Fields).mount_rest()
        for slot in app.slots:
            slot.value = "yes"
        return [slot.value for slot in app.slots if slot.editor.is_attached]


def test_a_field_of_any_name_can_be_edited() -> None:
    assert asyncio.run(_fill()) == ["yes"] * len(NAMES) * 2
