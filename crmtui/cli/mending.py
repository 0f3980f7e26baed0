"""What `crmtui doctor --fix` does about what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from crmtui import upkeep, wiring
from crmtui.domain.health import Finding, State
from crmtui.domain.words import _, ngettext
from crmtui.files import private
from crmtui.settings import Settings


def mend(settings: Settings, found: Sequence[Finding]) -> list[str]:
    """Mend what can be mended without risk; gives a sentence for each thing done."""
    off = {finding.check for finding in found if finding.state is not State.OK}
    acts = {act: None for check, act in ACTS.items() if check in off}
    return [words for act in acts if (words := act(settings))]


def _close(settings: Settings) -> str:
    paths = [*private.of_database(settings.db), settings.config_path]
    changed = len(private.close_to_others(paths))
    if not changed:
        return ""
    return ngettext(
        "{n} file is yours alone now.", "{n} files are yours alone now.", changed
    ).format(n=changed)


def _indexes(settings: Settings) -> str:
    upkeep.make_indexes(settings)
    return _("Made the indexes again.")


def _points(settings: Settings) -> str:
    from crmtui.actions import mending

    with wiring.unit_of_work(settings) as uow:
        count = mending.points_to_their_contact(uow)
    return ngettext(
        "Put {n} phone number or address with its contact.",
        "Put {n} phone numbers and addresses with their contact.",
        count,
    ).format(n=count)


def _search(settings: Settings) -> str:
    from crmtui.cli.progress import late

    with ExitStack() as stack:
        late(stack, _("Rebuilding the search index"))(0, 1)
        count = wiring.rebuild(settings)
    return ngettext(
        "Rebuilt the search index: {n} customer.", "Rebuilt the search index: {n} customers.", count
    ).format(n=count)


ACTS: Mapping[str, Callable[[Settings], str]] = {
    "permissions": _close,
    "integrity": _indexes,
    "owners": _points,
    "search": _search,
    "search_index": _search,
}
"""By check, in the order in which it is done."""
