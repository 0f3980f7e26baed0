"""Importing, first step: which files. A path typed, pasted or dropped, or chosen in the folders."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.clean import readable
from crmtui.domain.errors import CrmError
from crmtui.domain.file_errors import EncodingUnclear, FileMissing, FileNotReadable
from crmtui.domain.importplan import ImportOptions
from crmtui.domain.system_words import why
from crmtui.domain.words import _
from crmtui.tui import file_lines, folders, importing_verbs
from crmtui.tui.bindings import bindings
from crmtui.tui.file_lines import UP
from crmtui.tui.importing_state import Job, read_as
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens.picking import Pick
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.rows import Key, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class PathField(TextField):
    """The line for a path: arrows go to the list below, Enter takes what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.to_list", show=False),
    ]


class ImportScreen(Work[None]):
    """Nothing is written before the plan was shown and agreed to."""

    PLACE = "import_files"
    BINDINGS: ClassVar[list[BindingType]] = bindings("import_files")
    AUTO_FOCUS = "PathField"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.folder = folders.first_folder()
        self.entries: Sequence[folders.Entry] = ()
        self.marked: dict[Path, None] = {}  # in the order they were marked
        self._wrong = ""
        self._job = Job(())

    def title_parts(self) -> tuple[Line, Line]:
        """Importing, its first step."""
        return importing_verbs.steps(0), ()

    def figures(self, width: int) -> list[Line]:
        """What went wrong, else what can be imported."""
        if self._wrong:
            return [((" " + line, "late"),) for line in wrap("! " + self._wrong, width - 2)]
        words = _("Type or paste a path, or choose below. Nothing is written before you say so.")
        return [((" " + words, "dim"),)]

    def body(self) -> Iterator[Widget]:
        """The line for a path, the folder, what is in it."""
        yield PathField(placeholder=_("path of a file or folder, or part of a name"), id="search")
        yield Words(lambda width: [file_lines.folder(self.folder, self.marked, width)], id="folder")
        yield Rows(id="list", lit=True)

    def on_mount(self) -> None:
        """Show the folder one most likely has the file in."""
        self.go(self._enter(self.folder))

    def went_wrong(self, error: CrmError) -> None:
        """Say it where the path stands; ask where only the encoding is not clear."""
        if isinstance(error, EncodingUnclear):
            importing_verbs.ask_encoding(self, error.choices, partial(self._again_as, error))
        else:
            self._wrong = str(error)
            self.again()

    # -- the folder -----------------------------------------------------------------------

    async def _enter(self, folder: Path) -> None:
        """Go to a folder; what cannot be looked into is said, and one stays."""
        try:
            entries = await asyncio.to_thread(folders.listing, folder)
        except OSError as error:
            raise FileNotReadable(folder.name, why(error)) from None
        came_from = self.folder
        self.folder, self.entries, self._wrong = folder, entries, ""
        self.query_one(PathField).value = ""
        self._show()
        self._select(came_from)
        self.again()

    def _select(self, path: Path) -> None:
        for index, entry in enumerate(self.entries):
            if entry.path == path:
                self.query_one(Rows).select(("entry", index))

    def _show(self) -> None:
        rows = self.query_one(Rows)
        text = self.query_one(PathField).value.strip().casefold()
        wanted = "" if folders.is_path(text) else text
        made = [
            (index, each)
            for index, each in enumerate(self.entries)
            if wanted in each.path.name.casefold()
        ]
        up = not wanted and self.folder.parent != self.folder
        first: Key | None = rows.key if rows.key != UP else None
        if made and (first is None or first[1] not in [index for index, _each in made]):
            first = ("entry", made[0][0])
        rows.show(file_lines.Files(made, self.marked, self.desk.today, up), first)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Fewer files with every letter; a path leaves them as they are."""
        self._wrong = ""
        self._show()
        self.query_one("#figures", Words).again()

    def action_to_list(self) -> None:
        """From the path down to the files."""
        self.query_one(Rows).focus()

    def _selected(self) -> folders.Entry | None:
        key = self.query_one(Rows).key
        return self.entries[key[1]] if key and key[0] == "entry" else None

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens a folder, or looks at the file; at all marked ones where there are any."""
        if message.key == UP:
            self.folder_up()
        elif self.marked:
            self.look()
        elif entry := self._selected():
            self.go(
                self._enter(entry.path) if entry.folder else self._look(self._new((entry.path,)))
            )

    def folder_up(self) -> None:
        """To the folder above."""
        self.go(self._enter(self.folder.parent))

    def folders(self) -> None:
        """To one of the usual places."""
        places = folders.usual_places()
        lines = [((words + "  ", "text"), (readable(str(path)), "dim")) for words, path in places]

        def chosen(index: int | None) -> None:
            if index is not None:
                self.go(self._enter(places[index][1]))

        self.app.push_screen(Pick(_("Go to"), lines), chosen)

    def mark_file(self) -> None:
        """Mark the selected file or folder, or take the mark off, and go on."""
        if entry := self._selected():
            if entry.path in self.marked:
                del self.marked[entry.path]
            else:
                self.marked[entry.path] = None
            self._show()
            self.query_one(Rows).action_move(1)
            self.query_one("#folder", Words).again()

    # -- looking ----------------------------------------------------------------------------

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter on a path goes there; on part of a name it takes what is selected."""
        if self.busy:
            return
        text = message.value.strip()
        paths = folders.paths_of(text) if text else []
        if len(paths) == 1 and not paths[0].is_absolute() and not paths[0].exists():
            paths = [self.folder / paths[0]]
        if len(paths) == 1 and paths[0].is_dir():
            self.go(self._enter(paths[0].absolute()))
        elif paths and all(path.exists() for path in paths):
            self.go(self._look(self._new(tuple(paths))))
        elif self._selected() and not folders.is_path(text):
            self.query_one(Rows).action_choose()
        elif paths:
            self.went_wrong(FileMissing(readable(str(paths[0]))))

    def look(self) -> None:
        """Look at all marked files; without marks at the selected one."""
        entry = self._selected()
        paths = tuple(self.marked) or ((entry.path,) if entry else ())
        if paths:
            self.go(self._look(self._new(paths)))

    def _new(self, paths: tuple[Path, ...]) -> Job:
        """An import of these files; mails are the user's own or to the user by this address."""
        own = self.crm.settings.me_address.casefold().replace(",", " ").split()
        return Job(paths, ImportOptions(own_addresses=frozenset(own)))

    def _again_as(self, unclear: EncodingUnclear, encoding: str) -> None:
        self.go(self._look(read_as(self._job, readable(unclear.name), encoding)))

    async def _look(self, job: Job) -> None:
        from crmtui.tui.screens.import_sheets import SheetsScreen

        self._wrong, self._job = "", job
        self.again()
        found = await importing_verbs.look_first(self.crm, job)
        self.app.push_screen(SheetsScreen(self.crm, found), self._looked)

    def _looked(self, finished: bool | None) -> None:
        """Back from the sheets; done where something was taken in."""
        if finished:
            self.dismiss()

    def imports(self) -> None:
        """All imports so far."""
        from crmtui.tui.screens.imports import ImportsScreen

        self.app.push_screen(ImportsScreen(self.crm))
