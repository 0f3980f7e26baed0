"""Forms that were not finished: offering them again, and opening them where they were left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _, ngettext
from crmtui.files.drafts import Kept
from crmtui.reads import customers
from crmtui.tui import card_verbs, promise_verbs, step_verbs
from crmtui.tui.screens.picking import Pick
from crmtui.tui.screens.place import Subject

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.tui.app import CrmApp
    from crmtui.tui.screens.place import Place

OPENS: Mapping[str, Callable[[Place, Subject], None]] = {
    "log": step_verbs.log,
    "plan": step_verbs.plan,
    "promise": promise_verbs.promise,
}
"""Forms about a customer alone, by the names of their drafts."""

ROWS = {"contact": "contact", "step": "follow_up", "day": "occasion", "entry": "interaction"}
"""Forms about one row of a card, with what the card calls that row."""

PROMISES = ("edit_promise", "put_off")
"""Forms about one promise."""


def tell(crm: CrmApp, count: int) -> None:
    """At the start: say that there are so many forms that were not finished."""
    words = ngettext(
        "{n} form was not finished: alt+q takes it up again.",
        "{n} forms were not finished: alt+q takes them up again.",
        count,
    )
    crm.say(words.format(n=count))


def drafts(place: Place) -> None:
    """Choose one of the forms that were not finished, and go on with it."""
    kept = place.desk.drafts.all()[::-1]
    if not kept:
        place.crm.say(_("Every form was finished."))
    elif len(kept) == 1:
        take_up(place, kept[0])
    else:

        def chosen(index: int | None) -> None:
            if index is not None:
                take_up(place, kept[index])

        lines = [((each.title, ""), (f"  {first_words(each)}", "dim")) for each in kept]
        place.crm.push_screen(Pick(_("Forms that were not finished"), lines), chosen)


def first_words(kept: Kept) -> str:
    """The longest text that was typed, to know the draft by."""
    return max(kept.values.values(), key=len, default="").replace("\n", " ")[:60]


def take_up(place: Place, kept: Kept) -> None:
    """Open the form of a draft; where what it was about is gone, say so and let go of it."""
    try:
        if kept.form == "customer" and not kept.customer:
            card_verbs.add_customer(place)
        elif not _opened(place, kept):
            place.crm.open_card(kept.customer)
            place.crm.say(_("Open the form again here: it holds what you had typed."))
    except CrmError as error:
        place.desk.drafts.drop((kept.form, kept.id))
        place.crm.tell(error)


def _opened(place: Place, kept: Kept) -> bool:
    """Whether the form itself could be opened."""
    subject = Subject(kept.customer, None)
    if opens := OPENS.get(kept.form):
        opens(place, subject)
        return True
    read = partial(customers.card, customer_id=kept.customer)
    card = place.desk.read(lambda conn: read(conn), None)
    if card is None:
        step_verbs.card_of(place, subject)  # raises what is missing
        return False
    if kept.form == "customer":
        card_verbs.edit_customer(place, card)
        return True
    if kept.form in PROMISES:
        return _promise_opened(place, card, kept)
    if kept.form == "new contact":
        from crmtui.tui.screens.contact_form import ContactForm

        place.crm.push_screen(ContactForm(place.crm, card))
        return True
    if kept.form == "day" and kept.id < 0:  # a new one
        from crmtui.tui.screens.small_forms import OccasionForm

        place.crm.push_screen(OccasionForm(place.crm, card))
        return True
    row = ROWS.get(kept.form)
    return row is not None and card_verbs.edit_row(place, card, (row, kept.id))


def _promise_opened(place: Place, card: Card, kept: Kept) -> bool:
    """Open the form about a promise; False where the promise is gone."""
    from crmtui.tui.screens.promise import EditPromiseForm, PutOffForm

    form = EditPromiseForm if kept.form == "edit_promise" else PutOffForm
    found = next((each for each in card.promises if each.id == kept.id), None)
    if found is not None:
        place.crm.push_screen(form(place.crm, card, found))
    return found is not None
