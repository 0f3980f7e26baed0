"""Every string users may see is in the Chinese catalogue, translated and well formed."""

from __future__ import annotations

import gettext
import re
from string import Formatter

from tests.house import catalogue
from tests.house.catalogue import MO, PO, mo_bytes, po_text

ENTRIES = catalogue.read()
BY_ID = {entry.id: entry for entry in ENTRIES}


def _names(text: str) -> set[str]:
    """The placeholders of a message."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_every_string_of_the_program_is_translated() -> None:
    missing = [id for id in catalogue.strings() if id not in BY_ID or not BY_ID[id].text.strip()]
    assert not missing, f"{len(missing)} strings to translate (make catalogue lists them)"


def test_no_translation_is_a_guess() -> None:
    assert [entry.id for entry in ENTRIES if entry.fuzzy] == []


def test_nothing_in_the_catalogue_is_out_of_use() -> None:
    used = set(catalogue.strings())
    assert [entry.id for entry in ENTRIES if entry.id not in used] == []


def test_the_catalogue_is_written_as_the_tool_writes_it() -> None:
    assert PO.read_text(encoding="utf-8") == po_text(catalogue.merged()), "run: make catalogue"


def test_the_compiled_catalogue_is_of_the_present_translations() -> None:
    assert MO.read_bytes() == mo_bytes(ENTRIES), "run: make catalogue"


def test_gettext_reads_the_compiled_catalogue() -> None:
    with MO.open("rb") as file:
        installed = gettext.GNUTranslations(file)
    for entry in ENTRIES:
        if isinstance(entry.id, str):
            assert installed.gettext(entry.id) == (entry.text or entry.id)
        else:
            singular, plural = entry.id
            assert installed.ngettext(singular, plural, 5) == (entry.text or plural)


def test_a_translation_names_the_same_placeholders() -> None:
    wrong = {
        entry.text: wanted
        for entry in ENTRIES
        if entry.text and _names(entry.text) != (wanted := set.union(*map(_names, entry.sources)))
    }
    assert not wrong


def test_a_translation_keeps_the_edges_of_its_string() -> None:
    """Blanks and line ends at the edges join a string to what stands beside it.

    A single blank between two sentences or words goes: Chinese has none there.
    """
    wrong = [
        entry.text
        for entry in ENTRIES
        if entry.text and not _same_edges(entry.text, entry.sources[0])
    ]
    assert not wrong


def _same_edges(text: str, source: str) -> bool:
    pairs = zip(_edges(text), _edges(source), strict=True)
    return all(edge in (wanted, wanted if wanted != " " else "") for edge, wanted in pairs)


def _edges(text: str) -> tuple[str, str]:
    found = re.fullmatch(r"(\s*).*?(\s*)", text, re.DOTALL)
    assert found
    return found[1], found[2]


def test_no_sentence_is_translated_into_itself() -> None:
    """A translation that repeats an English sentence is none."""
    copied = [
        entry.id
        for entry in ENTRIES
        if entry.text == entry.sources[0]
        and re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", entry.text)
    ]
    assert not copied


def test_a_string_either_has_a_plural_or_has_none() -> None:
    """A catalogue holds a string once; said both ways, one of the two would stay English."""
    counted = {id[0] for id in catalogue.strings() if not isinstance(id, str)}
    assert [id for id in catalogue.strings() if id in counted] == []
