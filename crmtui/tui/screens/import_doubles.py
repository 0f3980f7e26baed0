"""Deciding possible duplicates: the row and whom it may be, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from crmtui.domain.cards import Card
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _, ngettext
from crmtui.reads import customers
from crmtui.tui import doubt_lines, importing_verbs, plan_lines, sides
from crmtui.tui.bindings import bindings
from crmtui.tui.importing_state import Job, Place, decided, place_of
from crmtui.tui.ink import Line
from crmtui.tui.screens.picking import Pick
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.domain.importplan import RowOutcome
    from crmtui.tui.app import CrmApp

REST = ("first", doubt_lines.CREATE, doubt_lines.SKIP)


class DoublesScreen(Work[Job]):
    """Gives the job with what was decided; the plan is made again then."""

    PLACE = "import_doubles"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("import_doubles"),
        *(Binding(str(n), f"number({n})", show=False) for n in range(1, 10)),
    ]
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp, job: Job, first: Place | None = None) -> None:
        super().__init__(crm)
        self.job = job
        self.rows = list(job.asked.values())
        self._first = list(job.asked).index(first) if first else 0
        self._marked = 0  # the candidate that Enter takes
        self._cards: dict[str, Card | None] = {}

    def title_parts(self) -> tuple[Line, Line]:
        """Still the third step."""
        return importing_verbs.steps(2), plan_lines.files(self.job)

    def figures(self, width: int) -> list[Line]:
        """How many are left."""
        words = _("Possible duplicates: {left} of {all} left to decide").format(
            left=len(self.job.doubts()), all=len(self.rows)
        )
        return [((f" {words}", "text!"),)]

    def body(self) -> Iterator[Widget]:
        """The rows above, the selected one beside its candidates below."""
        yield Rows(id="list")
        yield Words(self._sides, id="sides")

    def on_resize(self) -> None:
        """More or fewer fields fit."""
        self.call_after_refresh(self.again)

    def on_mount(self) -> None:
        """Start on the row one came from."""
        self._show(("doubt", self._first))

    def _show(self, key: Key | None) -> None:
        said = self.job.options.decisions
        lines: list[tuple[Key | None, Line]] = [
            (("doubt", index), doubt_lines.doubt_line(row, said.get(place_of(row), "")))
            for index, row in enumerate(self.rows)
        ]
        self.query_one(Rows).show(Lines(lines), key)
        self.again()

    def _selected(self) -> RowOutcome | None:
        key = self.query_one(Rows).key
        return self.rows[key[1]] if key else None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Another row: its likeliest candidate is marked, or the one that was chosen."""
        row = self._selected()
        said = self.job.options.decisions.get(place_of(row), "") if row else ""
        self._marked = row.choices.index(said) if row and said in row.choices else 0
        self.query_one("#sides", Words).again()

    # -- side by side -------------------------------------------------------------------------

    def _card(self, choice: str) -> Card | None:
        """The customer a choice names; None for another row of the file."""
        if not choice.startswith("id:"):
            return None
        if choice not in self._cards:
            id = int(choice.removeprefix("id:"))
            try:
                found = self.desk.read(lambda conn: customers.card(conn, id, history=1), None)
            except CrmError as error:
                self.crm.tell(error)
                found = None
            self._cards[choice] = found
        return self._cards[choice]

    def _sides(self, width: int) -> list[Line]:
        row = self._selected()
        if row is None:
            return []
        fields = doubt_lines.fields_of(self.job, row, [self._card(c) for c in row.choices])
        shown = sides.fitting(width - 2, len(row.candidates) + 1) - 1
        first = max(0, min(self._marked - shown + 1, len(row.candidates) - shown))
        chosen = range(first, first + shown)
        names = [_("this row"), *(f"{n + 1} {row.candidates[n]}" for n in chosen)]
        made: list[Line] = [sides.head(names, self._marked - first + 1, width - 1)]
        for found in fields:
            texts = (found.texts[0], *(found.texts[n + 1] for n in chosen))
            made += sides.lines_of(sides.Field(found.label, texts), width - 1)
        room = self.query_one("#sides").size.height
        if 1 < room < len(made):
            left = len(made) - room + 1
            words = ngettext("and {n} more", "and {n} more", left).format(n=left)
            made = [*made[: room - 1], ((words, "dim"),)]
        return [((" ", ""), *line) for line in made]

    def candidate_left(self) -> None:
        """The candidate to the left."""
        self._mark(self._marked - 1)

    def candidate_right(self) -> None:
        """The candidate to the right."""
        self._mark(self._marked + 1)

    def _mark(self, index: int) -> None:
        row = self._selected()
        if row and 0 <= index < len(row.choices):
            self._marked = index
            self.query_one("#sides", Words).again()

    # -- deciding -------------------------------------------------------------------------------

    def action_number(self, number: int) -> None:
        """A figure says whom the row means."""
        row = self._selected()
        if row and number <= len(row.choices):
            self._decide(row.choices[number - 1])

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter says that it is the marked one."""
        self.action_do("that_one")

    def that_one(self) -> None:
        """The row means the marked customer."""
        row = self._selected()
        if row and row.choices:
            self._decide(row.choices[self._marked])

    def create(self) -> None:
        """The row is a customer of its own."""
        self._decide(doubt_lines.CREATE)

    def skip(self) -> None:
        """The row is left out."""
        self._decide(doubt_lines.SKIP)

    def _decide(self, said: str) -> None:
        row = self._selected()
        if row is None:
            return
        self.job = decided(self.job, {place_of(row): said})
        open_ones = [i for i, each in enumerate(self.rows) if self._is_open(each)]
        if not open_ones:
            self.dismiss(self.job)
            return
        at = self.rows.index(row)
        self._show(("doubt", next((i for i in open_ones if i > at), open_ones[0])))

    def _is_open(self, row: RowOutcome) -> bool:
        return place_of(row) not in self.job.options.decisions

    def same_for_rest(self) -> None:
        """One answer for all that are left."""
        words = (
            _("Each is the likeliest customer: update that one"),
            _("Each is a customer of its own: create it"),
            _("Leave all of them out"),
        )
        lines: list[Line] = [((text, "text"),) for text in words]

        def chosen(index: int | None) -> None:
            if index is not None:
                answers = doubt_lines.answers_for_rest(self.job, REST[index])
                self.dismiss(decided(self.job, answers))

        left = len(self.job.doubts())
        title = _("All the {n} that are left").format(n=left)
        self.app.push_screen(Pick(title, lines), chosen)

    def step_back(self) -> None:
        """Back to the plan; what was decided counts."""
        self.dismiss(self.job)
