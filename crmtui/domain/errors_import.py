"""What can stop an import: one class each, with its words."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.errors import CrmError, WrongUse
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


class UnknownField(WrongUse):
    """A word in a mapping that means no field."""

    def __init__(self, text: str, near: Sequence[str], known: Sequence[str]) -> None:
        hint = _(" Did you mean “{near}”?").format(near=_("”, “").join(near)) if near else ""
        super().__init__(
            _(
                "There is no field “{text}” to take a column for.{hint} The fields are: {known}; "
                "“-” leaves a column out, “custom:Name” makes a field of your own."
            ).format(text=text, hint=hint, known=", ".join(known))
        )


class UnknownColumn(WrongUse):
    """A column in a mapping that no sheet has."""

    def __init__(self, text: str, near: Sequence[str], headings: Sequence[str]) -> None:
        hint = _(" Did you mean “{near}”?").format(near=_("”, “").join(near)) if near else ""
        super().__init__(
            _("No column is headed “{text}”.{hint} The headings are: {headings}.").format(
                text=text, hint=hint, headings=", ".join(headings) or "–"
            )
        )


class FieldsOfTwoKinds(WrongUse):
    """A mapping whose fields belong to sheets of different kinds."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(
            _(
                "No kind of sheet has all of these fields: {fields}. A sheet holds customers, "
                "contact records, next steps or days that matter."
            ).format(fields=", ".join(fields))
        )


class UnknownSheet(WrongUse):
    """A sheet that no file has."""

    def __init__(self, name: str, sheets: Sequence[str]) -> None:
        super().__init__(
            _("No sheet is called “{name}”; there are: {sheets}.").format(
                name=name, sheets=", ".join(sheets)
            )
        )


class RejectsEnding(WrongUse):
    """Rows that were left out wanted as a kind of file that is not written."""

    def __init__(self, ending: str) -> None:
        super().__init__(
            _(
                "Rows that are left out cannot be written as {ending}; name a file that ends with "
                ".xlsx or .csv, or .vcf for those of address books."
            ).format(ending=ending)
        )
