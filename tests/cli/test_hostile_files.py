"""Files made to harm: the program itself refuses them, within 10 seconds and a gigabyte."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.make import rows, text, xlsx

SECONDS = 10  # of work, not of waiting
MEMORY = 1 << 30
MB = 1 << 20
HEAD = b"From: a@b.example\nTo: c@d.example\nDate: Mon, 2 Nov 2026 10:30:00 +0800\n"
PARTS = b"Content-Type: multipart/mixed; boundary=b\n\n"
PAGE = b"Content-Type: text/html\n\n"
BOX = b"From a@b Mon Nov  2 10:30:00 2026\n"
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {this} "{f"&{before};" * 10}">'
        for before, this in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)


def filled(path: Path, head: bytes, piece: bytes, size: int) -> None:
    """A file of this beginning and about so many bytes of the piece again and again."""
    with path.open("wb") as file:
        file.write(head)
        for _ in range(max(1, size // MB)):
            file.write(piece * max(1, MB // len(piece)))


def bomb(path: Path) -> None:
    """A workbook of a few kilobytes with a sheet of 100 MB."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w") as member,
    ):
        for _ in range(100):
            member.write(b" " * MB)


def seventeen_billion(path: Path) -> None:
    """A sheet whose last cell is the last there can be."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    first = f'<sheetData><row r="1">{text("A1", "x")}</row>{far}</sheetData>'
    xlsx(path, f'<dimension ref="A1:XFD1048576"/>{first}')


def laughing_sheet(path: Path) -> None:
    """A workbook whose one cell is an entity of entities."""
    xlsx(path, rows(text("A1", "x")))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace("<worksheet", f"{LAUGHS}<worksheet").replace(">x<", ">&j;<")
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def laughing_xml(path: Path) -> None:
    """The same in Excel's XML of 2003."""
    space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    path.write_text(f'<?xml version="1.0"?>{LAUGHS}<Workbook {space}>&j;</Workbook>')


def archive_with_paths(path: Path) -> None:
    """An archive whose files want to lie elsewhere."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.csv", "客户名称,手机\n王记,138\n")


def one_gigabyte(path: Path) -> None:
    """A table with one cell of a gigabyte, which takes no room on the disk."""
    with path.open("wb") as file:
        file.write(b"name,tel\n1,x")
        file.truncate(1 << 30)


def deep_mime(path: Path) -> None:
    """A mail in a mail in a mail …"""
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(50_000)
    )
    path.write_bytes(HEAD + parts)


CASES: list[tuple[str, Callable[[Path], None]]] = [
    ("bomb.xlsx", bomb),
    ("claim.xlsx", seventeen_billion),
    ("laughs.xlsx", laughing_sheet),
    ("laughs.xls", laughing_xml),
    ("paths.zip", archive_with_paths),
    ("gigabyte.csv", one_gigabyte),
    ("quote.csv", lambda path: filled(path, b'name,tel\n"', b"x" * 1000 + b"\n", 100 * MB)),
    ("rows.csv", lambda path: filled(path, b"name,tel\n", b"a\n", 100 * MB)),
    ("returns.csv", lambda path: filled(path, b"name,tel\n", b"\r", 100 * MB)),
    ("noise.csv", lambda path: filled(path, b"name,tel\n", bytes(range(128, 256)), 100 * MB)),
    ("cells.xls", lambda path: filled(path, b"<html><table>", b"<td>", 100 * MB)),
    ("open.xls", lambda path: filled(path, b"<html><table><td>", b"<![CDATA[", 30 * MB)),
    ("spans.xls", lambda p: filled(p, b"<table>", b"<tr><td colspan=999 rowspan=999>x", 9 * MB)),
    ("deep.json", lambda path: filled(path, b"[", b'{"a":', 5 * MB)),
    ("many.json", lambda path: filled(path, b"[", b"[],", 100 * MB)),
]


@pytest.fixture(scope="module")
def run() -> Callable[[Path], tuple[int, str]]:
    """Runs an import under the limits; gives its exit code and what it says."""
    resource = pytest.importorskip("resource", reason="this system has no such limits")

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def made(path: Path) -> tuple[int, str]:
        command = [sys.executable, "-m", "crmtui", "--db", str(path.with_suffix(".db"))]
        done = subprocess.run(
            [*command, "import", str(path), "--dry-run"],
            preexec_fn=limits,  # no threads here yet
            capture_output=True,
            env={**os.environ, "CRMTUI_LANG": "en"},
            check=False,
        )
        return done.returncode, done.stderr.decode()

    return made


@pytest.mark.parametrize(("name", "make"), CASES, ids=[name for name, _make in CASES])
def test_a_hostile_file_is_refused_by_name(
    tmp_path: Path,
    run: Callable[[Path], tuple[int, str]],
    name: str,
    make: Callable[[Path], None],
) -> None:
    path = tmp_path / name
    make(path)
    code, said = run(path)
    path.unlink()
    assert code == 1, said
    assert name in said
    assert "went wrong inside" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("deep.eml", deep_mime),
        ("parts.eml", lambda p: filled(p, HEAD + PARTS, b"--b\n\n", 30 * MB)),
        ("page.eml", lambda p: filled(p, HEAD + PAGE, b"<a <!-- &#9", 30 * MB)),
        ("words.eml", lambda p: filled(p, HEAD + b"Subject: ", b"=?utf-8?b?QUFB?= ", 1 * MB)),
        ("names.eml", lambda p: filled(p, HEAD + b"Cc: ", b'"\\",', 1 * MB)),
        ("long.mbox", lambda p: filled(p, BOX + HEAD + b"\n", b"From x 1:2 ", 100 * MB)),
    ],
    ids=["deep", "parts", "page", "words", "names", "long"],
)
def test_a_hostile_mail_is_read_as_far_as_it_is_one(
    tmp_path: Path,
    run: Callable[[Path], tuple[int, str]],
    name: str,
    make: Callable[[Path], None],
) -> None:
    make(tmp_path / name)
    code, said = run(tmp_path / name)
    assert code == 0, said
    assert "went wrong inside" not in said
