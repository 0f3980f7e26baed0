"""The kind of contact that a text names with its first word."""

from __future__ import annotations

from crmtui.present import code_of

MOST_CHARACTERS = 3  # of a Chinese word for a kind
BETWEEN = " :：,，\u3000\n"


def led_by_kind(text: str) -> tuple[str, str]:
    """The kind a text begins with the word of, and the text to keep.

    “拜访 看了仓库” is a visit, “看了仓库”. A western word stays in the text unless a colon
    follows it: “meeting with the boss” would not make sense without its first word.
    """
    word, between, rest = _first_word(text)
    kind = code_of("interaction_kind", word) if between else None
    if kind is None:
        return "", text
    keep = word.isascii() and between not in ":："
    return kind, text if keep else rest.lstrip()


def kind_of_step(what: str) -> str:
    """The kind of a step by how its words begin (“拜访王总”, “visit the yard”); '' for none."""
    word = _first_word(what)[0]
    if kind := code_of("interaction_kind", word):
        return kind
    if word.isascii():
        return ""
    heads = (word[:length] for length in range(MOST_CHARACTERS, 1, -1))
    return next((kind for head in heads if (kind := code_of("interaction_kind", head))), "")


def _first_word(text: str) -> tuple[str, str, str]:
    text = text.lstrip()
    for index, character in enumerate(text):
        if character in BETWEEN:
            return text[:index], character, text[index + 1 :]
    return text, "", ""
