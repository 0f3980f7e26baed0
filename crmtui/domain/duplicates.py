"""Customers, or people, that may be doubled: pairs with a score and the reasons for it."""

from __future__ import annotations

from typing import NamedTuple

MOST_SHARERS = 6  # a number that more customers share is a switchboard or a forwarder's
LEAST_SCORE = 60  # from here on a pair is worth looking at

# What speaks for or against a pair; `present.duplicates` has the words.
CODES = (
    "same_name",
    "legal_form",
    "place_in_name",
    "word_order",
    "same_sound",
    "name_alike",
    "short_name",
    "phone",
    "email",
    "person",
    "other_region",
    "other_name",
    "namesake",
)


class Evidence(NamedTuple):
    """One reason why two may be one, or not: a code of CODES, and what it is about."""

    code: str
    text: str = ""


class Side(NamedTuple):
    """One of a pair, as a list shows it. Of a contact, `customer` is where the person works."""

    id: int
    number: str | None
    name: str
    region: str
    phone: str
    customer_id: int
    customer: str


class Pair(NamedTuple):
    """Two that may be one; `one` has the lower id. The score goes from 0 to 100."""

    kind: str  # customer, contact
    one: Side
    other: Side
    score: int
    why: tuple[Evidence, ...]
    not_same: bool = False  # the user said that they are two
