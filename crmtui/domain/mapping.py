"""What the user says that columns mean: heading or letter -> field, in codes or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from crmtui.domain.columns import CUSTOMERS, LEFT_OUT, OWN, VOCABULARIES, Column, Vocabulary
from crmtui.domain.customers import CUSTOM_KINDS
from crmtui.domain.errors_import import FieldsOfTwoKinds, UnknownColumn, UnknownField
from crmtui.domain.headers import Given
from crmtui.domain.headerwords import WORDS
from crmtui.domain.meanings import Meaning, is_personal, key_of, meaning_of, told
from crmtui.domain.sheets import column_letters
from crmtui.domain.words import _

_CUSTOM = re.compile(r"(?:custom|自定义)(?:\s+(?P<kind>\w+))?(?:\s*[:：]\s*(?P<label>.*))?", re.I)
_GROUP = re.compile(r"(?P<field>[a-z_.]+)#(?P<n>[1-9])(?P<label> .+)?")
_SHORT = ("point.", "contact.", "occasion.")
_NEAR = 5


def column_as(value: str, vocabulary: Vocabulary) -> Column | None:
    """What a word for a field makes of a column; None where sheets of the kind have no such."""
    text = value.strip()
    if text == LEFT_OUT:
        return Column(0, LEFT_OUT, "", told_by="user")
    if found := _CUSTOM.fullmatch(text):
        return _own(found["kind"] or "text", (found["label"] or "").strip(), vocabulary)
    if (grouped := _GROUP.fullmatch(text)) and (code := _code(grouped["field"], vocabulary)):
        label = (grouped["label"] or "").strip()
        return Column(0, code, "", label, group=int(grouped["n"]), told_by="user")
    if code := _code(text.casefold(), vocabulary):
        return Column(0, code, "", told_by="user")
    made = meaning_of(text, vocabulary.words)
    if made is None and (by_words := _by_words(text, vocabulary)):
        made = told(by_words)
    if made is None:
        made = _labelled(text, vocabulary)
    if made is None:
        return None
    field = "name" if made.field in ("person", "either") else made.field
    return Column(0, field, "", made.label, group=made.group, told_by="user")


def _labelled(text: str, vocabulary: Vocabulary) -> Meaning | None:
    """'point.phone assistant': a code with a label."""
    field, _blank, label = text.partition(" ")
    code = _code(field.casefold(), vocabulary)
    return Meaning(code, label.strip()) if code and is_personal(code) else None


def spelled(column: Column) -> str:
    """The word for a column's field that `column_as` reads back."""
    if column.field in OWN:
        return column.field if column.field != "custom" else f"custom {column.kind}"
    if column.field == "label":
        return column.field
    group = f"#{column.group}" if column.group > 1 else ""
    return f"{column.field}{group} {column.label}".strip() if column.field else ""


def fields_of(kind: str) -> tuple[tuple[str, str], ...]:
    """The fields that columns of sheets of a kind may hold, with their words, to choose from."""
    vocabulary = next((v for v in VOCABULARIES if v.kind == kind), CUSTOMERS)
    return tuple((code, _(WORDS[code])) for code in _codes(vocabulary) if code in WORDS)


def _own(kind: str, label: str, vocabulary: Vocabulary) -> Column | None:
    """A field of the user's own; sheets of records have remarks in its place."""
    if vocabulary is not CUSTOMERS:
        return Column(0, vocabulary.unknown, "", told_by="user")
    if kind.casefold() not in CUSTOM_KINDS:
        return None
    return Column(0, "custom", "", label, kind=kind.casefold(), told_by="user")


def _codes(vocabulary: Vocabulary) -> Iterator[str]:
    """The codes of the fields, each once, in their order."""
    names = (field.partition(" ")[0] for field in vocabulary.words.values())
    return iter(dict.fromkeys(n for n in names if n not in ("person", "either", "running")))


def _code(text: str, vocabulary: Vocabulary) -> str:
    """The field's code where a text is one, in full or without its first part; else ''."""
    codes = set(_codes(vocabulary)) | ({"running"} if vocabulary is CUSTOMERS else set())
    if text in codes:
        return text
    if text == "contact" and "contact.name" in codes:
        return "contact.name"
    return next((front + text for front in _SHORT if front + text in codes), "")


