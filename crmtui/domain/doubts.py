"""What to tell the user about rows that were not taken in, and why."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.words import N_, _

_WHY = {
    "number_twice": N_(
        "This customer number also stands on another row of the file, with another name: {who}. "
        "The row was not taken in; give one of the two its own number."
    ),
    "points_to_several": N_(
        "The phone or mail address belongs to several customers: {who}. The row was not taken in; "
        "give it the customer number it belongs to."
    ),
    "other_name": N_(
        "Possible duplicate: the phone or mail address is that of {who}, but the name is another. "
        "The row was not taken in; give it the customer number it belongs to, or a new one."
    ),
    "other_place": N_(
        "Possible duplicate of {who}, but the region is another. The row was not taken in; give "
        "it the customer number it belongs to, or a new one."
    ),
    "other_person": N_(
        "Possible duplicate of {who}: the mobile number is that of another person there. The row "
        "was not taken in; correct the number or the contact's name."
    ),
    "name_shared": N_(
        "Several customers have this name: {who}. The row was not taken in; give it the customer "
        "number it belongs to, or a new one."
    ),
    "name_alike": N_(
        "Possible duplicate of {who}: the names are nearly the same. The row was not taken in; "
        "write the name alike, or give the row a customer number."
    ),
    "namesake": N_(
        "Possible duplicate of {who}: the same name, but other phone numbers. The row was not "
        "taken in; give each of the two a customer number."
    ),
    "like_name": N_(
        "Possible duplicate of {who}: the names are much alike. The row was not taken in; write "
        "the name alike, or give the row a customer number."
    ),
    "like_phone": N_(
        "Possible duplicate of {who}: the last digits of a phone number are the same. The row was "
        "not taken in; write name and number alike, or give the row a customer number."
    ),
    "like_mail": N_(
        "Possible duplicate of {who}: the mail addresses are of the same company. The row was not "
        "taken in; write the name alike, or give the row a customer number."
    ),
}


_REASONS = {
    "number_twice": N_("another row of the file has this number, with another name"),
    "points_to_several": N_("the phone or mail address belongs to several customers"),
    "other_name": N_("the same phone or mail address, but another name"),
    "other_place": N_("the same name, phone or mail address, but another region"),
    "other_person": N_("the mobile number is that of another person there"),
    "name_shared": N_("several customers have this name"),
    "name_alike": N_("the names differ in the legal form only"),
    "namesake": N_("the same name, but other phone numbers"),
    "like_name": N_("a name much like it"),
    "like_phone": N_("the same last digits of a phone number, and a similar name"),
    "like_mail": N_("mail addresses of the same company"),
}


def reason_words(why: str) -> str:
    """What makes a row a possible duplicate, in a few words."""
    return _(_REASONS[why])


def doubt_words(why: str, candidates: Sequence[str]) -> str:
    """Why a row is a possible duplicate, whose, and what to do."""
    return _(_WHY[why]).format(who=_listed(candidates))


def nameless_words() -> str:
    """What to do about a row without a customer's name."""
    return _(
        "This row has no customer name and was not taken in. Fill in the name in the file and "
        "import it again."
    )


def taken_number_words(number: str, owner: str) -> str:
    """What to do about a number that is another customer's."""
    return _(
        "The number {number} already belongs to {owner}, so it was not changed here. Numbers are "
        "unique; give this row another one."
    ).format(number=number, owner=owner)


def unknown_customer_words(name: str) -> str:
    """What to do about a contact record of nobody we know."""
    if not name:
        return _(
            "This record does not say which customer it is about and was not taken in. Fill in the "
            "customer's name in the file."
        )
    return _(
        "No customer is called “{name}”, so this record was not taken in. Correct the name, or "
        "add the customer first."
    ).format(name=name)


def unclear_customer_words(name: str, contact: str, candidates: Sequence[str]) -> str:
    """What to do about a contact record that may be of several customers."""
    if contact:
        return _(
            "Several customers are called “{name}” ({who}), and “{contact}” does not tell which is "
            "meant. The record was not taken in; correct the contact or add a column with the "
            "customer number."
        ).format(name=name, who=_listed(candidates), contact=contact)
    return _(
        "Several customers are called “{name}” ({who}), and the record names no contact. It was "
        "not taken in; add the contact or a column with the customer number."
    ).format(name=name, who=_listed(candidates))


def refused_customer_words(name: str) -> str:
    """What to do about a contact record of a customer whose row was not taken in."""
    return _(
        "The row of “{name}” with this contact was not taken in, so neither was this record. "
        "Settle that row first, then import again."
    ).format(name=name)


def _listed(names: Sequence[str]) -> str:
    shown = (
        "、".join(names[:5]) if any(not name.isascii() for name in names) else ", ".join(names[:5])
    )
    return shown + (" …" if len(names) > 5 else "")
