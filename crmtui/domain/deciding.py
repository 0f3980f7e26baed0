"""What becomes of possible duplicates: as decided for the row, or for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.drafts import Draft
from crmtui.domain.importplan import ImportOptions, Ref
from crmtui.domain.ledger import Ledger
from crmtui.domain.matching import NEW, Doubt
from crmtui.domain.ranking import clearly_first
from crmtui.domain.registry import Registry

SKIP, CREATE, UPDATE, OVERWRITE = "skip", "create", "update", "overwrite"
_KNOWN, _ROW = "id:", "row:"


def known_id(choice: str) -> int | None:
    """The id of the customer in the database that a choice names."""
    number = choice.removeprefix(_KNOWN)
    return int(number) if choice.startswith(_KNOWN) and number.isdecimal() else None


class Decider:
    """Settles possible duplicates by the user's options; the rest stays open."""

    def __init__(self, registry: Registry, ledger: Ledger, options: ImportOptions) -> None:
        self.registry = registry
        self.ledger = ledger
        self.options = options
        self._placed: dict[tuple[int, int], Ref] = {}  # rows that speak of an earlier customer
        self._entered: dict[tuple[int, int], Ref] = {}  # rows that made a new one

    def placed(self, draft: Draft, ref: Ref) -> None:
        """Note whom a row was found to mean."""
        if self.options.decisions:
            self._placed[draft.source, draft.row] = ref

    def settle(self, draft: Draft, doubt: Doubt, holding: Sequence[Ref]) -> Ref | Doubt:
        """Whom the row means as it was decided, NEW, or still the doubt.

        holding: candidates to whom the row adds nothing; where that is one, it was taken in
        before, whatever was decided then.
        """
        if len(holding) == 1:
            return holding[0]
        said = self.options.decisions.get(self.ledger.place(draft.source, draft.row), "")
        chosen = self._chosen(said)
        if chosen is not None:
            return chosen
        if said == CREATE:
            return NEW
        how = said or self.options.duplicates
        if how == CREATE:
            return holding[0] if holding else NEW
        if how == UPDATE and clearly_first(doubt.scores):
            return doubt.candidates[0]
        return doubt

    def takes_file(self, draft: Draft) -> bool:
        """Whether what the row says wins over what the user changed since."""
        place = self.ledger.place(draft.source, draft.row)
        return self.options.overwrite or self.options.decisions.get(place) == OVERWRITE

    def choice(self, ref: Ref) -> str:
        """What to say in the options' decisions so that a row means this customer."""
        if ref > 0:
            return f"{_KNOWN}{ref}"
        first = self.registry.new[-ref - 1]
        file, sheet, line = self.ledger.place(first.source, first.row)
        return f"{_ROW}{line}\t{sheet}\t{file}"

    def _chosen(self, said: str) -> Ref | None:
        """The customer that a choice names; None where it names none that is there."""
        if ref := known_id(said):
            return ref if ref in self.registry.known else None
        if not said.startswith(_ROW):
            return None
        line, _tab, rest = said.removeprefix(_ROW).partition("\t")
        sheet, _tab, file = rest.partition("\t")
        at = self.ledger.row_at(file, sheet, int(line)) if line.isdecimal() else None
        return None if at is None else self._ref_of(at)

    def _ref_of(self, at: tuple[int, int]) -> Ref | None:
        """The customer a row of this import made, or was found to mean."""
        new = self.registry.new
        for place in range(len(self._entered), len(new)):
            self._entered[new[place].source, new[place].row] = -place - 1
        return self._entered.get(at) or self._placed.get(at)
