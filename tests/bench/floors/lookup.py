"""The cheapest look-up one can write with Typer: five lines that open SQLite and print one row."""

import sqlite3

import typer


def main(db: str, id: int) -> None:
    typer.echo(sqlite3.connect(db).execute("SELECT * FROM customer WHERE id = ?", [id]).fetchone())


if __name__ == "__main__":
    typer.run(main)
