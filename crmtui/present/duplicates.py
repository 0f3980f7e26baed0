"""Why two may be one, in words."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.duplicates import Evidence
from crmtui.domain.words import N_, _

_WHY = {
    "same_name": N_("the same name"),
    "legal_form": N_("the same name but for the legal form"),
    "place_in_name": N_("the same name but for the place"),
    "word_order": N_("the same words in another order"),
    "same_sound": N_("names that sound the same"),
    "name_alike": N_("names much alike"),
    "short_name": N_("one's short name is the other's name"),
    "phone": N_("the same number {what}"),
    "email": N_("the same mail address {what}"),
    "account": N_("the same account {what}"),
    "person": N_("the same person there"),
    "same_city": N_("both in {what}"),
    "same_customer": N_("at the same customer"),
    "unnamed": N_("one of them has no name"),
    "other_region": N_("but in different regions"),
    "other_name": N_("but different names"),
    "namesake": N_("the same name, as two people may well have"),
}


def why_words(why: Sequence[Evidence]) -> str:
    """The reasons of a pair in one line: 'the same name, both in 宁波'."""
    return _(", ").join(_(_WHY[each.code]).format(what=each.text) for each in why)
