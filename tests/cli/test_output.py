"""stdout and stderr take any text, in any locale, and nothing in it reaches the terminal."""

from __future__ import annotations

import io
import sys

import pytest

from crmtui.cli import output
from crmtui.cli.output import Exit


class Stream(io.TextIOWrapper):
    """A stream as a locale would make it."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)

    def written(self) -> bytes:
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "latin-1", "gb18030"])
def test_any_text_can_be_written_in_any_locale(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    stream = Stream(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    output.prepare()
    output.put_row(["南宁", "\udcff"])
    expected = {"latin-1": b"??\t\n", "gb18030": "南宁\t\n".encode("gb18030")}
    assert stream.written() == expected.get(encoding, "南宁\t\n".encode())


def test_json_is_utf8_in_any_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Stream("gb18030")
    monkeypatch.setattr(sys, "stdout", stream)
    output.prepare()
    output.put_json(["南宁", None])
    assert stream.written().decode("utf-8") == '[\n  "南宁",\n  null\n]\n'


def test_a_row_stays_one_line_of_harmless_cells(capsys: pytest.CaptureFixture[str]) -> None:
    output.put_row(["a\tb\nc", "\x1b[31mred\x1b[0m", None, 3, "\u202egro.live"])
    assert capsys.readouterr().out == "a b c\tred\t\t3\tgro.live\n"


def test_talk_is_harmless_too(capsys: pytest.CaptureFixture[str]) -> None:
    output.say("“\x1b]0;title\x07x”\nsecond line")
    assert capsys.readouterr().err == "“x”\nsecond line\n"


def test_the_exit_codes_are_the_documented_ones() -> None:
    assert [(code.name, int(code)) for code in Exit] == [
        ("DONE", 0),
        ("FAILED", 1),
        ("WRONG_USE", 2),
        ("NOTHING_FOUND", 3),
        ("IN_PART", 4),
        ("STOPPED", 130),
    ]
