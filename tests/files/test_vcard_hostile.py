"""Address books made to exhaust time or memory are read in part or refused, never suffered."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.domain.cardin import CardIn
from crmtui.domain.file_errors import FileTooLarge
from crmtui.files import vcardcards, vcardlines
from crmtui.files.vcardcards import Limits
from tests.files.cards import book, card, cards


def test_a_value_beyond_the_limit_is_cut_between_letters(tmp_path: Path) -> None:
    found = card(tmp_path, "FN:A", "NOTE:" + "备" * 200_000, "TEL:13800138000")
    assert set(found.note) == {"备"}
    assert len(found.note.encode()) <= vcardlines.LONGEST
    assert len(found.points) == 1


def test_a_line_folded_again_and_again_is_one_value(tmp_path: Path) -> None:
    found = card(tmp_path, "FN:A", "NOTE:a" + "\r\n b" * 300_000, "TEL:13800138000")
    assert found.note.startswith("abbb")
    assert len(found.points) == 1


def test_folds_across_the_pieces_a_file_is_read_in(tmp_path: Path) -> None:
    # Of every second size the pieces end inside a line break, a fold or a character.
    for size in range(1, 12):
        data = "BEGIN:VCARD\r\nFN:王\r\n 小\r\n 明\r\nTEL:1\r\nEND:VCARD\r\n".encode()
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        found = list(vcardlines.lines(pieces))
        assert [line.number for line in found] == [1, 2, 5, 6]
        assert found[1].text.replace(vcardlines.FOLD, b"").decode() == "FN:王小明"


def test_agents_as_deep_as_a_writer_likes(tmp_path: Path) -> None:
    deep = 10_000
    data = "BEGIN:VCARD\nVERSION:2.1\nN:x\nAGENT:\n" * deep + "END:VCARD\n" * deep
    assert len(cards(tmp_path, data)) == deep


def test_a_picture_of_many_lines_is_skipped(tmp_path: Path) -> None:
    line = "A" * 74 + "\r\n"
    picture = "PHOTO;ENCODING=BASE64:\r\n" + line * 20_000
    found = card(tmp_path, "FN:A", picture, "TEL:13800138000", version="2.1")
    assert found == CardIn(name="A", points=found.points)
    assert len(found.points) == 1


@pytest.mark.parametrize(
    "data",
    [
        "BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 21,  # cards
        "BEGIN:VCARD\n" + "TEL:12345\n" * 41,  # properties of one card
        ("BEGIN:VCARD\n" + "TEL:12345\n" * 30) * 4,  # properties of all
        "BEGIN:VCARD\n" + "NOTE:" + "x" * 3000,  # bytes that are kept
    ],
)
def test_more_than_any_address_book_has_is_refused(
    tmp_path: Path, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Limits(cards=20, properties=100, of_a_card=40, bytes=2000)
    monkeypatch.setattr("crmtui.files.vcard.Limits", lambda: small)
    with pytest.raises(FileTooLarge) as caught:
        book(tmp_path, data)
    assert "book.vcf" in str(caught.value)


def test_more_lines_than_any_address_book_has_are_refused(tmp_path: Path) -> None:
    assert vcardlines.MOST_LINES < 5_000_000
    with pytest.raises(FileTooLarge):
        book(tmp_path, "BEGIN:VCARD\nFN:A\n" + "\n" * vcardlines.MOST_LINES)


def test_stray_lines_do_not_pile_up(tmp_path: Path) -> None:
    found = card(tmp_path, "FN:A", *["rubbish"] * 5000, "TEL:13800138000")
    assert len(found.unread) == vcardcards.MOST_UNREAD
    assert len(found.points) == 1
