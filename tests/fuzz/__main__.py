"""Fuzzes the readers with atheris, which looks where the bytes lead.

python -m tests.fuzz [--seconds N] [TARGET …]

What it finds worth keeping is under .fuzz; an input that breaks a reader is kept there as
TARGET-crash-… and its place is printed. Exit code 1 where one was found.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile

from tests.fuzz.seeds import seeds
from tests.house.tree import ROOT

FOLDER = ROOT / ".fuzz"
SECONDS = 60
CAUGHT, MOST_TOLD = "=== Uncaught", 4000
LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=4096", "-print_final_stats=0")
NAMES = (
    *("csv", "html", "json", "vcard", "mail", "mbox", "xlsx", "xls", "ods", "workbook"),
    *("settings", "holidays", "dates", "repeats", "query", "texts", "backup"),
)


def main() -> int:
    """Run every target in a process of its own; 1 where one was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("names", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each target")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(NAMES):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if asked.here:
        fuzz(asked.names[0], asked.seconds)
    return max([_apart(name, asked.seconds) for name in asked.names or NAMES])


def _apart(name: str, seconds: int) -> int:
    command = [sys.executable, "-m", "tests.fuzz", name, "--here", "--seconds", str(seconds)]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        done = subprocess.run(command, cwd=ROOT, stdout=said, stderr=said, check=False)
        said.seek(0)
        text = said.read()
    if done.returncode == 0:
        runs = [line for line in text.splitlines() if line.startswith("Done ")]
        print(f"ok     {name:<10} {runs[-1] if runs else ''}", flush=True)
        return 0
    told = text[max(text.find(CAUGHT), len(text) - MOST_TOLD, 0) :]
    print(f"BROKEN {name}\n{told}", flush=True)
    return 1


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; does not come back."""
    import atheris  # here: only `make fuzz` installs it

    with atheris.instrument_imports(include=["crmtui"]):
        from tests.fuzz.targets import run

    corpus = FOLDER / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(data)
    kept = f"-artifact_prefix={FOLDER / name}-"
    arguments = [sys.argv[0], str(corpus), kept, f"-max_total_time={seconds}", *LIMITS]
    atheris.Setup(arguments, lambda data: run(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
