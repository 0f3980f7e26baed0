"""The cheapest look-up one can write with Typer: opens SQLite and prints one row."""
import sqlite3, typer  # noqa: E401, I001
def main(db: str, id: int) -> None:
    typer.echo(sqlite3.connect(db).execute("SELECT * FROM customer WHERE id = ?", [id]).fetchone())
typer.run(main)
