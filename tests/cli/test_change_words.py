"""What a change says of its fields: words of their own where a code means two things."""

from __future__ import annotations

from tests.cli.conftest import Terminal


def test_an_email_written_is_no_mail_address(sh: Terminal) -> None:
    sh("log", "1042", "报价单", "--kind", "email")
    told = sh("changes", "1042", "--limit", "1", "--lang", "zh_CN").rows
    assert [row[11] for row in told if row[9] == "类型"] == ["邮件"]


def test_a_field_of_ones_own_is_told_by_its_label(sh: Terminal) -> None:
    sh("fields", "add", "车队规模", "--kind", "number")
    told = sh("changes", "--limit", "1", "--lang", "zh_CN").rows
    assert {(row[9], row[11]) for row in told} == {("说明", "车队规模")}
