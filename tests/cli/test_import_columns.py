"""Saying what columns are, from the shell; remembering it; fields of your own."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal

FOREIGN = "会社,Tel. A,備考\n甲公司,13800138000,x\n乙公司,13900139000,y\n"
SAID = ("--map", "会社=name", "--map", "Tel. A=手机", "--map", "C=-")


def file(sh: Terminal, text: str = FOREIGN, name: str = "f.csv") -> str:
    path = sh.folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_columns_are_what_the_user_says(bare: Terminal) -> None:
    ran = bare("import", file(bare), *SAID, "--yes", "--json")
    assert ran.code == 0
    told = [(c["heading"], c["field"]) for c in ran.json["sheets"][0]["columns"]]
    assert told == [("会社", "name"), ("Tel. A", "point.mobile"), ("備考", "-")]
    assert bare("find", "13900139000").rows[0][2] == "乙公司"
    assert bare("fields").out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--map", "会社=nane"), "Did you mean “name”"),
        (("--map", "会社=name", "--map", "Tel A.B=phone"), "Did you mean “Tel. A”"),
        (("--map", "会社"), "COLUMN=FIELD"),
        (("--heading-row", "oben"), "--heading-row"),
        (("--sheet", "Tabelle9"), "No sheet is called"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_done(
    bare: Terminal, words: tuple[str, ...], said: str
) -> None:
    assert said in bare.fails(2, "import", file(bare), *words, "--yes")
    assert not bare.db.exists()


def test_without_new_fields_unknown_columns_are_named_as_left_out(bare: Terminal) -> None:
    path = file(bare, "客户名称,手机,车牌\n王记,13800138000,粤A1\n")
    ran = bare("import", path, "--dry-run", "--no-new-fields")
    assert "Left out" in ran.out and "C 车牌" in ran.out
    bare("import", path, "--yes", "--no-new-fields")
    assert bare("fields", "--json").json == []


def test_a_file_without_headings_is_read_by_letters(bare: Terminal) -> None:
    path = file(bare, "甲,13800138000\n乙,13900139000\n")
    words = ("--heading-row", "0", "--map", "A=name", "--map", "B=phone")
    assert bare("import", path, *words, "--yes", "--json").json["new"] == 2


def test_a_profile_is_remembered_and_used_by_itself(bare: Terminal) -> None:
    path = file(bare)
    told = bare("import", path, *SAID, "--profile", "批发", "--yes").err
    assert "Remembered as the profile “批发”" in told
    other = file(bare, FOREIGN.replace("甲公司", "丙公司").replace("138", "137"), "g.csv")
    ran = bare("import", other, "--yes", "--json")
    assert "profile “批发”" in ran.err
    assert (ran.json["new"], ran.json["same"]) == (1, 1)
    (shown,) = bare("profiles", "--json").json
    assert shown["mapping"] == {"会社": "name", "tel. a": "手机", "c": "-"}
    assert bare("profiles", "show", "批发").rows[0] == ["name", "批发"]


def test_a_profile_of_other_headings_is_not_used(bare: Terminal) -> None:
    bare("import", file(bare), *SAID, "--profile", "批发", "--yes")
    other = file(bare, "客户名称,手机\n丁公司,13600136000\n", "h.csv")
    assert "批发" not in bare("import", other, "--yes").err


def test_profiles_are_renamed_and_removed(bare: Terminal) -> None:
    bare("import", file(bare), *SAID, "--profile", "批发", "--yes")
    assert bare("profiles", "rename", "批发", "wholesale").code == 0
    assert "批发" in bare.fails(3, "profiles", "show", "批发")
    assert "--yes" in bare.fails(2, "profiles", "remove", "wholesale")
    assert bare("profiles", "remove", "wholesale", "--yes").code == 0
    assert bare("profiles").out == ""
    assert "crmtui profiles show" in bare.fails(2, "profiles", "mend")


def test_fields_of_your_own_from_the_shell(bare: Terminal) -> None:
    assert bare("fields", "add", "车牌").code == 0
    assert bare("fields", "add", "月用量", "--kind", "number").code == 0
    assert bare("fields", "use", "freight").out.splitlines()[0] == "Cargo"
    bare("add", "王记", "货物=红木", "月用量=30", "frequency=每天")
    told = bare("show", "王记", "--json").json["custom"]
    assert "红木" in str(told) and "30" in str(told)
    assert "number" in bare.fails(2, "edit", "王记", "月用量=viel")
    assert bare("fields", "rename", "车牌", "Plate").code == 0
    assert bare("fields", "remove", "Plate").code == 0
    assert "Plate" not in bare("fields").out
    assert bare("undo").code == 0
    assert "Plate" in bare("fields").out
    assert "crmtui fields add" in bare.fails(2, "fields", "mend")
