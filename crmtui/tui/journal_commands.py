"""The commands of what was done, and of what was deleted: changes, the bin, erasing."""

from __future__ import annotations

from crmtui.domain.words import N_
from crmtui.tui.command import BIN, CARD, CHANGES, CUSTOMERS, Command, cmd

OF_JOURNAL: tuple[Command, ...] = (
    cmd("delete", "D ctrl+x", N_("Delete the customer, or those marked, into the bin"),
        CUSTOMERS | CARD),
    cmd("erase", "", N_("Erase the customer, or the selected contact, for good"),
        CUSTOMERS | CARD),
    cmd("changes", "H alt+c", N_("All changes: who did what, and taking it back")),
    cmd("bin", "ctrl+r", N_("The bin: what was deleted, and bringing it back")),
    cmd("see_change", "enter", N_("See the whole of a change"), CHANGES, N_("all of it"),
        palette=False),
    cmd("filter_changes", "slash ctrl+f", N_("Only changes with these words in them"), CHANGES,
        N_("filter")),
    cmd("undo_change", "u ctrl+z", N_("Take the selected change back"), CHANGES, N_("take back")),
    cmd("redo_change", "r ctrl+y", N_("Bring back what was undone"), CHANGES, N_("bring back")),
    cmd("bring_back", "r ctrl+z", N_("Bring the selected one back"), BIN, N_("bring back")),
    cmd("let_go", "x delete", N_("Let go of the selected one for good"), BIN, N_("let go")),
)  # fmt: skip
