"""The commands of single pieces of work: importing, merging, greeting, the board, the worklog."""

from __future__ import annotations

from crmtui.domain.words import N_
from crmtui.tui.command import (
    BACKUPS,
    BOARD,
    CUSTOMERS,
    DOUBLES,
    FILES,
    GREETING,
    IMPORTS,
    MERGE,
    PAIRS,
    PLAN,
    RESULT,
    SHEETS,
    WORKLOG,
    Command,
    cmd,
)

OF_IMPORTING: tuple[Command, ...] = (
    cmd("go_on", "ctrl+s", N_("Go on to the next step"), SHEETS | PLAN, N_("go on")),
    cmd("look", "ctrl+s", N_("Look at the marked files"), FILES, N_("look at it")),
    cmd("mark_file", "space alt+m", N_("Mark several files, or a whole folder"), FILES, N_("mark")),
    cmd(
        "folder_up", "left f6", N_("To the folder above"), FILES, N_("folder above"), palette=False
    ),
    cmd("folders", "g f5", N_("Go to Desktop, Downloads, Documents …"), FILES, N_("folders")),
    cmd("change", "enter", N_("Change what is selected"), SHEETS, N_("change"), palette=False),
    cmd(
        "heading",
        "h f5",
        N_("See the first rows; say where the headings are"),
        SHEETS,
        N_("headings"),
    ),
    cmd("sheet_out", "x delete", N_("Leave a sheet out, or take it in"), SHEETS, N_("leave out")),
    cmd("encoding", "e f4", N_("Read a text file in another encoding"), SHEETS, N_("encoding")),
    cmd("date_order", "d f6", N_("Say whether 3/8 is in March or in August"), SHEETS, N_("dates")),
    cmd("new_fields", "o f2", N_("Make unknown columns fields of your own, or not"), SHEETS),
    cmd("profile", "p f8", N_("Remember these columns under a name"), SHEETS, N_("remember")),
    cmd("list_left", "left", N_("The list to the left"), PLAN, palette=False),
    cmd("list_right", "right", N_("The list to the right"), PLAN, palette=False),
    cmd("decide", "d f6", N_("Decide the possible duplicates"), PLAN, N_("decide doubles")),
    cmd("overwrite", "b f8", N_("Let the file win over what is there, or not"), PLAN),
    cmd("candidate_left", "left", N_("The candidate to the left"), DOUBLES, palette=False),
    cmd("candidate_right", "right", N_("The candidate to the right"), DOUBLES, palette=False),
    cmd("that_one", "enter", N_("It is the marked one"), DOUBLES, N_("that one"), palette=False),
    cmd("create", "c f2", N_("It is a customer of its own"), DOUBLES, N_("a new one")),
    cmd("skip", "s f7", N_("Leave the row out"), DOUBLES, N_("leave out")),
    cmd("same_for_rest", "a f8", N_("Decide all the rest at once"), DOUBLES, N_("all the rest")),
    cmd("rejects", "r f5", N_("Save the rows that were not taken in"), RESULT, N_("save the rest")),
    cmd("take_back", "u ctrl+z", N_("Take the import back"), RESULT | IMPORTS, N_("take back")),
)
OF_MERGING: tuple[Command, ...] = (
    cmd("merge_marked", "m alt+g", N_("Merge the two marked customers"), CUSTOMERS),
    cmd("compare", "enter", N_("See both side by side"), PAIRS, N_("compare"), palette=False),
    cmd("pick_left", "left", N_("Keep what stands on the left"), MERGE, palette=False),
    cmd("pick_right", "right", N_("Keep what stands on the right"), MERGE, palette=False),
    cmd("pick_other", "space f6", N_("Keep the other one"), MERGE, N_("the other"), palette=False),
    cmd("swap", "w f5", N_("Let the other customer be the one that stays"), MERGE, N_("swap")),
    cmd("merge", "m ctrl+s", N_("Merge the two"), MERGE, N_("merge")),
    cmd(
        "not_same",
        "n f7",
        N_("They are not the same; never ask again"),
        PAIRS | MERGE,
        N_("not the same"),
    ),
    cmd("search_again", "r f5", N_("Search again"), PAIRS),
)

OF_GREETING: tuple[Command, ...] = (
    cmd(
        "mark_sent",
        "space f6",
        N_("Mark the message as sent"),
        GREETING,
        N_("sent"),
    ),
    cmd("reword", "enter f4", N_("Edit the message"), GREETING, N_("edit"), palette=False),
    cmd("leave_out", "s f7", N_("Leave this one out for this day"), GREETING, N_("leave out")),
    cmd("copy_text", "c f9", N_("Copy the message"), GREETING, N_("copy")),
    cmd("open_link", "o f5", N_("Open it in the mail or message program"), GREETING, N_("open it")),
    cmd("with_gift", "g alt+w", N_("Mark it as sent, with a gift"), GREETING, N_("gift")),
    cmd("send_all", "a f8", N_("Mark all that are ready as sent"), GREETING, N_("all")),
    cmd("write_out", "x alt+x", N_("Write the messages to a file"), GREETING, N_("to a file")),
)

OF_BOARD: tuple[Command, ...] = (
    cmd("day_left", "left", N_("To the column, or the day, to the left"), BOARD, palette=False),
    cmd("day_right", "right", N_("To the column, or the day, to the right"), BOARD, palette=False),
    cmd(
        "later", "greater_than_sign shift+right", N_("Move it to the next day"), BOARD, N_("later")
    ),
    cmd(
        "earlier",
        "less_than_sign shift+left",
        N_("Move it to the day before"),
        BOARD,
        N_("earlier"),
    ),
    cmd("month_view", "v alt+z", N_("The month, or the week again"), BOARD, N_("month grid")),
    cmd("span_left", "left", N_("The day, week or month before"), WORKLOG, palette=False),
    cmd("span_right", "right", N_("The day, week or month after"), WORKLOG, palette=False),
    cmd("span_longer", "v f5", N_("A day, its week, its month"), WORKLOG, N_("day/week/month")),
    cmd("copy_worklog", "c f9", N_("Copy the worklog"), WORKLOG, N_("copy")),
)
OF_BACKUPS: tuple[Command, ...] = (
    cmd(
        "restore",
        "enter",
        N_("See what putting a backup back would change"),
        BACKUPS,
        N_("put back"),
        palette=False,
    ),
    cmd("back_up", "n f2", N_("Make a backup now"), BACKUPS, N_("make one")),
    cmd("verify", "v f5", N_("Try the backup: is it whole?"), BACKUPS, N_("try")),
    cmd(
        "rehearse",
        "t f6",
        N_("Rehearse: put it back in a temporary place"),
        BACKUPS,
        N_("rehearse"),
    ),
)
