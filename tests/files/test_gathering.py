"""Folders, patterns and standard input: what an import is to read, in order."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from crmtui.domain import source_errors as errors
from crmtui.domain.file_errors import FileMissing
from crmtui.files import gathering
from crmtui.files.gathering import Source, gathered
from tests.files.mails import ME, mail, mbox


def sources(*names: Path) -> list[Source]:
    """What these names mean."""
    with gathered(names) as found:
        return found.sources


def filled(folder: Path, *names: str) -> Path:
    """A folder with small tables of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("客户名称,手机\n王记,13800138000\n", encoding="utf-8")
    return folder


def test_a_folder_is_read_in_order_without_what_is_no_table(tmp_path: Path) -> None:
    folder = filled(
        tmp_path / "表", "b.csv", "a.CSV", "sub/c.txt", "~$a.xlsx", ".hidden.csv", ".git/d.csv",
        "photo.png", "x.csv.part",
    )  # fmt: skip
    (folder / "empty.csv").touch()
    with gathered([folder]) as found:
        names = [str(each.path.relative_to(folder)) for each in found.sources]
    assert names == ["a.CSV", "b.csv", str(Path("sub", "c.txt"))]
    assert all(each.found for each in found.sources)
    (note,) = found.notes
    assert "5 files" in note
    assert "~$a.xlsx" in note


def test_single_mails_of_a_folder_are_one_mailbox(tmp_path: Path) -> None:
    for number in range(3):
        path = tmp_path / ("sub" if number else "") / f"{number}.eml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(mail(number, "a@x.example", ME))
    (source,) = sources(tmp_path)
    assert len(source.mails) == 3
    book = gathering.read(source)
    assert [row.cells[0] for row in book.sheets[0].rows] == [
        f"<{number}@corp.example>" for number in range(3)
    ]


def test_mails_named_one_by_one_are_one_mailbox_too(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.eml" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(mail(number, "a@x.example", ME))
    assert sources(*paths) == [Source(tmp_path, tuple(paths))]
    assert sources(paths[0]) == [Source(paths[0])]


def test_mailboxes_without_an_ending_are_found(tmp_path: Path) -> None:
    mbox(tmp_path / "Inbox", mail(1, "a@x.example", ME))
    (tmp_path / "Inbox.msf").write_text("index")
    (tmp_path / "notes").write_text("nothing")
    assert [source.path.name for source in sources(tmp_path)] == ["Inbox"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(filled(tmp_path, "a.csv") / "pipe")
    assert [source.path.name for source in sources(tmp_path)] == ["a.csv"]


def test_a_folder_of_nothing_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(errors.FolderHasNothing, match=tmp_path.name):
        sources(tmp_path)


def test_patterns_are_followed_where_the_shell_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, "b.csv", "a.csv", "[x].csv", "a.txt")
    assert [each.path.name for each in sources(tmp_path / "?.csv")] == ["a.csv", "b.csv"]
    assert [each.path.name for each in sources(tmp_path / "[x].csv")] == ["[x].csv"]
    monkeypatch.chdir(tmp_path)
    assert [each.path.name for each in sources(Path("a.*"))] == ["a.csv", "a.txt"]
    with pytest.raises(FileMissing):
        gathering.read(sources(tmp_path / "no*.csv")[0])


def test_standard_input_is_kept_as_long_as_it_is_needed() -> None:
    data = "客户名称,手机\n王记,13800138000\n".encode("gb18030")
    with gathered([Path("-")], io.BytesIO(data)) as found:
        (source,) = found.sources
        assert gathering.read(source).sheets[0].rows[1].cells == ("王记", "13800138000")
    assert not source.path.exists()


def test_endless_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_INPUT", 1 << 20)
    with pytest.raises(errors.InputTooLarge), gathered([Path("-")], io.BytesIO(b"x" * (3 << 20))):
        pass


def test_of_a_folder_an_unreadable_file_is_left_out_and_said(tmp_path: Path) -> None:
    (filled(tmp_path, "a.csv") / "b.xlsx").write_bytes(b"\0\1" * 500)
    good, bad = [gathering.read(source) for source in sources(tmp_path)]
    assert good.sheets
    assert not bad.sheets
    assert "b.xlsx" in bad.notes[0]
