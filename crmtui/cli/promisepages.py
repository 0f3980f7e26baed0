"""The ledger of promises on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crmtui.cli.table import Column, show
from crmtui.domain.promises import LedgerLine, MonthKept
from crmtui.domain.words import _
from crmtui.present.promises import promise_words, share_words


def show_ledger(lines: Sequence[LedgerLine], today: date) -> None:
    """Every promise with how it stands."""
    columns = (
        Column(_("promise"), right=True, style="dim"),
        Column(_("customer"), least=8, style="bold"),
        Column(_("due on")),
        Column(_("status"), least=8),
        Column(_("what"), least=12),
        Column(_("why"), least=8, drop=1),
    )
    rows = (
        (
            str(line.promise.id),
            line.customer,
            line.promise.due_on.isoformat(),
            promise_words(line.promise, today),
            line.promise.what,
            line.promise.why,
        )
        for line in lines
    )
    if lines:
        show(columns, rows)


def show_months(months: Sequence[MonthKept]) -> None:
    """The months and the share kept in each."""
    names = (_("month"), _("kept"), _("kept late"), _("broken"), _("overdue"), _("open"))
    columns = [Column(name, right=n > 0) for n, name in enumerate(names)]
    columns.append(Column(_("share kept"), right=True, style="bold"))
    if months:
        show(columns, ((*map(str, each), share_words(each)) for each in months))
