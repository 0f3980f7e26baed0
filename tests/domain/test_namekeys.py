"""Names by the hundred thousand are compared exactly as one name is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.index import Index
from crmtui.domain.namekeys import company_keys, index_texts, loose_key, loose_keys
from crmtui.domain.search import company_key, index_text

NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=8)


@given(NAMES)
def test_many_names_have_the_keys_each_has(names: list[str]) -> None:
    assert company_keys(names) == [company_key(name) for name in names]


@given(NAMES)
def test_many_texts_have_the_tokens_each_has(texts: list[str]) -> None:
    found = [text.split() for text in index_texts(texts)]
    assert found == [index_text(text).split() for text in texts]


def test_the_letter_between_joined_names_may_stand_in_one() -> None:
    assert company_keys(["AꙮB", "C"]) == [company_key("AꙮB"), "c"]


@pytest.mark.parametrize(
    ("name", "loose"),
    [
        ("深圳德隆化工有限公司", "深圳德隆化工"),
        ("德隆股份有限公司", "德隆"),
        ("德隆有限责任公司", "德隆"),
        ("德隆集团有限公司", "德隆"),
        ("德隆分公司", "德隆"),
        ("德隆", "德隆"),
        ("有限公司", "有限公司"),
        ("Acme, Inc.", "acme"),
        ("Müller Möbel GmbH", "mullermobel"),
        ("Acme Trading Co., Ltd.", "acmetrading"),
        ("Zinc", "zinc"),
    ],
)
def test_the_legal_form_is_left_out(name: str, loose: str) -> None:
    key = company_key(name)
    assert loose_key(key) == loose
    assert loose_keys([key, "x"]) == [loose, "x"]


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=12), st.integers(0, 12)
)
def test_an_index_filled_at_once_is_one_filled_one_by_one(
    pairs: list[tuple[str, int]], cut: int
) -> None:
    singly: Index[int] = Index()
    at_once: Index[int] = Index()
    for key, value in pairs:
        singly.add(key, value)
    for part in (pairs[:cut], pairs[cut:]):
        at_once.extend([key for key, _ in part], [value for _, value in part])
    for key in "abc":
        assert set(at_once.get(key)) == set(singly.get(key)) == {v for k, v in pairs if k == key}
