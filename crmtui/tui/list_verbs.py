"""The verbs of the customers list: filter and sort."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crmtui.domain.words import _
from crmtui.reads import customers as reads
from crmtui.tui.filters import DOWN_FIRST, SORTS, Filter
from crmtui.tui.screens.customers import CustomersScreen
from crmtui.tui.screens.filter import FilterScreen
from crmtui.tui.screens.picking import Pick

if TYPE_CHECKING:
    from crmtui.tui.screens.place import Place


def filter_(place: Place) -> None:
    """Choose which customers are shown."""
    if not isinstance(place, CustomersScreen):
        return
    facets = place.desk.read(reads.facets, None)
    if facets is None:
        place.crm.say(_("There are no customers yet."))
        return

    def chosen(new: Filter | None) -> None:
        if new is not None:
            place.ask(replace(place.view, chosen=new))

    place.crm.push_screen(FilterScreen(facets, place.view.chosen), chosen)


def sort(place: Place) -> None:
    """Choose the order; the same order again turns it round."""
    if not isinstance(place, CustomersScreen):
        return
    view, names = place.view, list(SORTS)
    lines = []
    for name in names:
        arrow = (" ↓" if view.descending else " ↑") if name == view.sort else ""
        lines.append(((_(SORTS[name]) + arrow, "text"),))

    def chosen(index: int | None) -> None:
        if index is None:
            return
        name = names[index]
        down = not view.descending if name == view.sort else name in DOWN_FIRST
        place.ask(replace(view, sort=name, descending=down))

    place.crm.push_screen(Pick(_("Sort by"), lines, names.index(view.sort)), chosen)
