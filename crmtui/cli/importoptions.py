"""The options of `crmtui import`, each with what the help page says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crmtui.domain.words import N_

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE…", help=N_("Files, folders; -: standard input"))
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would happen"))]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help=N_("Ask nothing; leave out what is not clear"))
]
AsJson = Annotated[bool, typer.Option("--json", help=N_("The plan or result as JSON"))]
Encoding = Annotated[
    str, typer.Option(metavar="NAME", help=N_("Of text files: utf-8, gb18030, cp1252 …"))
]
Delimiter = Annotated[
    str, typer.Option(metavar="SIGN", help=N_("Between the cells of text files: tab, ; | …"))
]
DateOrder = Annotated[str, typer.Option(metavar="dmy|mdy", help=N_("What 3/8 means"))]
MeAddress = Annotated[
    list[str] | None,
    typer.Option("--me-address", metavar="MAIL", help=N_("Your own mail address, for mails")),
]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help=N_("What a column is; “-” leaves it out")),
]
Sheets = Annotated[
    list[str] | None, typer.Option("--sheet", metavar="NAME", help=N_("Only this sheet"))
]
HeadingRow = Annotated[
    str, typer.Option("--heading-row", metavar="N", help=N_("Where the headings are; 0: none"))
]
NewFields = Annotated[
    bool,
    typer.Option(
        "--new-fields/--no-new-fields", help=N_("Unknown columns as fields of your own, or not")
    ),
]
Duplicates = Annotated[
    str,
    typer.Option(
        "--duplicates",
        metavar="ask|update|create|skip",
        help=N_("What becomes of possible duplicates"),
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option("--overwrite", help=N_("Blank cells erase; the file wins over later edits")),
]
Rejects = Annotated[
    Path | None,
    typer.Option("--rejects", metavar="FILE", help=N_("Write what is left out here, with why")),
]
Force = Annotated[bool, typer.Option("--force", help=N_("Replace the file of --rejects"))]
Profile = Annotated[
    str, typer.Option("--profile", metavar="NAME", help=N_("Read as remembered, and remember it"))
]
