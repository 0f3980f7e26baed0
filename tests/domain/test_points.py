"""Cells with phones, mail addresses and the like are taken apart; nothing in them is lost."""

from __future__ import annotations

import pytest

from crmtui.domain.points import read_column, read_points


def shown(text: str, kind: str = "phone") -> list[str]:
    read = read_points(text, kind, "", "CN")
    return [f"{p.kind}:{p.label}:{p.value}".replace("::", ":") for p in read.points]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("13880547375", ["mobile:13880547375"]),
        ("13880547375 / 15989528667", ["mobile:13880547375", "mobile:15989528667"]),
        ("13880547375、15989528667", ["mobile:13880547375", "mobile:15989528667"]),
        ("13880547375:::15989528667", ["mobile:13880547375", "mobile:15989528667"]),
        ("13880547375 15989528667", ["mobile:13880547375", "mobile:15989528667"]),
        ("021-31124583 13851022552", ["phone:021-31124583", "mobile:13851022552"]),
        ("159 8553 3164", ["mobile:159 8553 3164"]),
        ("+86 13886425068", ["mobile:+86 13886425068"]),
        ("１３８８０５４７３７５", ["mobile:13880547375"]),
        ("王经理13851022552", ["mobile:王经理:13851022552"]),
        ("138-0547-7375（李总）", ["mobile:李总:138-0547-7375"]),
        ("0755-82171998转8001", ["phone:0755-82171998转8001"]),
        ("021-31124583", ["phone:021-31124583"]),
        ("微信：abc123", ["wechat:abc123"]),
        ("QQ: 10001", ["qq:10001"]),
        ("info@moebel.example", ["email:info@moebel.example"]),
        ("13880547375/13880547375", ["mobile:13880547375"]),
        ("1.3812348833E10", ["mobile:13812348833"]),
        ("1.3812348833E+10", ["mobile:13812348833"]),
        ("无", []),
        ("-", []),
    ],
)
def test_a_cell_of_phones(text: str, points: list[str]) -> None:
    assert shown(text) == points


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("转8001", ("转8001",)),
        ("13880547375/97", ("97",)),
        ("同上", ("同上",)),
        ("1.38E+10", ("1.38E+10",)),
        ("1.38124E+10", ("1.38124E+10",)),
        ("1.381234883E10", ("1.381234883E10",)),
    ],
)
def test_what_is_no_number_is_given_back(text: str, left: tuple[str, ...]) -> None:
    assert read_points(text, "mobile", "", "CN").left == left


def test_a_landline_in_the_column_of_mobiles_is_a_landline() -> None:
    assert shown("0531-54360256", "mobile") == ["phone:0531-54360256"]


def test_mail_addresses() -> None:
    read = read_points("a@b.example; <c@d.example>, nix", "email", "work", "CN")
    assert [point.value for point in read.points] == ["a@b.example", "c@d.example"]
    assert read.left == ("nix",)


def test_lists_written_as_json_keep_their_labels() -> None:
    text = '[{"label": "work", "value": "5454445454"}, {"label": "home", "value": "13851022552"}]'
    read = read_points(text, "phone", "", "CN")
    assert [(p.label, p.value) for p in read.points] == [
        ("work", "5454445454"),
        ("home", "13851022552"),
    ]


def test_a_column_is_read_like_its_cells() -> None:
    cells = ["13880547375", "", "021-31124583", "转8001", "无"]
    made, left = read_column(cells, "phone", "", "CN")
    assert made == [read_points(text, "phone", "", "CN").points if text else () for text in cells]
    assert left == {3: ("转8001",)}
    assert read_column(["Wx_1", "无"], "wechat", "", "CN")[0][1] == ()
