"""Every shell command by name: where it lives and what it is for."""

from __future__ import annotations

from typing import NamedTuple

from crmtui.domain.words import N_


class Entry(NamedTuple):
    """Where a command lives and what it is for."""

    module: str
    function: str
    purpose: str


COMMANDS: dict[str, Entry] = {
    "today": Entry("today", "today", N_("Who to deal with today, and why")),
    "week": Entry("boards", "week", N_("This week as a board: what stands on which day")),
    "month": Entry("boards", "month", N_("A month: how much stands on each day, and what")),
    "worklog": Entry("worklogs", "worklog", N_("What was done, as text to hand on; targets")),
    "why": Entry("why", "why", N_("Why a customer is in the queue, part by part")),
    "find": Entry("lookups", "find", N_("Find customers by any words, phone digits or pinyin")),
    "show": Entry("lookups", "show", N_("One customer's card with its history")),
    "add": Entry("editing", "add", N_("Add a customer")),
    "edit": Entry("editing", "edit", N_("Change what a customer's card says")),
    "archive": Entry("editing", "archive", N_("Put a customer away, or take it back out")),
    "log": Entry("work", "log", N_("Note what happened, with the next step")),
    "plan": Entry("planning", "plan", N_("Plan the next step with a customer")),
    "done": Entry("steps", "done", N_("Tick off a planned step")),
    "snooze": Entry("steps", "snooze", N_("Put a planned step off to another day")),
    "sequences": Entry("sequences", "sequences", N_("Steps planned together, and your own")),
    "promise": Entry("promises", "promise", N_("Promise something; kept, broken, put off")),
    "promises": Entry("promises", "promises", N_("The promises there are, and the share kept")),
    "changes": Entry("changes", "changes", N_("Who changed what, when, from what to what")),
    "delete": Entry("deleting", "delete", N_("Put a customer, or part of it, into the bin")),
    "bin": Entry("bin", "bin_", N_("What was deleted: bring it back, or let go of it")),
    "erase": Entry("erase", "erase", N_("Remove a person for good, everywhere")),
    "undo": Entry("history", "undo", N_("Take back the last change, or any earlier one")),
    "redo": Entry("history", "redo", N_("Bring back what was last undone")),
    "import": Entry("data", "import_files", N_("Take in spreadsheets: XLSX, XLS, ODS, CSV")),
    "occasions": Entry("days", "occasions", N_("Birthdays and other days to come")),
    "greet": Entry("greet", "greet", N_("Greetings for a festival or birthdays, ready to send")),
    "templates": Entry("templates", "templates", N_("The words of greetings, and your own")),
    "calendar": Entry("calendars", "calendar", N_("A month: lunar days, holidays, what stands")),
    "holidays": Entry("holidays", "holidays", N_("Days off, make-up days, and days of your own")),
    "lunar": Entry("days", "lunar", N_("A day in the other calendar: solar or lunar")),
    "imports": Entry("imports", "imports", N_("The imports there were, and what came of each")),
    "duplicates": Entry("duplicates", "duplicates", N_("What may be there twice, likeliest first")),
    "merge": Entry("duplicates", "merge", N_("Make one customer, or one contact, of two")),
    "unmerge": Entry("duplicates", "unmerge", N_("Take apart what was merged last")),
    "export": Entry("export", "export", N_("Let everything out: XLSX, CSV, JSON, vCard, calendar")),
    "profiles": Entry("profiles", "profiles", N_("Remembered ways to read files, by headings")),
    "fields": Entry("ownfields", "fields", N_("Fields of your own: list, make, rename, remove")),
    "backup": Entry("backups", "backup", N_("Make a backup and try it")),
    "backups": Entry("backups", "backups", N_("The backups there are, and whether they are good")),
    "verify": Entry("backups", "verify", N_("Try a backup: is it whole?")),
    "restore": Entry("restoring", "restore", N_("Put a backup back, or rehearse it")),
    "config": Entry("admin", "config", N_("See and change the settings")),
    "doctor": Entry(
        "doctor", "doctor", N_("Check program, database and terminal; mend what is off")
    ),
    "completion": Entry("admin", "completion", N_("The script that completes with Tab")),
    "demo": Entry("demo", "demo", N_("Open a throw-away database full of made-up customers")),
}
