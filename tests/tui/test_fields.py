"""The fields of a form, whatever they are called."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult

from crmtui.tui.widgets.fields import FieldRow, Spec

NAMES = ("name", "custom:cargo", "custom:货物", "custom:1 per month")


class _Form(App[None]):
    """Each name three times: typed in, in several lines, chosen."""

    def compose(self) -> ComposeResult:
        """The fields."""
        for name in NAMES:
            yield FieldRow(Spec(name, "label"))
            yield FieldRow(Spec(name, "label", long=True))
            yield FieldRow(Spec(name, "label", choices=(("", "–"), ("yes", "yes"))))


async def _fill() -> list[str]:
    app = _Form()
    async with app.run_test():
        rows = list(app.query(FieldRow))
        for row in rows:
            row.value = "yes"
        return [row.value for row in rows]


def test_a_field_of_any_name_can_be_edited() -> None:
    assert asyncio.run(_fill()) == ["yes"] * len(NAMES) * 3
