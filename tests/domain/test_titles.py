"""What a title in a name tells of position and sex."""

from __future__ import annotations

import pytest

from crmtui.domain.titles import any_titled, title_of
from tests.imports import planned


@pytest.mark.parametrize(
    ("name", "position", "sex"),
    [
        ("王总", "总", ""),
        ("欧阳总", "总", ""),
        ("李经理", "经理", ""),
        ("陈总经理", "总经理", ""),
        ("赵老板娘", "老板娘", ""),
        ("王先生", "", "m"),
        ("刘女士", "", "f"),
        ("周姐", "", "f"),
        ("Herr Groß", "", "m"),
        ("Mr. Smith", "", "m"),
        ("Mrs Jones", "", "f"),
        ("王建华", "", ""),
        ("王小总", "", ""),
        ("Mrinal Sen", "", ""),
        ("", "", ""),
    ],
)
def test_a_title_tells(name: str, position: str, sex: str) -> None:
    assert title_of(name) == (position, sex)
    assert any_titled(["x", name, "y"]) or not (position or sex)


def test_the_name_stays_and_a_given_position_goes_before_the_title() -> None:
    made = planned(
        [["客户名称", "联系人", "职务"], ["王记", "王总", ""], ["李记", "李经理", "采购经理"]]
    )
    columns = made.orders.contact_columns
    people = [dict(zip(columns, row, strict=True)) for row in made.orders.contacts]
    assert [(each["name"], each["position"]) for each in people] == [
        ("王总", "总"),
        ("李经理", "采购经理"),
    ]
