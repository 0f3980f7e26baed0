"""The customers as lines of a list of any length: ids in memory, the seen rows fetched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from crmtui.domain.customers import CustomerLine
from crmtui.domain.words import _, ngettext
from crmtui.present import day_words, stage_words
from crmtui.tui.ink import Line, Piece, column
from crmtui.tui.widgets.rows import Key

PAGE = 32
Fetch = Callable[[Sequence[int]], Sequence[CustomerLine]]


class CustomerSource:
    """Rows by id; a page of them is read when one of its rows is drawn."""

    def __init__(
        self,
        ids: Sequence[int],
        fetch: Fetch,
        today: date,
        marked: Collection[int] = (),
        known: Iterable[CustomerLine] = (),
        more: bool = False,
    ) -> None:
        self.ids = ids
        self.today = today
        self.marked = marked
        self.more = more  # whether these are only the first ones, the others being counted yet
        self._fetch = fetch
        self.known = {line.id: line for line in known}

    def __len__(self) -> int:
        return len(self.ids)

    def key_at(self, line: int) -> Key | None:
        """The customer on a line."""
        return "customer", self.ids[line]

    def line_of(self, key: Key) -> int | None:
        """Where a customer stands."""
        try:
            return self.ids.index(key[1])
        except ValueError:
            return None

    def at(self, line: int) -> CustomerLine | None:
        """The customer of a line, read with its neighbours."""
        if self.ids[line] not in self.known:
            start = line - line % PAGE
            wanted = [id for id in self.ids[start : start + PAGE] if id not in self.known]
            self.known |= {each.id: each for each in self._fetch(wanted)}
        return self.known.get(self.ids[line])

    def paint(self, line: int, width: int) -> Line:
        """One line."""
        found = self.at(line)
        if found is None:
            return ()
        return customer_line(found, width, self.today, found.id in self.marked)


def _columns(width: int) -> list[tuple[str, int]]:
    """Which columns there is room for, and their cells; the name gets the rest."""
    wanted = [
        ("touch", 11),
        ("next", 14),
        ("contact", 14),
        ("stage", 9),
        ("phone", 15),
        ("region", 16),
        ("owner", 10),
    ]
    left = width - 8 - max(16, width // 4)
    chosen: list[tuple[str, int]] = []
    for name, cells in wanted:
        if cells + 1 <= left:
            chosen.append((name, cells))
            left -= cells + 1
    order = ["contact", "phone", "region", "stage", "owner", "touch", "next"]
    return sorted(chosen, key=lambda each: order.index(each[0]))


def _name_cells(width: int, columns: Sequence[tuple[str, int]]) -> int:
    return max(6, width - 6 - sum(cells + 1 for _name, cells in columns))


def header(width: int) -> Line:
    """The names of the columns."""
    columns = _columns(width)
    words = {
        "touch": _("last touch"),
        "next": _("next step"),
        "contact": _("contact"),
        "stage": _("stage"),
        "phone": _("phone"),
        "region": _("region"),
        "owner": _("rep"),
    }
    line: list[Piece] = [
        ("     ", ""),
        (column(_("customer"), _name_cells(width, columns)), "faint"),
    ]
    for name, cells in columns:
        line.append((" " + column(words[name], cells, right=name in ("touch", "next")), "faint"))
    return tuple(line)


def customer_line(found: CustomerLine, width: int, today: date, marked: bool) -> Line:
    """Mark, grade, name, then as many columns as there is room for."""
    columns = _columns(width)
    line: list[Piece] = [
        (" ● " if marked else "   ", "plan!"),
        (column(found.grade, 2), "dim"),
        (
            column(found.name, _name_cells(width, columns)),
            "faint" if found.archived else "text",
        ),
    ]
    for name, cells in columns:
        text, ink = _cell(found, name, today, cells)
        line.append((" " + column(text, cells, right=name in ("touch", "next")), ink))
    return tuple(line)


def _cell(found: CustomerLine, name: str, today: date, cells: int) -> Piece:
    if name == "touch":
        return (
            (day_words(found.last_touch_on, today), "dim")
            if found.last_touch_on
            else ("–", "faint")
        )
    if name == "next":
        if found.next_due_on is None:
            return "–", "faint"
        if (late := (today - found.next_due_on).days) > 0:
            words = ngettext("! {n} day late", "! {n} days late", late)
            return words.format(n=late), "late"
        return day_words(found.next_due_on, today), "plan"
    texts = {
        "contact": f"{found.contact} {found.position}".strip(),
        "stage": _("archived") if found.archived else stage_words(found.stage),
        "phone": found.phone,
        "region": found.region,
        "owner": found.owner,
    }
    return texts[name], "dim"
