"""Cards from the shell: adding, changing, archiving, tags and fields in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Terminal


def card(sh: Terminal, who: str) -> Any:
    return sh("show", who, "--json").json


def facts(sh: Terminal, who: str) -> dict[str, str]:
    return {row[0]: row[1] for row in sh("show", who).rows}


def test_add_makes_the_database_and_prints_the_new_id(bare: Terminal) -> None:
    ran = bare("add", "宁波国林电子", "grade=B", "城市=宁波", "contact=孙超", "手机=13800138000")
    assert (ran.code, ran.out) == (0, "id:1\n")
    assert "To take it back: crmtui undo" in ran.err
    made = card(bare, "id:1")
    assert (made["name"], made["grade"], made["region"]) == ("宁波国林电子", "B", "宁波")
    points = [{"kind": "mobile", "value": "13800138000"}]
    assert made["contacts"] == [{"name": "孙超", "position": None, "points": points}]


def test_add_takes_tags_and_a_lunar_birthday(bare: Terminal) -> None:
    bare("add", "单磊", "kind=个人", "tags=钓鱼，老乡", "contact=单磊", "birthday=农历八月十五")
    made = card(bare, "单磊")
    assert sorted(made["tags"]) == sorted(["钓鱼", "老乡"])
    day = made["occasions"][0]
    assert (day["calendar"], day["month"], day["day"]) == ("lunar", 8, 15)
    assert facts(bare, "单磊")["kind"] == "person"


def test_a_customer_that_cannot_be_added_leaves_nothing(bare: Terminal) -> None:
    assert "“Z” is none of its words" in bare.fails(2, "add", "甲", "grade=Z")
    assert not bare.db.exists()


@pytest.mark.parametrize(
    ("word", "key", "value"),
    [
        ("grade=B", "grade", "B"),
        ("等级=核心", "grade", "A"),
        ("Grade=d", "grade", "D"),
        ("stage=流失", "stage", "lost"),
        ("阶段=意向", "stage", "prospect"),
        ("short-name=博纳", "short_name", "博纳"),
        ("备注=喜欢钓鱼", "note", "喜欢钓鱼"),
        ("cadence=10", "cadence_days", "10"),
        ("cargo=瓷器", "custom.cargo", "瓷器"),
        ("payment terms=月结", "payment_terms", "月结"),
    ],
)
def test_a_field_is_named_by_code_or_word(sh: Terminal, word: str, key: str, value: str) -> None:
    assert sh("edit", "1042", word).code == 0
    assert facts(sh, "1042")[key] == value


def test_an_empty_value_erases(sh: Terminal) -> None:
    sh("edit", "1042", "note=", "cargo=")
    assert not {"note", "custom.cargo"} & set(facts(sh, "1042"))


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        (["tags=a,b"], {"a", "b"}),
        (["标签="], set()),
        (["+展会"], {"红木", "老客户", "展会"}),
        (["-红木"], {"老客户"}),
        (["+tag=展会", "-tag=老客户"], {"红木", "展会"}),
        (["--", "-红木", "+hot"], {"老客户", "hot"}),
        (["-hot", "+红木"], {"红木", "老客户"}),
    ],
)
def test_tags_are_set_added_and_taken_off(sh: Terminal, words: list[str], tags: set[str]) -> None:
    assert sh("edit", "1042", *words).code == 0
    assert set(card(sh, "1042")["tags"]) == tags


def test_the_first_contact_is_edited_with_the_customer(sh: Terminal) -> None:
    sh("edit", "1042", "contact=王大华", "mobile=13900000000", "email=w@x.cn", "微信=")
    (person,) = card(sh, "1042")["contacts"]
    assert person["name"] == "王大华"
    assert person["position"] == "总经理"
    points = {point["kind"]: point["value"] for point in person["points"]}
    assert points == {"mobile": "13900000000", "email": "w@x.cn"}


def test_a_birthday_replaces_that_of_its_calendar(sh: Terminal) -> None:
    sh("edit", "3001", "birthday=1980-05-03")
    sh("edit", "3001", "birthday=1981-05-04", "lunar_birthday=八月十五")
    days = [(d["calendar"], d["month"], d["day"]) for d in card(sh, "3001")["occasions"]]
    assert sorted(days) == [("gregorian", 5, 4), ("lunar", 8, 15)]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("grade", "not of the form field=value"),
        ("garde=A", "Did you mean “grade”"),
        ("nothing=1", "There is no field “nothing”"),
        ("number=2001", "already belongs to"),
        ("name=", "A customer needs a name"),
        ("birthday=yesterday", "is not a birthday I understand"),
        ("cadence=often", "a whole number of days"),
    ],
)
def test_what_does_not_fit_changes_nothing(sh: Terminal, word: str, said: str) -> None:
    before = sh("show", "1042").out
    assert said in sh.fails(2, "edit", "1042", "stage=lost", word)
    assert sh("show", "1042").out == before


def test_what_is_so_already_is_no_operation(sh: Terminal) -> None:
    before = sh("undo", "--list").out
    ran = sh("edit", "1042", "grade=A")
    assert ran.code == 0
    assert "nothing was changed" in ran.err
    assert sh("undo", "--list").out == before


def test_several_customers_are_listed_and_none_is_changed(sh: Terminal) -> None:
    assert "id:2" in sh.fails(2, "edit", "远大物流", "grade=D")
    assert [card(sh, n)["grade"] for n in ("2001", "2002")] == [None, None]


def test_archiving_and_taking_back_out(sh: Terminal) -> None:
    assert sh("archive", "1042").code == 0
    assert sh("find", "博纳").code == 3
    assert "archived already" in sh("archive", "id:1").err
    assert sh("archive", "id:1", "--undo").code == 0
    assert sh("find", "博纳").code == 0


def test_several_phones_in_one_value_are_several(bare: Terminal) -> None:
    bare("add", "甲", "手机=138 1234 8833, 13912348834（微信同号）")
    (person,) = card(bare, "甲")["contacts"]
    assert [p["value"] for p in person["points"]] == ["138 1234 8833", "13912348834"]
    bare("edit", "甲", "mobile=13700000001、13700000002")
    (person,) = card(bare, "甲")["contacts"]
    values = {p["value"] for p in person["points"]}
    assert values == {"13700000001", "13700000002", "13912348834"}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("mobile=abc", "“abc” is no number one can call"),
        ("phone=13812348833, nix", "“nix” is no number one can call"),
        ("email=nonsense", "“nonsense” is no e-mail address"),
        ("id=5", "There is no field “id”"),
    ],
)
def test_what_reaches_nobody_is_refused(sh: Terminal, word: str, said: str) -> None:
    before = sh("show", "1042").out
    assert said in sh.fails(2, "edit", "1042", word)
    assert sh("show", "1042").out == before


def test_a_region_is_a_province_and_a_city(sh: Terminal) -> None:
    sh("edit", "1042", "region=广东 深圳")
    assert card(sh, "1042")["region"] == "广东 深圳"


def test_a_field_is_named_as_the_column_of_a_file_was(sh: Terminal) -> None:
    assert sh("edit", "1042", "货物信息=瓷器").code == 0
    assert facts(sh, "1042")["custom.cargo"] == "瓷器"


def test_adding_somebody_who_is_there_already_is_told(sh: Terminal) -> None:
    told = sh("add", "新客户", "mobile=138 1234 8833").err
    assert "same name, phone or mail address" in told
    assert "id:1  1042  南宁博纳红木家具有限公司" in told
    assert "id:1 " in sh("add", "南宁博纳红木家具有限公司").err
    assert "same name" not in sh("add", "全新客户", "mobile=13700000009").err


def test_bytes_that_are_no_text_are_no_name(sh: Terminal) -> None:
    assert "A customer needs a name" in sh.fails(2, "add", "\udcff\udcfe")
    assert sh("add", "甲\udcff").code == 0
    assert sh("show", "甲\udcff").rows[1] == ["name", "甲"]
    sh.fails(3, "show", "\udcff")
