"""Exporting from the screen: what, of whom, in which format, to which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from crmtui.domain.clean import readable
from crmtui.domain.errors import CrmError
from crmtui.domain.exportorder import ENDINGS, FITTING, Chosen, Order
from crmtui.domain.words import N_, _, ngettext
from crmtui.tui import folders, tasks
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.screens.picking import Ask
from crmtui.tui.tasks import Stopped, Task
from crmtui.tui.widgets.choice import Choice
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from datetime import date

    from crmtui.actions.exporting import Exported
    from crmtui.settings import Settings
    from crmtui.tui.app import CrmApp
    from crmtui.tui.screens.customers import View

WHAT_WORDS: Mapping[str, str] = {
    "customers": N_("customers"),
    "contacts": N_("contacts"),
    "interactions": N_("contact records"),
    "follow-ups": N_("next steps"),
    "occasions": N_("days that matter"),
    "promises": N_("promises"),
    "all": N_("everything"),
    "follow-up-sheet": N_("follow-up sheet"),
}
FORMAT_WORDS: Mapping[str, str] = {
    "xlsx": "Excel",
    "csv": "CSV",
    "tsv": "TSV",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "vcard3": "vCard",
    "vcard4": "vCard 4",
    "ics": N_("Calendar"),
    "md": "Markdown",
    "html": "HTML",
}


class ExportStopped(CrmError):
    """The user stopped an export."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. No file was written."))


class ExportForm(Form[Path]):
    """Nothing is written over without asking; gives the path of the file."""

    FIRST: ClassVar[str] = "what"

    def __init__(self, crm: CrmApp, chosen: Chosen, count: int) -> None:
        self._chosen = chosen
        self._count = count
        self._force = False
        self._name = ""  # the path as it was put there, not typed
        super().__init__(crm)

    def title_line(self) -> Line:
        """Exporting."""
        return ((_("Export"), "text!"),)

    def fields(self) -> Sequence[Spec]:
        """Of whom, what, in which format, where to."""
        made = []
        if not self._chosen.everybody:
            words = ngettext("the {n} of the list", "the {n} of the list", self._count)
            choices = (("list", words.format(n=f"{self._count:,}")), ("all", _("all customers")))
            made.append(Spec("whom", _("Of whom"), "list", choices))
        return [
            *made,
            Spec("what", _("What"), "customers", tuple((k, _(w)) for k, w in WHAT_WORDS.items())),
            Spec("format", _("Format"), "xlsx", _formats("customers")),
            Spec("path", _("File"), self._path("customers", "xlsx")),
        ]

    def _path(self, what: str, form: str) -> str:
        """A name nobody has used yet today, in the folder for documents."""
        places = dict(folders.usual_places())
        folder = places.get(_("Documents")) or next(iter(places.values()))
        ending = next(ending for ending, name in ENDINGS.items() if name == form.replace("4", "3"))
        self._name = str(folder / f"crmtui-{what}-{self.crm_today.isoformat()}{ending}")
        return self._name

    @property
    def crm_today(self) -> date:
        """The day that stands in the name."""
        return self.crm.desk.today

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """The formats and the name follow what is chosen, until a name is typed."""
        what, form = self.slot("what").value, self.slot("format")
        assert isinstance(form.editor, Choice)
        choices = list(_formats(what))
        if form.editor.choices != choices:
            before = form.value
            form.editor.choices = choices
            form.editor.value = before if before in FITTING[what] else FITTING[what][0]
            form.editor.refresh()
        path = self.slot("path")
        if path.value == self._name:
            path.value = self._path(what, form.value)
        super().on_choice_changed(message)

    def save(self) -> None:
        """Ask before a file that is there is written over."""
        path = folders.path_of(self.slot("path").value)
        if self.busy or self._force or not path.exists():
            super().save()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._force = True
                self.save()

        words = _("“{name}” is there already. Replace it?").format(name=readable(path.name))
        self.app.push_screen(Ask(words, _("replace it"), _("leave")), answered)

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Path:
        """Write the file, whole or not at all."""
        whom = self._chosen if values.get("whom") == "list" else Chosen()
        order = Order(values["what"], values["format"], whom, force=self._force)
        self._force = False
        path = folders.path_of(values["path"])
        work = partial(_export, self.crm.settings, self.crm.desk.today, order, path)
        try:
            made = await tasks.run(self.crm, Task(_("Exporting")), work)
        except Stopped:
            raise ExportStopped from None
        self.crm.say(_told(made))
        return path


def _formats(what: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, _(FORMAT_WORDS[name])) for name in FITTING[what])


def _export(settings: Settings, today: date, order: Order, path: Path, task: Task) -> Exported:
    from crmtui import wiring
    from crmtui.actions import exporting

    with wiring.reader(settings) as conn:
        return exporting.export_to(conn, order, path, today, settings.lang, task.report)


def _told(made: Exported) -> str:
    rows = ngettext("{n} row written to {path}", "{n} rows written to {path}", made.rows)
    names = ", ".join(readable(str(path)) for path in made.files)
    return rows.format(n=f"{made.rows:,}", path=names)


def chosen_of(view: View, today: date) -> Chosen:
    """What the list of customers shows, as an export says it."""
    kept = view.chosen
    return Chosen(
        words=view.text.strip(),
        grades=tuple(sorted(kept.grades)),
        stages=tuple(sorted(kept.stages)),
        tags=tuple(sorted(kept.tags)),
        regions=tuple(sorted(kept.regions)),
        owners=tuple(sorted(kept.owners)),
        archived=kept.archived,
        hidden_on=today if kept.hidden else None,
    )
