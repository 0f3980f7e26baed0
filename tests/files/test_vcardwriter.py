"""What we write is what was given: to us again, and to another program's reader."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmtui.domain.carddays import day_of
from crmtui.domain.cardin import CardIn
from crmtui.domain.cardout import CardOut, DayOut, PointOut
from crmtui.domain.surnames import split_name
from crmtui.files.vcardwriter import VERSIONS, folded, write
from tests.files.cards import cards

TODAY = date(2026, 11, 23)
LETTERS = st.sampled_from("王伟明,;:\\\"' aZ9-_é=^\u00a0🙂~%")
WORDS = (
    st.text(LETTERS, min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text.strip("-._:;,'\"\\^~%= ") != "")
)
MAYBE = st.just("") | WORDS
NOTES = st.lists(WORDS, max_size=8).map("\n".join)
LABELS = st.sampled_from(["", "work", "home", "前台", "Büro; 2"])
NUMBERS = st.one_of(
    st.tuples(st.just("mobile"), st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)),
    st.tuples(st.just("phone"), st.sampled_from(["0574-87654321", "95588"])),
    st.tuples(st.just("fax"), st.just("010-12345678")),
    st.tuples(st.just("email"), st.sampled_from(["a@b.cn", "x.y+z@例子.中国"])),
    st.tuples(st.sampled_from(["wechat", "qq", "dingtalk", "whatsapp"]), WORDS),
)
POINTS = st.tuples(NUMBERS, LABELS).map(lambda made: PointOut(*made[0], made[1]))
YEARS = st.none() | st.integers(1901, 2020)
DAYS = st.one_of(
    st.tuples(
        *(st.sampled_from(["birthday", "wedding", "other"]), st.just("gregorian")),
        *(st.integers(1, 12), st.integers(1, 28), st.just(False), YEARS),
    ).map(lambda made: DayOut(*made)),
    st.just(DayOut("birthday", "gregorian", 2, 29)),
    st.tuples(
        *(st.sampled_from(["birthday", "wedding", "founding"]), st.just("lunar")),
        *(st.integers(1, 12), st.integers(1, 29), st.just(False), YEARS),
    ).map(lambda made: DayOut(*made)),
    st.just(DayOut("birthday", "lunar", 6, 15, True, 2025)),
)
CARDS = st.builds(
    CardOut,
    uid=st.uuids().map(str),
    name=WORDS,
    organisation=MAYBE,
    position=MAYBE,
    role=st.sampled_from(["", "buyer"]),
    sex=st.sampled_from(["", "m", "f"]),
    note=NOTES,
    points=st.lists(POINTS, max_size=4, unique_by=lambda p: (p.kind, p.value)).map(tuple),
    days=st.lists(DAYS, max_size=4, unique_by=lambda d: (d.kind, d.calendar)).map(tuple),
    address=MAYBE,
    city=MAYBE,
    province=MAYBE,
    tags=st.lists(WORDS, max_size=3, unique=True).map(tuple),
    customer_uid=st.uuids().map(str),
    customer_number=st.sampled_from(["", "0021"]),
    changed_at=st.sampled_from(["", "2026-11-22T02:03:04.123+00:00"]),
)


def read_back(made: list[CardOut], version: str) -> list[CardIn]:
    with tempfile.TemporaryDirectory() as folder:
        return cards(Path(folder), b"".join(write(made, version)))


def said(card: CardIn) -> Mapping[str, object]:
    """A card that was read, as it would have to be given to be written."""
    (place,) = card.addresses or (None,)
    days = [day_of(day, TODAY) for day in card.days]
    return {
        "uid": card.uid,
        "name": card.name,
        "organisation": card.organisation,
        "position": card.position,
        "role": card.role,
        "sex": card.sex.casefold(),
        "note": card.note,
        "points": tuple(PointOut(p.kind, p.value, p.label) for p in card.points),
        "days": {(d.kind, d.calendar, d.month, d.day, d.leap, d.year) for d in days},
        "place": (place.street, place.city, place.province) if place else ("", "", ""),
        "tags": card.tags,
        "customer": (card.customer_uid, card.customer_number),
    }


def given_as(card: CardOut) -> Mapping[str, object]:
    return {
        "uid": card.uid,
        # A person of the customer's own name is the customer.
        "name": "" if card.name == card.organisation else card.name,
        "organisation": card.organisation,
        "position": card.position,
        "role": card.role,
        "sex": card.sex,
        "note": "\n".join(dict.fromkeys([card.note])),
        "points": card.points,
        "days": {(d.kind, d.calendar, d.month, d.day, d.leap, d.year) for d in card.days},
        "place": (card.address.strip(" ,"), card.city, card.province),
        "tags": card.tags,
        "customer": (card.customer_uid, card.customer_number),
    }


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=st.lists(CARDS, min_size=1, max_size=3))
def test_what_is_written_is_read_again(version: str, made: list[CardOut]) -> None:
    found = read_back(made, version)
    assert list(map(said, found)) == list(map(given_as, made))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=CARDS)
def test_another_reader_understands_it(made: CardOut) -> None:
    (data,) = write([made], "3.0")
    card = vobject.readOne(data.decode())
    assert card.fn.value == made.name
    assert (card.n.value.family, card.n.value.given) == split_name(made.name)
    assert getattr(card, "org", None) is None or card.org.value == [made.organisation]
    if made.note:
        assert card.note.value == made.note
    assert [tel.value for tel in card.contents.get("tel", [])] == [
        p.value for p in made.points if p.kind in ("mobile", "phone", "fax")
    ]


@given(st.text(st.sampled_from("a王🙂é"), max_size=200))
def test_lines_are_folded_between_characters(text: str) -> None:
    lines = folded(text).split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert (
        "".join(line.decode().removeprefix(" " if at else "") for at, line in enumerate(lines))
        == text
    )


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王小明", ("王", "小明")),
        ("欧阳小明", ("欧阳", "小明")),
        ("諸葛亮", ("諸葛", "亮")),
        ("爱新觉罗溥仪", ("爱新觉罗", "溥仪")),
        ("欧阳", ("欧", "阳")),
        ("王", ("", "王")),
        ("John van Doe", ("Doe", "John van")),
        ("王 小明", ("王", "小明")),
        ("さくら", ("", "さくら")),
        ("", ("", "")),
    ],
)
def test_names_are_taken_apart(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_a_customer_nobody_is_known_at_is_a_card_of_its_own() -> None:
    company = CardOut("u1", organisation="宁波远洋", note="备注")
    for version in VERSIONS:
        (found,) = read_back([company], version)
        assert (found.name, found.organisation, found.note) == ("", "宁波远洋", "备注")


def test_a_days_without_a_year_is_written_in_each_versions_way() -> None:
    card = CardOut("u1", "王伟", days=(DayOut("birthday", "gregorian", 2, 3),))
    (old,), (new,) = (tuple(write([card], version)) for version in VERSIONS)
    assert b"\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03\r\n" in old
    assert b"\r\nBDAY:--0203\r\n" in new
