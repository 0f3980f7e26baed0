"""One heading at a time: fields, which person of the row, what kind of number."""

from __future__ import annotations

import pytest

from crmtui.domain.headerwords import CUSTOMER_HEADINGS
from crmtui.domain.meanings import Meaning, meaning_of

HEADINGS = [
    ("手机2", Meaning("point.mobile", "", 2)),
    ("联系人1", Meaning("contact.name", "", 1)),
    ("联系人三", Meaning("contact.name", "", 3)),
    ("第二联系人", Meaning("contact.name", "", 2, own=True)),
    ("第二联系人电话", Meaning("point.phone", "", 2, own=True)),
    ("备用联系人", Meaning("contact.name", "", 2, own=True)),
    ("联系人2手机", Meaning("point.mobile", "", 2, own=True)),
    ("Contact 2 Phone", Meaning("point.phone", "", 2, own=True)),
    ("Contact 2 Name", Meaning("contact.name", "", 2, own=True)),
    ("2nd contact e-mail", Meaning("point.email", "", 2, own=True)),
    ("Phone 1 - Value", Meaning("point.phone", "", 1)),
    ("Phone 1 - Type", Meaning("label", "point.phone", 1)),
    ("E-mail 2 - Label", Meaning("label", "point.email", 2)),
    ("Phone (mobile)", Meaning("point.mobile")),
    ("电话（家庭）", Meaning("point.phone", "home")),
    ("E-Mail (work)", Meaning("point.email", "work")),
    ("手机（必填）", Meaning("point.mobile")),
    ("Straße", Meaning("address")),
    ("姓名2", Meaning("contact.name", "", 2)),
    ("备注2", None),
    ("Activity type", None),
    ("x" * 200, None),
    ("", None),
]


@pytest.mark.parametrize(("text", "meaning"), HEADINGS)
def test_a_heading_means(text: str, meaning: Meaning | None) -> None:
    assert meaning_of(text, CUSTOMER_HEADINGS) == meaning
