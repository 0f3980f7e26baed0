"""What can stop an import: one class each, with its words."""

from __future__ import annotations

from crmtui.domain.errors import CrmError
from crmtui.domain.file_errors import FileNotUsable
from crmtui.domain.words import _


class NoCustomerTable(FileNotUsable):
    """No sheet of the file has headings that name a customer."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "No table of customers was found in “{name}”. Put headings above the columns, one "
                "of them 客户名称 (Company) or 姓名 (Name), and import it again."
            ).format(name=name),
        )


class PlanOutdated(CrmError):
    """The database changed between planning an import and writing it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody changed the customers while the import was being looked at; nothing was "
                "written. Start the import again."
            )
        )
