"""Fields of the user's own: made, named, removed; each act can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers, customfields, undo
from crmtui.domain.errors import CrmError
from crmtui.settings import Settings
from tests.imports import TODAY, rows

VALUES = (
    "SELECT f.key, v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id ORDER BY 1"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(db=tmp_path / "crm.db", config_path=tmp_path / "c.toml", today_pin=TODAY)
    with wiring.unit_of_work(made) as uow:
        customers.add(uow, {"name": "王记"}, today=TODAY)
        customfields.add(uow, "规模", "choice", ("小", "大"))
        customers.set_custom(uow, 1, {"规模": "大"})
    return made


def test_a_field_is_made_with_its_kind(settings: Settings) -> None:
    assert rows(settings, "SELECT key, label, kind, choices FROM custom_field") == [
        ("规模", "规模", "choice", "小\n大")
    ]
    assert rows(settings, VALUES) == [("规模", "大")]


WRONG: list[tuple[str, Callable[[object], object]]] = [
    ("already", lambda uow: customfields.add(uow, "规模")),  # type: ignore[arg-type]
    ("needs a name", lambda uow: customfields.add(uow, " ")),  # type: ignore[arg-type]
    ("kinds are", lambda uow: customfields.add(uow, "x", "money")),  # type: ignore[arg-type]
    ("choose from", lambda uow: customfields.add(uow, "x", "choice")),  # type: ignore[arg-type]
    ("no field", lambda uow: customfields.remove(uow, "x")),  # type: ignore[arg-type]
    ("no set", lambda uow: customfields.use(uow, "x")),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("said", "act"), WRONG)
def test_what_cannot_be_is_said(
    settings: Settings, said: str, act: Callable[[object], object]
) -> None:
    with pytest.raises(CrmError, match=said), wiring.unit_of_work(settings) as uow:
        act(uow)


def test_a_renamed_field_keeps_what_it_says(settings: Settings) -> None:
    with wiring.unit_of_work(settings) as uow:
        customfields.rename(uow, "规模", "大小")
    assert rows(settings, "SELECT key, label FROM custom_field") == [("规模", "大小")]
    assert rows(settings, VALUES) == [("规模", "大")]


def test_a_removed_field_comes_back_with_its_values(settings: Settings) -> None:
    with wiring.unit_of_work(settings) as uow:
        customfields.remove(uow, "规模")
    assert rows(settings, VALUES) == []
    with wiring.unit_of_work(settings) as uow:
        undo.undo(uow, None, None)
    assert rows(settings, VALUES) == [("规模", "大")]


def test_a_frequency_in_words_has_its_number_beside_it(settings: Settings) -> None:
    with wiring.unit_of_work(settings) as uow:
        assert len(customfields.use(uow, "freight")) == 9
        assert customfields.use(uow, "freight") == []
        customers.set_custom(uow, 1, {"frequency": "每周2票"})
    assert ("shipments_per_month", "8.7") in rows(settings, VALUES)
    with wiring.unit_of_work(settings) as uow:
        customers.set_custom(uow, 1, {"frequency": "不定期"})
    told = dict(rows(settings, VALUES))
    assert told["frequency"] == "不定期" and "shipments_per_month" not in told