def _by_words(text: str, vocabulary: Vocabulary) -> str:
    wanted = text.casefold()
    named = ((code, (_(WORDS[code]), WORDS[code])) for code in _codes(vocabulary) if code in WORDS)
    return next((c for c, words in named if wanted in (w.casefold() for w in words)), "")


def check_fields(values: Iterable[str]) -> None:
    """Raise UnknownField for the first word that means no field in any kind of sheet."""
    for value in values:
        if all(column_as(value, vocabulary) is None for vocabulary in VOCABULARIES):
            raise UnknownField(value, _near_fields(value), sorted(_short_codes()))


def _short_codes() -> set[str]:
    codes = {code for vocabulary in VOCABULARIES for code in _codes(vocabulary)}
    return {
        code.partition(".")[2] if code.startswith(("point.", "contact.")) else code
        for code in codes
    }


def _near_fields(text: str) -> list[str]:
    words = {_(WORDS[c]) for v in VOCABULARIES for c in _codes(v) if c in WORDS}
    known = [*_short_codes(), *words, *CUSTOMERS.words]
    return list(dict.fromkeys(get_close_matches(text.casefold(), known, _NEAR, 0.6)))


class Wishes:
    """The user's mapping, and which of its entries found their columns."""

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        mapping = mapping or {}
        check_fields(mapping.values())
        self._said = {key.strip().casefold(): value for key, value in mapping.items()}
        self._keys = {key_of(key): key for key in self._said}
        self._met: set[str] = set()
        self._headings: dict[str, None] = {}

    def is_heading(self, text: str) -> bool:
        """Whether the user speaks of a column of this heading."""
        return bool(text) and self._entry_of(text) is not None

    def see(self, texts: Sequence[str]) -> None:
        """Note what may be headings, to name those near to one that no sheet has."""
        self._headings.update(dict.fromkeys(text for text in texts if text))

    def given(self, sheet: str, texts: Sequence[str], width: int) -> Given:
        """What was said of this sheet's columns; width: of its longest row."""
        self.see(texts)
        entries = self.entries(sheet, texts, width)
        said = dict(entries)

        def of(vocabulary: Vocabulary) -> Mapping[int, Column] | None:
            made: dict[int, Column] = {}
            for index, value in said.items():
                column = column_as(value, vocabulary)
                if column is None:
                    return None
                made[index] = _at(column, index, texts)
            return made

        if all(of(vocabulary) is None for vocabulary in VOCABULARIES):
            raise FieldsOfTwoKinds(tuple(said.values()))
        return of

    def entries(self, sheet: str, texts: Sequence[str], width: int) -> Iterator[tuple[int, str]]:
        """Columns of a sheet with what was said of them; a heading goes before a letter."""
        front = sheet.casefold() + "!"
        headings = {text.casefold() for text in texts}
        letters = {column_letters(i).casefold(): i for i in range(max(len(texts), width))}
        for index, text in enumerate(texts):
            key = next((k for t in (front + text, text) if text and (k := self._entry_of(t))), None)
            if key is not None:
                self._met.add(key)
                yield index, self._said[key]
        taken = {key for text in texts if (key := self._entry_of(text)) is not None}
        for key, value in self._said.items():
            letter = key.removeprefix(front)
            if key not in taken and letter not in headings and letter in letters:
                self._met.add(key)
                yield letters[letter], value

    def _entry_of(self, text: str) -> str | None:
        plain = text.casefold()
        return plain if plain in self._said else self._keys.get(key_of(text) or "\0")

    def check_all_met(self) -> None:
        """Raise UnknownColumn where an entry is about a column that no sheet has."""
        for key in self._said:
            if key not in self._met:
                headings = list(self._headings)
                near = get_close_matches(key, [h.casefold() for h in headings], _NEAR, 0.5)
                shown = [h for h in headings if h.casefold() in near]
                raise UnknownColumn(key, shown, headings)


def _at(column: Column, index: int, texts: Sequence[str]) -> Column:
    """A column in its place, under its heading or, a field of the user's own, under its label."""
    header = texts[index] if index < len(texts) else ""
    key = column.label if column.field == "custom" else ""
    label = "" if column.field == "custom" else column.label
    return Column(
        index, column.field, header, label, key, column.group, column.kind, told_by="user"
    )
