"""What the user says of columns goes before what headings and cells say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain.columns import CUSTOMERS, HISTORY
from crmtui.domain.errors_import import FieldsOfTwoKinds, UnknownColumn, UnknownField
from crmtui.domain.importplan import ImportOptions, ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.mapping import column_as, fields_of, spelled
from crmtui.domain.transfer import plan
from tests.imports import TODAY, Table, book, column, sheet

ROWS: Table = [
    ["会社", "Tel. A", "Rabatt", "備考"],
    ["甲公司", "13800138000", "12.5", "x"],
    ["乙公司", "13900139000", "viel", "y"],
]


def mapped(rows: Table, mapping: dict[str, str], **options: object) -> ImportPlan:
    made = ImportOptions(mapping=mapping, **options)  # type: ignore[arg-type]
    return plan([book(sheet(rows, "S1"))], Known(), TODAY, made)


@pytest.mark.parametrize(
    ("value", "field", "label", "group"),
    [
        ("point.mobile", "point.mobile", "", 0),
        ("mobile", "point.mobile", "", 0),
        ("手机", "point.mobile", "", 0),
        ("phone work", "point.phone", "work", 0),
        ("point.phone#2", "point.phone", "", 2),
        ("联系人2", "contact.name", "", 2),
        ("Contact 2 phone", "point.phone", "", 2),
        ("contact", "contact.name", "", 0),
        ("position", "contact.position", "", 0),
        ("customer name", "name", "", 0),
        ("公司", "name", "", 0),
        ("姓名", "name", "", 0),
        ("-", "-", "", 0),
        ("custom number:Rabatt", "custom", "Rabatt", 0),
        ("custom", "custom", "", 0),
    ],
)
def test_words_for_fields(value: str, field: str, label: str, group: int) -> None:
    made = column_as(value, CUSTOMERS)
    assert made is not None
    assert (made.field, made.label, made.group) == (field, label, group)


def test_a_word_belongs_to_a_kind_of_sheet() -> None:
    assert column_as("summary", CUSTOMERS) is None
    assert column_as("summary", HISTORY) is not None
    assert column_as("custom money:x", CUSTOMERS) is None


def test_every_field_offered_is_read_back() -> None:
    for kind in ("customers", "history", "steps", "occasions"):
        for code, words in fields_of(kind):
            made = column_as(code, CUSTOMERS if kind == "customers" else HISTORY)
            assert words
            assert kind != "customers" or (made is not None and spelled(made) == code)


def test_headings_nobody_knows_are_what_the_user_says() -> None:
    said = {"会社": "name", "tel. a": "mobile", "rabatt": "custom number:Nachlass", "d": "-"}
    made = mapped(ROWS, said)
    assert column(made, "name") == ["甲公司", "乙公司"]
    assert [point[5] for point in made.orders.points] == ["+8613800138000", "+8613900139000"]
    assert made.orders.custom_fields == [("nachlass", "Nachlass", "number")]
    assert made.orders.custom_values == [(-1, "nachlass", "12.5")]
    assert [(p.row, p.found) for p in made.problems] == [(3, "viel")]
    assert [c.field for c in made.sheets[0].columns] == ["name", "point.mobile", "custom", "-"]


def test_a_heading_goes_before_a_letter_of_the_same_look() -> None:
    rows: Table = [["客户名称", "A"], ["王记", "13800138000"]]
    made = mapped(rows, {"a": "mobile"})
    assert column(made, "name") == ["王记"]
    assert len(made.orders.points) == 1


def test_an_entry_may_be_of_one_sheet_only() -> None:
    options = ImportOptions(mapping={"s2!客户名称": "short_name", "s2!b": "name"})
    rows: Table = [["客户名称", "备注"], ["王记", "王记公司"]]
    other: Table = [["客户名称", "备注"], ["李记", "李记公司"]]
    made = plan([book(sheet(rows, "S1"), sheet(other, "S2"))], Known(), TODAY, options)
    assert column(made, "name") == ["王记", "李记公司"]


def test_unknown_fields_and_columns_are_refused_with_near_ones() -> None:
    with pytest.raises(UnknownField, match="“name”"):
        mapped(ROWS, {"会社": "nane"})
    with pytest.raises(UnknownColumn, match="“Rabatt”"):
        mapped(ROWS, {"会社": "name", "rabat": "-"})
    with pytest.raises(UnknownColumn, match="“zz”"):  # no letter of a column there is
        mapped(ROWS, {"会社": "name", "ZZ": "mobile"})
    with pytest.raises(FieldsOfTwoKinds):
        mapped(ROWS, {"会社": "name", "tel. a": "mobile", "rabatt": "summary"})


def test_a_sheet_without_headings_is_known_by_its_letters() -> None:
    rows: Table = [["x1", "甲", "nix"], ["x2", "乙", "13800138000"]]
    said = {"A": "number", "B": "name", "C": "phone"}
    made = mapped(rows, said, heading_lines={"": 0})
    assert column(made, "number") == ["x1", "x2"] and column(made, "name") == ["甲", "乙"]
    assert [(p.row, p.column) for p in made.problems] == [(1, "C")]


def test_headings_stand_where_the_user_says() -> None:
    rows: Table = [["客户名称", "手机"], ["Kunde", "Handy"], ["王记", "13800138000"]]
    made = mapped(rows, {}, heading_lines={"S1": 2})
    assert column(made, "name") == ["王记"]


def test_new_fields_are_left_out_where_not_wanted() -> None:
    rows: Table = [["客户名称", "车牌", "颜色"], ["王记", "粤A123", "红"]]
    options = ImportOptions(new_fields=False)
    known = Known(custom_fields={"车牌": "车牌"})
    made = plan([book(sheet(rows))], known, TODAY, options)
    assert [c.field for c in made.sheets[0].columns] == ["name", "custom", "-"]
    assert "C 颜色" in made.sheets[0].note
    assert [key for _ref, key, _value in made.orders.custom_values] == ["车牌"]


FIELDS = {
    "number": st.integers(1, 999).map(str),
    "name": st.text("甲乙丙丁戊", min_size=2, max_size=6),
    "contact.name": st.sampled_from(["王伟", "李娜", "Ann Lee", ""]),
    "mobile": st.integers(13000000000, 13999999999).map(str),
    "email": st.sampled_from(["a@b.cc", "c@d.ee", ""]),
    "grade": st.sampled_from(["A", "B", "C", ""]),
    "city": st.sampled_from(["上海", "广州", ""]),
    "note": st.text("xyz ", max_size=8),
    "custom:Plate": st.text("AB12", max_size=5),
}
RECORDS = st.lists(
    st.fixed_dictionaries(dict(FIELDS)), min_size=1, max_size=6, unique_by=lambda row: row["number"]
)


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.permutations(list(FIELDS)), st.permutations(list(FIELDS)))
def test_shuffled_columns_under_any_heading_make_the_same_customers(
    records: list[dict[str, str]], first: list[str], second: list[str]
) -> None:
    made = []
    for fields, front in ((first, "甲栏"), (second, "Spalte ")):
        headings = [f"{front}{place}" for place in range(len(fields))]
        rows = [headings, *[[record[field] for field in fields] for record in records]]
        said = dict(zip((h.casefold() for h in headings), fields, strict=True))
        made.append(mapped(rows, said))
    assert _told(made[0]) == _told(made[1])


def _told(made: ImportPlan) -> object:
    orders = made.orders
    customers = [dict(zip(orders.customer_columns, row, strict=True)) for row in orders.customers]
    contacts = [dict(zip(orders.contact_columns, row, strict=True)) for row in orders.contacts]
    points = sorted(map(tuple, orders.points))
    return customers, contacts, points, orders.custom_values, made.counts
