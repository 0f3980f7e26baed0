"""What is found by what: documents and queries on a real index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.search import (
    Query,
    SearchDoc,
    build_doc,
    match,
    match_characters,
    parse_query,
)
from crmtui.zh import pinyin_keys, simplify

_TABLE = "CREATE VIRTUAL TABLE search USING fts5(names, keys, phones, rest, history, tokenize={})"
TOKENIZERS = ("'ascii', columnsize=0, prefix='2'", "'ascii', columnsize=0")


def doc(
    companies: Sequence[str] = (),
    people: Sequence[str] = (),
    phones: Sequence[tuple[str, str]] = (),
    rest: Sequence[str] = (),
    history: Sequence[str] = (),
) -> SearchDoc:
    return build_doc(companies, people, phones, rest, history, pinyin_keys, simplify)


NANNING, MOEBEL, XIAMEN, PERSON = 1, 2, 3, 4
DOCS = {
    NANNING: doc(
        ["南宁博纳红木家具有限公司", "博纳", "K-001"],
        ["李明朗", "單磊"],
        [("138 1234 8833", "+8613812348833"), ("010-65123456转801", "+861065123456")],
        ["广西", "易碎，需打木架", "A级\u2028重点"],
        ["催款，答应月底付", 'a-b "x'],
    ),
    MOEBEL: doc(
        ["Möbel Straße GmbH"],
        ["Łukasz Ørsted"],
        [("0171 2345678", "+491712345678"), ("95588", "95588")],
        ["einkauf@moebel-strasse.example", "wx_lm8833"],
    ),
    XIAMEN: doc(["廈門三江陶瓷"], ["尉迟超", "欧阳洋", "吕绿"], [], ["物流", "𠮷野家", "〇号"]),
    PERSON: doc(["Anna-Maria O'Neil"], ["Anna-Maria O'Neil"], [("12", "")], ["明朗"]),
}


def index(tokenizer: str, docs: dict[int, SearchDoc]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(_TABLE.format(tokenizer))
    rows = [(number, *found) for number, found in docs.items()]
    insert = "INSERT INTO search (rowid, names, keys, phones, rest, history)"
    connection.executemany(insert + " VALUES (?, ?, ?, ?, ?, ?)", rows)
    return connection


@pytest.fixture(scope="module", params=TOKENIZERS)
def connection(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    opened = index(request.param, DOCS)
    yield opened
    opened.close()


def hits(connection: sqlite3.Connection, expression: str) -> list[int]:
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
    return [row[0] for row in connection.execute(sql, (expression,))]


def find(connection: sqlite3.Connection, text: str) -> list[int]:
    query = parse_query(text, simplify)
    return hits(connection, match(query)) if query.words else []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("博纳", [NANNING]),
        ("纳", [NANNING]),
        ("明朗", [NANNING, PERSON]),
        ("单磊", [NANNING]),
        ("單磊", [NANNING]),
        ("厦门", [XIAMEN]),
        ("𠮷", [XIAMEN]),
        ("〇", [XIAMEN]),
        ("A级", [NANNING]),
        ("月底", [NANNING]),
        ("木架 月底", [NANNING]),
        ("木架 物流", []),
        ("朗明", []),
        ("lml", [NANNING]),
        ("liminglang", [NANNING]),
        ("liming", [NANNING]),
        ("limingl", [NANNING]),
        ("minglang", [NANNING]),
        ("liml", [NANNING]),
        ("shanlei", [NANNING]),
        ("danlei", [NANNING]),
        ("sl", [NANNING]),
        ("dl", [NANNING]),
        ("ouyang", [XIAMEN]),
        ("ouy", [XIAMEN]),
        ("oyy", [XIAMEN]),
        ("yuchichao", [XIAMEN]),
        ("weichi", [XIAMEN]),
        ("lvlv", [XIAMEN]),
        ("lulu", [XIAMEN]),
        ("lülü", [XIAMEN]),
        ("lyulyu", [XIAMEN]),
        ("xiamen", [XIAMEN]),
        ("xmsj", [XIAMEN]),
        ("bona", [NANNING]),
        ("hongmu", [NANNING]),
        ("hongm", [NANNING]),
        ("bn", [NANNING]),
        ("nnbnhmjj", [NANNING]),
        ("nanningbonahongmujiaju", [NANNING]),
        ("BONA", [NANNING]),
        ("yxgs", []),
        ("8833", [NANNING]),
        ("48833", [NANNING]),
        ("12348833", [NANNING]),
        ("8834", []),
        ("348", []),
        ("138", [NANNING]),
        ("138-1234", [NANNING]),
        ("138 1234 8833", [NANNING]),
        ("138 1234", [NANNING]),
        ("13812348833", [NANNING]),
        ("8613812348833", [NANNING]),
        ("+86138", [NANNING]),
        ("+8613812348833", [NANNING]),
        ("＋８６１３８", [NANNING]),
        ("+8833", []),
        ("+49171", [MOEBEL]),
        ("0171", [MOEBEL]),
        ("01712345678", [MOEBEL]),
        ("0049 171 2345678", [MOEBEL]),
        ("010", [NANNING]),
        ("(010)65123456", [NANNING]),
        ("801", [NANNING]),
        ("95588", [MOEBEL]),
        ("12", [PERSON]),
        ("明 8833", [NANNING]),
        ("mobel", [MOEBEL]),
        ("möbel", [MOEBEL]),
        ("MO\u0308BEL", [MOEBEL]),
        ("straße", [MOEBEL]),
        ("stras", [MOEBEL]),
        ("lukasz", [MOEBEL]),
        ("orsted", [MOEBEL]),
        ("einkauf@moebel", [MOEBEL]),
        ("anna-maria", [PERSON]),
        ("o'neil", [PERSON]),
        ("k-001", [NANNING]),
        ("K-00", [NANNING]),
        ('a-b "x', [NANNING]),
        ('* 物流 "', [XIAMEN]),
        ("nothing", []),
    ],
)
def test_a_query_finds(connection: sqlite3.Connection, text: str, found: list[int]) -> None:
    assert find(connection, text) == found


@pytest.mark.parametrize("text", ["", " ", "*", '"', "-", "★ …", "()", "\x00", "\ud800", "^:{}"])
def test_a_query_without_anything_to_look_for_has_no_words(text: str) -> None:
    query = parse_query(text)
    assert query == Query(())
    assert match(query) == match_characters(query) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [("朗明", [NANNING, PERSON]), ("陶瓷厦门", [XIAMEN]), ("maria-anna", [PERSON])],
)
def test_the_characters_are_found_where_the_phrase_is_not(
    connection: sqlite3.Connection, text: str, found: list[int]
) -> None:
    query = parse_query(text)
    assert hits(connection, match(query)) == []
    assert hits(connection, match_characters(query)) == found


def test_a_huge_query_is_cut_to_what_the_index_takes(connection: sqlite3.Connection) -> None:
    for text in ("王 " * 5000, "王" * 5000, "a1 " * 5000, "9 " * 5000, "x-" * 5000, "an" * 5000):
        query = parse_query(text)
        assert len(query.words) <= 16
        hits(connection, match(query))
        hits(connection, match_characters(query))


WORDS = st.text() | st.from_regex(r"[ \"*:(){}^+\-0-9a-zA-Z王明øéNOTANDOR]{0,20}", fullmatch=True)


@given(text=WORDS)
def test_no_query_is_refused_by_the_index(text: str) -> None:
    query = parse_query(text, simplify)
    for tokenizer in TOKENIZERS:
        connection = index(tokenizer, {})
        for expression in filter(None, (match(query), match_characters(query))):
            assert hits(connection, expression) == []
        connection.close()


FIELD = st.text(max_size=12) | st.text(alphabet="单曾王明廈門lvLÜö ß1380-+()é·〇𠮷", max_size=12)


@given(st.tuples(FIELD, FIELD, FIELD, FIELD, FIELD))
def test_a_document_is_found_by_each_of_its_own_words(
    fields: tuple[str, str, str, str, str],
) -> None:
    company, person, phone, rest, history = fields
    made = doc([company], [person], [(phone, "")], [rest], [history])
    connection = index(TOKENIZERS[1], {1: made})
    for word in f"{company}\n{person}\n{rest}\n{history}".split():
        if parse_query(word).words:
            assert find(connection, word) == [1]
            assert hits(connection, match_characters(parse_query(word, simplify))) == [1]
    connection.close()


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.data())
def test_a_phone_is_found_by_any_beginning_and_any_three_last_digits(
    number: str, data: st.DataObject
) -> None:
    connection = index(TOKENIZERS[0], {1: doc(phones=[(number, "+86" + number)])})
    size = data.draw(st.integers(3, 11))
    for typed in (number[:size], number[-size:], "+86" + number[:size]):
        assert find(connection, typed) == [1]
    connection.close()
