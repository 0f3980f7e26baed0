"""Phones in every notation come to one form, whatever the notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.phones import is_mail, is_phone, kind_of_phone, normal_phone, normal_point

SAME_NUMBER = [
    ("13851022552", "+8613851022552"),
    ("138 5102 2552", "+8613851022552"),
    ("138-5102-2552", "+8613851022552"),
    ("+86 13851022552", "+8613851022552"),
    ("+86-138-5102-2552", "+8613851022552"),
    ("0086 13851022552", "+8613851022552"),
    ("8613851022552", "+8613851022552"),
    ("013851022552", "+8613851022552"),
    ("１３８５１０２２５５２", "+8613851022552"),
    ("'13851022552", "+8613851022552"),
    ("021-31124583", "+862131124583"),
    ("(021)31124583", "+862131124583"),
    ("0755-82171998", "+8675582171998"),
    ("0755-82171998转8001", "+8675582171998"),
    ("0755-82171998 ext. 801", "+8675582171998"),
    ("+86 (0)755 82171998", "+8675582171998"),
    ("0592－2475 7683", "+8659224757683"),
    ("0911-2612345", "+869112612345"),
    ("400-820-8820", "+864008208820"),
    ("+49 171 5550101", "+491715550101"),
    ("+49 (0)171 5550101", "+491715550101"),
    ("+353 87 555 0102", "+353875550102"),
    ("1-955-371-0847 x371", "+19553710847"),
    ("(446) 758-2122", "+14467582122"),
    ("740.645.3807", "+17406453807"),
    ("82171998", "82171998"),
    ("95588", "95588"),
    ("06 12 34 56 78", "0612345678"),
]


@pytest.mark.parametrize(("given_text", "normal"), SAME_NUMBER)
def test_notations_come_to_the_normal_form(given_text: str, normal: str) -> None:
    assert normal_phone(given_text) == normal


def test_bare_numbers_belong_to_the_users_country() -> None:
    assert normal_phone("06 12 34 56 78", "FR") == "+33612345678"
    assert normal_phone("0171 5550101", "DE") == "+491715550101"
    assert normal_phone("13851022552", "DE") != "+8613851022552"


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_chinese_mobile_keeps_its_digits(number: str) -> None:
    assert normal_phone(number) == f"+86{number}" == normal_phone(f"+86{number}")


@pytest.mark.parametrize("text", ["转8001", "无", "同上", "", "1.38E+10", "138****2552", "1234"])
def test_what_cannot_be_called_is_no_phone(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize("text", [text for text, _ in SAME_NUMBER])
def test_what_can_be_called_is_a_phone(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize(
    ("given_kind", "normal", "kind"),
    [
        ("phone", "+8613851022552", "mobile"),
        ("mobile", "+862131124583", "phone"),
        ("fax", "+862131124583", "fax"),
        ("mobile", "+491715550101", "mobile"),
    ],
)
def test_a_chinese_number_says_itself_what_it_is(given_kind: str, normal: str, kind: str) -> None:
    assert kind_of_phone(given_kind, normal) == kind


def test_other_ways_to_reach_someone_are_compared_in_small_letters() -> None:
    assert normal_point("email", " J.Gross@Moebel.Example ") == "j.gross@moebel.example"
    assert normal_point("wechat", "WX_8833") == "wx_8833"
    assert normal_point("address", "Hauptstr. 1") == ""
    assert normal_point("mobile", "138 5102 2552") == "+8613851022552"


def test_mail_addresses_are_told_from_other_text() -> None:
    assert is_mail("j.gross@moebel.example")
    assert not is_mail("j.gross at moebel")
    assert not is_mail("a@b, c@d.example")
