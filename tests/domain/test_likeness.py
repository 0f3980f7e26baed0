"""How alike two names are, and whether like names meet under a key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui import zh
from crmtui.domain.likeness import (
    NameParts,
    blocking_keys,
    likeness,
    name_parts,
    names_parts,
)
from crmtui.domain.places import contradict, leading_place
from crmtui.domain.syllables import spelling

ONE = (
    ("宁波国林电子有限公司", "宁波国林电子"),
    ("宁波国林电子有限公司", "国林电子"),
    ("宁波國林電子", "宁波国林电子"),
    ("宁波国林电子", "宁波国琳电子"),
    ("浙江国林电子商务有限公司", "国林电子"),
    ("宁波国林电子科技", "宁波国林电子技术"),
    ("国林电子（宁波）", "国林电子·宁波"),
    ("Möbel Huber GmbH", "Huber Möbel"),
    ("Möbel Huber GmbH", "Moebel Huber"),
    ("Jonson Ltd", "Johnson Ltd"),
    ("广西南宁博纳", "南宁博纳"),
)
TWO = (
    ("宁波国林电子", "宁波国森电子"),
    ("宁波国林电子", "杭州国林电子"),
    ("宁波国林电子", "上海国林电子"),
    ("宁波国林电子", "宁波国林物流"),
    ("德隆一分店", "德隆二分店"),
    ("Store 12", "Store 13"),
    ("Nordic Logistics", "Nordic Trading"),
    ("", "国林"),
)


def parts(name: str, *, person: bool = False) -> NameParts:
    sound = spelling(zh.pinyin_keys(name, person))
    return name_parts(name, sound, person=person, simplify=zh.simplify)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_that_may_be_one_are_alike_and_meet(one: str, other: str) -> None:
    assert likeness(parts(one), parts(other)) >= 80
    assert set(blocking_keys(parts(one))) & set(blocking_keys(parts(other)))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_are_not_alike(one: str, other: str) -> None:
    assert likeness(parts(one), parts(other)) < 75


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("王伟", "王玮", 60, 79),
        ("王建华", "王健华", 85, 99),
        ("單磊", "单磊", 100, 100),
        ("Anna Huber", "Huber, Anna", 90, 100),
        ("王伟", "李强", 0, 40),
    ],
)
def test_people(one: str, other: str, least: int, most: int) -> None:
    assert least <= likeness(parts(one, person=True), parts(other, person=True)) <= most


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("宁波国林", "宁波"),
        ("浙江省宁波市国林", "浙江省宁波市"),
        ("国林电子", ""),
        ("宁波", ""),
        ("上海", ""),
    ],
)
def test_the_place_a_name_begins_with(name: str, place: str) -> None:
    assert leading_place(name) == place


def test_a_province_contradicts_no_city() -> None:
    assert contradict("宁波", "杭州市")
    assert not contradict("浙江省宁波市", "宁波")
    assert not contradict("浙江", "宁波")
    assert not contradict("", "宁波")


NAMES = st.text(st.sampled_from("宁波国林电子物流有限公司Ab 1-é（）總ﾞ"), max_size=9)


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, max_size=5), st.booleans())
def test_many_at_once_are_taken_apart_as_one_by_one(names: list[str], person: bool) -> None:
    sounds = [spelling(zh.pinyin_keys(name, person)) for name in names]
    assert names_parts(names, sounds, person=person, simplify=zh.simplify) == [
        parts(name, person=person) for name in names
    ]


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_whole_for_one_name(one: str, other: str) -> None:
    there, back = likeness(parts(one), parts(other)), likeness(parts(other), parts(one))
    assert there == back
    assert 0 <= there <= 100
    assert likeness(parts(one), parts(one)) == (100 if parts(one).key else 0)
