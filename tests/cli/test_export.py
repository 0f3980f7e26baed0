"""crmtui export: every format, whom it is about, and what is said when it cannot be."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import vobject

from crmtui.domain.exportorder import FITTING
from tests.cli.conftest import Terminal

ENDINGS = {"vcard3": "vcf", "vcard4": "vcf"}
ALL = [(what, form) for what, forms in FITTING.items() for form in forms]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("what", "form"), ALL, ids=[f"{what}-{form}" for what, form in ALL])
def test_everything_goes_out_in_every_format_that_fits(sh: Terminal, what: str, form: str) -> None:
    path = sh.folder / f"out.{ENDINGS.get(form, form)}"
    ran = sh("export", what, str(path), "--format", form)
    if what == "promises" and form not in ("json", "jsonl"):
        assert (ran.code, path.exists()) == (3, False)
    elif what == "promises":
        assert ran.code == 3
    else:
        assert (ran.code, ran.out) == (0, ""), ran
        written = [p for p in sh.folder.iterdir() if p.name.startswith("out")]
        assert written
        assert all(p.stat().st_size for p in written)


def test_customers_as_csv_are_one_row_each_with_the_contact_to_ask_for(sh: Terminal) -> None:
    path = sh.folder / "客户.csv"
    assert sh("export", "customers", str(path)).code == 0
    rows = {row["Customer number"]: row for row in _table(path)}
    assert sorted(rows) == ["1042", "2001", "2002", "3001"]
    bona = rows["1042"]
    assert bona["Customer name"] == "南宁博纳红木家具有限公司"
    assert (bona["Contact"], bona["Mobile"], bona["WeChat"]) == ("王建华", "13812348833", "wx_8833")
    assert bona["Tags"] == "红木、老客户"
    assert bona["cargo"] == "红木家具"
    assert (bona["Last contact"], bona["Next step"]) == ("2026-10-28", "报价 30 吨")


def test_headings_are_in_the_users_language(sh: Terminal) -> None:
    sh("export", "customers", str(sh.folder / "a.csv"), "--lang", "zh_CN")
    assert "客户编号" in _table(sh.folder / "a.csv")[0]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["远大"], {"2001", "2002"}),
        (["远大", "--region", "上海"], {"2002"}),
        (["--grade", "A,B"], {"1042", "3001"}),
        (["--grade", "核心"], {"1042"}),
        (["--tag", "红木"], {"1042"}),
        (["--stage", "active"], {"1042"}),
        (["--archived"], {"4001"}),
    ],
)
def test_only_those_that_fit_go_out(sh: Terminal, words: list[str], names: set[str]) -> None:
    path = sh.folder / "a.csv"
    assert sh("export", "customers", str(path), *words).code == 0
    assert {row["Customer number"] for row in _table(path)} == names


def test_archived_customers_are_left_out_and_that_is_said(sh: Terminal) -> None:
    assert "1 archived customer" in sh("export", "customers", str(sh.folder / "a.csv")).err
    assert "left out" not in sh("export", "all", str(sh.folder / "a.json")).err
    document = json.loads((sh.folder / "a.json").read_text(encoding="utf-8"))
    assert len(document["tables"]["customer"]) == 5


def test_the_complete_format_says_what_it_is(sh: Terminal) -> None:
    path = sh.folder / "a.jsonl"
    sh("export", "all", str(path))
    head, *rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert head == {"format": "crmtui", "version": 1, "exported_on": "2026-11-23"}
    assert {row["table"] for row in rows} >= {"customer", "contact", "interaction"}


def test_all_as_csv_is_a_file_for_each_table(sh: Terminal) -> None:
    ran = sh("export", "all", str(sh.folder / "out.csv"))
    names = {path.name for path in sh.folder.iterdir() if path.suffix == ".csv"}
    kinds = ("customers", "contacts", "interactions", "follow-ups", "occasions")
    assert names == {f"out-{kind}.csv" for kind in kinds}
    assert all(name in ran.err for name in names)


def test_the_follow_up_sheet_has_the_columns_reps_know(sh: Terminal) -> None:
    path = sh.folder / "客户跟进表.xlsx"
    sh("export", "follow-up-sheet", str(path), "--lang", "zh_CN")
    sheet = openpyxl.load_workbook(path)["客户跟进表"]
    headings = [cell.value for cell in sheet[1]]
    for heading in ("客户名称", "联系人", "电话", "等级", "最近联系", "沟通内容", "下一步"):
        assert heading in headings


def test_standard_output_gets_the_bytes_of_the_file(sh: Terminal) -> None:
    for form in ("csv", "xlsx", "json"):
        path = sh.folder / f"a.{form}"
        sh("export", "contacts", str(path))
        piped = sh.process("export", "contacts", "-", "--format", form)
        assert piped.returncode == 0
        assert piped.stdout == path.read_bytes()


def test_a_page_needs_nothing_else_and_holds_no_markup_of_others(sh: Terminal) -> None:
    sh("add", "<script>alert(1)</script> GmbH", "note=<b>&amp;")
    path = sh.folder / "a.html"
    sh("export", "customers", str(path))
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append(tag)
            assert not {name for name, _value in attrs} & {"src", "href", "onclick"}

    text = path.read_text(encoding="utf-8")
    Reader().feed(text)
    assert not {"script", "b", "link", "img"} & set(found)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; GmbH" in text


def test_markdown_keeps_its_tables_whole(sh: Terminal) -> None:
    sh("add", "A|B *GmbH*", "note=x|y")
    path = sh.folder / "a.md"
    sh("export", "customers", str(path), "GmbH")
    assert "# A\\|B \\*GmbH\\*" in path.read_text(encoding="utf-8")


def test_contacts_are_cards_that_others_read(sh: Terminal) -> None:
    path = sh.folder / "a.vcf"
    sh("export", "contacts", str(path), "博纳")
    (card,) = vobject.readComponents(path.read_text(encoding="utf-8"))  # a second opinion
    assert card.fn.value == "王建华"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["customers", "a.foo"], 2, "does not say what to write"),
        (["customers", "a.csv", "--format", "foo"], 2, "no format “foo”"),
        (["custommers", "a.csv"], 2, "Say one of: customers"),
        (["occasions", "a.vcf"], 2, "it can as csv"),
        (["customers", "nowhere/a.csv"], 2, "no folder"),
        (["customers", "a.csv", "nobodyatall"], 3, "nothing to export"),
        (["customers", "a.csv", "--grade", "Z"], 2, "A core"),
        (["customers", "a.csv", "--encoding", "klingon"], 2, "no encoding"),
        (["customers", "a.json", "--encoding", "gbk"], 2, "only one encoding"),
        (["customers", "a.csv", "--encoding", "cp1252"], 1, "has no “"),
        (["all", "-", "--format", "csv"], 2, "several files"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_no_file(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(sh.folder)
    assert said in sh.fails(code, "export", *words)
    assert not [path for path in sh.folder.iterdir() if path.name.startswith(("a", ".crmtui"))]


def test_a_file_that_is_there_is_left_alone_without_force(sh: Terminal) -> None:
    path = sh.folder / "a.csv"
    path.write_bytes(b"mine")
    assert "--force" in sh.fails(2, "export", "customers", str(path))
    assert path.read_bytes() == b"mine"
    assert sh("export", "customers", str(path), "--force").code == 0
    assert len(_table(path)) == 4


@pytest.fixture
def flat(sh: Terminal) -> Terminal:
    """A shell on a database that flat tables can hold: birthdays are people's, not companies'."""
    with closing(sqlite3.connect(sh.db)) as conn:
        conn.execute("UPDATE occasion SET contact_id = (SELECT min(id) FROM contact)")
        conn.commit()
    return sh


def test_flat_tables_come_back_as_nothing_new(flat: Terminal) -> None:
    for what in ("customers", "contacts", "interactions", "follow-ups", "occasions"):
        for ending in ("csv", "xlsx", "tsv"):
            path = flat.folder / f"{what}.{ending}"
            flat("export", what, str(path))
            told = flat("import", str(path), "--dry-run", "--json").json
            assert [told["new"], told["updated"], told["problems"]] == [0, 0, []], (what, ending)


def test_all_as_csv_gives_the_same_tables_back(flat: Terminal) -> None:
    flat("export", "all", str(flat.folder / "out.csv"))
    files = sorted(str(path) for path in flat.folder.glob("out-*.csv"))
    there = ("--db", str(flat.folder / "there.db"))
    assert flat("import", *files, "--yes", *there).code == 0
    assert flat("export", "all", str(flat.folder / "back.csv"), *there).code == 0
    for path in flat.folder.glob("out-*.csv"):
        back = path.with_name(path.name.replace("out", "back"))
        assert sorted(_table(back), key=str) == sorted(_table(path), key=str)
