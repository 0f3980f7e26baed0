"""The verbs that bring customers in and out, and make one of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.tui.screens.place import Place


def import_(place: Place) -> None:
    """Take in files."""
    from crmtui.tui.screens.importing import ImportScreen

    place.crm.push_screen(ImportScreen(place.crm))


def imports(place: Place) -> None:
    """All imports so far."""
    from crmtui.tui.screens.imports import ImportsScreen

    place.crm.push_screen(ImportsScreen(place.crm))


def duplicates(place: Place) -> None:
    """Customers that may be there twice."""
    from crmtui.tui.screens.duplicates import DuplicatesScreen

    place.crm.push_screen(DuplicatesScreen(place.crm))


def merge_marked(place: Place) -> None:
    """The two marked customers side by side."""
    from crmtui.tui.screens.merging import MergeScreen

    marked = place.marked_ids()
    if len(marked) != 2:
        place.crm.say(_("Mark the two customers first, with space."))
        return

    def merged(gone: int | None) -> None:
        if gone is not None:
            place.unmark()

    place.crm.push_screen(MergeScreen(place.crm, marked[0], marked[1]), merged)


def export(place: Place) -> None:
    """Write customers to a file: those of the list, or all."""
    from crmtui.domain.exportorder import Chosen
    from crmtui.tui.screens.customers import CustomersScreen
    from crmtui.tui.screens.export import ExportForm, chosen_of

    if isinstance(place, CustomersScreen):
        form = ExportForm(place.crm, chosen_of(place.view, place.desk.today), len(place.source))
    else:
        form = ExportForm(place.crm, Chosen(), 0)
    place.crm.push_screen(form)
