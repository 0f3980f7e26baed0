"""Steps that come back and sequences from the shell."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from tests.cli.conftest import Terminal


def steps(sh: Terminal, who: str = "1042") -> list[Any]:
    """The open steps of a customer but the one that was there before."""
    found = sh("show", who, "--json").json["follow_ups"]
    return [step for step in found if step["status"] == "open" and step["what"] != "报价 30 吨"]


def test_a_step_that_comes_back_says_so_and_is_planned_anew(sh: Terminal) -> None:
    ran = sh("plan", "博纳", "下周三", "回访", "--repeat", "每两周")
    assert (ran.code, ran.out) == (0, "2\n")
    assert "every 2 weeks on Wed; after this one 2026-12-16, Wed" in ran.err
    ran = sh("done", "2")
    assert "It comes back Wed 16 Dec (step 3)." in ran.err
    (step,) = steps(sh)
    assert (step["due_on"], step["repeat_words"]) == ("2026-12-16", "every 2 weeks on Wed")
    assert step["repeat"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;DTSTART=20261202"
    assert sh("undo").code == 0
    assert [step["due_on"] for step in steps(sh)] == ["2026-12-02"]


def test_without_a_day_it_begins_with_the_first_of_its_rule(sh: Terminal) -> None:
    assert sh("plan", "博纳", "对账", "明细", "--repeat", "每月15号").code == 0
    (step,) = steps(sh)
    assert (step["due_on"], step["what"]) == ("2026-12-15", "对账 明细")


def test_with_several_customers_it_comes_back_with_each(sh: Terminal) -> None:
    ran = sh("plan", "1042", "1w", "call", "--repeat", "monthly", "--also", "3001")
    assert ran.out == "2\n3\n"
    assert sh("done", "2").code == sh("done", "3").code == 0
    for who in ("1042", "3001"):
        assert [step["due_on"] for step in steps(sh, who)] == ["2026-12-30"]


@pytest.mark.parametrize(
    ("words", "said", "still"),
    [
        (["--last"], "Done:", []),
        (["--skip"], "Left out:", ["2026-12-01"]),
        (["--skip", "--last"], "Left out:", []),
    ],
)
def test_it_ends_or_is_left_out(
    sh: Terminal, words: list[str], said: str, still: list[str]
) -> None:
    sh("plan", "博纳", "明天", "回访", "--repeat", "every week")
    ran = sh("done", "2", *words)
    assert said in ran.err
    assert [step["due_on"] for step in steps(sh)] == still


def test_the_queue_says_how_it_comes_back(sh: Terminal) -> None:
    sh("plan", "3001", "today", "call", "--repeat", "last working day of the month")
    said = sh("today").out
    assert "Step “call” today (every month on the last working day)" in said


@pytest.mark.parametrize("how", ["often", "FREQ=SECONDLY", "每年2月30日"])
def test_what_is_no_repetition_is_told_and_nothing_is_planned(sh: Terminal, how: str) -> None:
    assert "Try: every" in sh.fails(2, "plan", "博纳", "明天", "x", "--repeat", how)
    assert steps(sh) == []


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "博纳"),
        ("plan", "博纳", "明天", "--kind", "call", "--sequence", "quote sent"),
        ("plan", "博纳", "--repeat", "每周", "--sequence", "quote sent"),
        ("done", "1", "--confirm", "--last"),
        ("sequences", "add", "x"),
        ("sequences", "make", "x", "3d: call"),
    ],
)
def test_words_that_do_not_go_together_are_told(sh: Terminal, words: tuple[str, ...]) -> None:
    assert "crmtui" in sh.fails(2, *words) or words[0] == "done"


def test_a_sequence_is_planned_and_ends_with_the_answer(sh: Terminal) -> None:
    ran = sh("plan", "博纳", "--sequence", "报价跟进", "--also", "3001")
    assert ran.out == "2\n3\n4\n5\n6\n7\n"
    assert "2026-11-26, Thu, in 3 days: call: has the quote arrived" in ran.err
    assert [step["sequence"]["step"] for step in steps(sh)] == [1, 2, 3]
    assert [row[-1] for row in sh("show", "1042").rows if row[0] == "follow_up"][-3:] == [
        "quote sent 1/3", "quote sent 2/3", "quote sent 3/3",
    ]  # fmt: skip
    assert "quote sent 2 of 3" in sh("export", "customers", "-", "博纳", "--format", "md").out
    ran = sh("log", "博纳", "他们要谈价格", "--direction", "in")
    assert "The sequence “quote sent” has ended: 3 open steps were closed." in ran.err
    assert steps(sh) == []
    assert len(steps(sh, "3001")) == 3
    sh("undo")
    assert len(steps(sh)) == 3


def test_nobody_answering_ends_nothing_and_stopping_does(sh: Terminal) -> None:
    assert "is not a date" in sh.fails(2, "plan", "博纳", "x", "--sequence", "quote sent")
    sh("plan", "博纳", "next", "tue", "--sequence", "quote sent")
    assert steps(sh)[0]["due_on"] == "2026-12-04"
    sh("log", "博纳", "没人接", "--outcome", "未接")
    assert len(steps(sh)) == 3
    assert sh("sequences", "stop", "博纳").code == 0
    assert steps(sh) == []
    assert "No sequence is under way" in sh.fails(3, "sequences", "stop", "博纳")


def test_sequences_of_ones_own(sh: Terminal) -> None:
    assert sh("sequences", "add", "展会后", "2d: call", "2周: 拜访").out == "1\n"
    shown = sh("sequences", "show", "展会后", "--json").json
    assert shown == {
        "id": 1,
        "name": "展会后",
        "steps": [{"after": "2d", "what": "call"}, {"after": "2周", "what": "拜访"}],
    }
    assert sh("plan", "博纳", "--sequence", "展会后").code == 0
    assert sh("sequences", "edit", "quote sent", "5d: call").code == 0
    own = ["2\tquote sent\t5d: call", "1\t展会后\t2d: call · 2周: 拜访"]
    assert sh("sequences").out.splitlines()[:2] == own
    assert sh("sequences", "remove", "展会后").code == 0
    names = [each["name"] for each in sh("sequences", "--json").json]
    assert names == ["quote sent", "new enquiry", "dormant customer"]


def test_those_of_the_program_are_there_before_anything_is_stored(bare: Terminal) -> None:
    assert [each["id"] for each in bare("sequences", "--json").json] == [None] * 3
    assert "报价跟进" in bare("sequences", "--lang", "zh_CN").out
    assert "There are: new enquiry" in bare.fails(3, "sequences", "show", "nothing")


def test_a_complete_export_brings_series_and_sequences_back(sh: Terminal) -> None:
    sh("plan", "博纳", "下周三", "回访", "--repeat", "每两周")
    sh("plan", "3001", "--sequence", "quote sent")
    sh("sequences", "add", "mine", "2d: call")
    before = steps(sh), steps(sh, "3001"), sh("sequences").out
    assert sh("export", "all", str(sh.folder / "all.json")).code == 0
    other = ("--db", str(sh.folder / "other.db"))
    assert sh("import", str(sh.folder / "all.json"), "--yes", *other).code == 0
    for who, wanted in (("1042", before[0]), ("3001", before[1])):
        found = sh("show", who, "--json", *other).json["follow_ups"]
        assert [_told(step) for step in found if step["what"] != "报价 30 吨"] == [
            _told(step) for step in wanted
        ]
    assert sh("sequences", *other).out == before[2]


def _told(step: Any) -> list[Any]:
    return [step[key] for key in ("due_on", "what", "status", "repeat", "sequence")]


def test_the_look_ups_do_not_load_what_reckons_the_days(sh: Terminal) -> None:
    sh("plan", "博纳", "今天", "回访", "--repeat", "每两周")
    code = (
        "import sys; from crmtui.cli.app import main; "
        "codes = [main(['today']), main(['show', '1042'])]; "
        "sys.exit(sum(codes) + 10 * ('dateutil' in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "every 2 weeks on Mon" in ran.stdout.decode()
