"""Wrong, broken and hostile files: one sentence each, that names the file and what to do."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from crmtui.domain import file_errors as errors
from crmtui.domain.sheets import Sheet
from crmtui.files.sheets import read
from crmtui.files.watch import Fate, Watch, resident_memory
from crmtui.files.workbook import memory_allowed, time_allowed
from crmtui.files.zipped import MOST_BYTES, SUSPECT_BYTES
from tests.files.make import compound, ods, ole_header, rows, text, xlsx


def refused(path: Path, kind: type[errors.FileNotUsable]) -> str:
    """The sentence with which a file is refused."""
    with pytest.raises(kind) as caught:
        read(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith((".", "?"))
    return sentence


def written(path: Path, data: bytes) -> Path:
    """The path, with a file of this content."""
    path.write_bytes(data)
    return path


def test_a_missing_file(tmp_path: Path) -> None:
    assert "Check the path" in refused(tmp_path / "没有.xlsx", errors.FileMissing)


def test_a_path_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(errors.FileNotUsable):
        read(tmp_path / ("名" * 300))
    with pytest.raises(errors.FileMissing):
        read(Path("a\0b.csv"))
    with pytest.raises(errors.FileMissing):
        read(written(tmp_path / "a.csv", b"x") / "b.csv")


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path, errors.FileIsFolder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    refused(tmp_path / "a.csv", errors.FileIsNoFile)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a,b\n")
    path.chmod(0)
    assert "permissions" in refused(path, errors.FileNotReadable)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.xls"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    assert "is empty" in refused(written(tmp_path / name, b""), errors.FileEmpty)


@pytest.mark.parametrize("data", [b"\n\n", b",,,\n,,\n", b"\xef\xbb\xbf\n"])
def test_a_table_without_a_filled_cell(tmp_path: Path, data: bytes) -> None:
    refused(written(tmp_path / "a.csv", data), errors.TableHasNoRows)


def test_a_workbook_without_a_filled_cell(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", errors.TableHasNoRows)


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    data = compound(b"").replace("Workbook".encode("utf-16-le"), b"\0" * 16)
    data += "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(written(tmp_path / "a.xlsx", data), errors.FileNeedsPassword)


def test_an_encrypted_old_workbook(tmp_path: Path) -> None:
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 6)
    locked = struct.pack("<HHHHH", 0x002F, 6, 1, 1, 1)
    path = written(tmp_path / "a.xls", compound(start + locked + b"\x0a\0\0\0"))
    refused(path, errors.FileNeedsPassword)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "picture"),
        ("a.xlsx", b"%PDF-1.7\n", "PDF"),
        ("a.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00\x18\x02\0\0", "Excel 4"),
        ("a.csv", b"SQLite format 3\0" + b"\0" * 100, "database"),
        (
            "a.xls",
            compound(b"").replace(
                "Workbook".encode("utf-16-le"), "WordDocument".encode("utf-16-le")[:24]
            ),
            "Word",
        ),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(
    tmp_path: Path, name: str, data: bytes, kind: str
) -> None:
    assert kind in refused(written(tmp_path / name, data), errors.FileKindUnknown)


@pytest.mark.parametrize(
    ("member", "kind"),
    [("word/document.xml", "Word"), ("Index/Document.iwa", "Numbers")],
)
def test_another_kind_of_archive_is_called_by_its_name(
    tmp_path: Path, member: str, kind: str
) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(member, "x")
    assert kind in refused(tmp_path / "a.xlsx", errors.FileKindUnknown)


def test_a_name_that_begins_like_a_picture_is_still_a_table(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"BMW,138\nBMG,139\n")
    assert len(read(path).sheets[0].rows) == 2


def test_a_cut_off_workbook(tmp_path: Path) -> None:
    data = xlsx(tmp_path / "a.xlsx", rows(text("A1", "名称"))).read_bytes()
    refused(written(tmp_path / "b.xlsx", data[: len(data) // 2]), errors.FileDamaged)


def test_a_workbook_with_broken_xml(tmp_path: Path) -> None:
    refused(xlsx(tmp_path / "a.xlsx", '<sheetData><row r="1"><c r="A1">'), errors.FileDamaged)


def test_an_opendocument_with_broken_xml(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", "<table:table-row></table:table>")
    refused(path, errors.FileDamaged)


def test_noise_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    refused(written(tmp_path / "a.xls", bytes(range(256)) * 20), errors.FileDamaged)


def test_an_old_workbook_whose_chains_run_in_circles(tmp_path: Path) -> None:
    circle = struct.pack("<128I", 0xFFFFFFFD, 1, *[0xFFFFFFFF] * 126)
    refused(written(tmp_path / "a.xls", ole_header() + circle), errors.FileDamaged)


def test_a_cell_in_the_farthest_corner(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = xlsx(
        tmp_path / "a.xlsx", f'<sheetData><row r="1">{text("A1", "x")}</row>{far}</sheetData>'
    )
    sentence = refused(path, errors.WorkbookTooWide)
    assert "客户" in sentence
    assert "Ctrl+End" in sentence


def test_a_small_archive_that_unpacks_to_a_mountain(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb,
        bomb.open("xl/workbook.xml", "w") as member,
    ):
        for _ in range(SUSPECT_BYTES // (1 << 20) + 2):
            member.write(b" " * (1 << 20))
    refused(tmp_path / "a.xlsx", errors.FileTooLarge)


def test_an_archive_that_claims_more_than_any_table_needs(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows(text("A1", "x")))
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, MOST_BYTES + 1)
    assert "unpacks to 1500 MB" in refused(written(path, bytes(data)), errors.FileTooLarge)


def test_a_program_named_like_a_library_beside_the_file_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows(text("A1", "x")))
    (tmp_path / "python_calamine.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert read(path).sheets[0].rows[0].cells == ("x",)


def test_small_files_get_seconds_and_large_ones_at_most_two_minutes() -> None:
    assert time_allowed(1_000, 1_000) < 10
    assert time_allowed(8_000_000, 90_000_000) > 30
    assert time_allowed(10**9, 10**9) == 120
    assert memory_allowed(1_000) < 1 << 30
    assert memory_allowed(10**9) == 4 << 30


def idle() -> subprocess.Popen[bytes]:
    """A process that would run for a minute."""
    return subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.PIPE
    )


def test_a_child_over_its_time_is_ended() -> None:
    child = idle()
    with Watch(child, seconds=0.05, memory=1 << 40) as watch:
        child.wait(timeout=30)
    assert watch.fate is Fate.TOO_LONG


@pytest.mark.skipif(sys.platform == "win32", reason="asks ps")
def test_the_memory_of_a_child_can_be_told() -> None:
    child = idle()
    with Watch(child, seconds=30, memory=1 << 40):
        assert resident_memory(child) > 100_000


def test_an_interruption_ends_the_child() -> None:
    child = idle()
    with pytest.raises(KeyboardInterrupt), Watch(child, seconds=30, memory=1 << 40):
        signal.raise_signal(signal.SIGINT)
    assert child.poll() is not None


def test_a_note_tells_when_columns_are_left_out(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows(text("A1", "x") + text("BZZ1", "y")))
    book = read(path)
    assert book.notes == ("Sheet “客户”: only the first 1000 columns are read.",)
    (sheet,) = book.sheets
    assert isinstance(sheet, Sheet)
    assert len(sheet.rows[0].cells) == 1000
