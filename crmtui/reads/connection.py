"""Opening the database for looking, and SQLite's errors in the user's words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from pathlib import Path

from crmtui.domain.database_errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseError,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseOutdated,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseTrouble,
    DatabaseUnreadable,
    DiskFull,
    DiskTrouble,
    NotADatabase,
)
from crmtui.domain.system_words import why
from crmtui.domain.words import _

HEAD = "0005"  # the newest migration; a test compares it with the scripts

# Text that is none, in a damaged database or in what SQLite says of it, Python cannot even hand on.
TROUBLE = (sqlite3.Error, UnicodeDecodeError)
Trouble = sqlite3.Error | UnicodeDecodeError

KEPT_MOST = 4  # long lists
READ_WAIT = 5.0  # seconds; readers of a WAL database wait only while it is being recovered
# Where it can be said that there is something to wait for: before that, and after it.
FIRST_WAIT, LONG_WAIT = 1.0, 60.0
# Negative is KiB. No mmap: a file cut short by a sync tool would end the program with a signal.
PRAGMAS = "PRAGMA query_only = ON; PRAGMA cache_size = -16384;"
DATA_VERSION = "PRAGMA data_version"
VERSION = "SELECT version_num FROM alembic_version"
ANY_TABLE = "SELECT count(*) FROM sqlite_master WHERE type = 'table'"

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:")


class Reader(sqlite3.Connection):
    """A connection that remembers long lists until somebody changes the database."""

    kept: dict[Hashable, list[int]]
    kept_at: int


def remembered(conn: sqlite3.Connection, key: Hashable, make: Callable[[], list[int]]) -> list[int]:
    """What `make` gives; on a Reader made again only after a change. Not to be altered."""
    if not isinstance(conn, Reader):
        return make()
    (version,) = conn.execute(DATA_VERSION).fetchone()
    if version != conn.kept_at:
        conn.kept.clear()
        conn.kept_at = version
    if key not in conn.kept:
        if len(conn.kept) >= KEPT_MOST:
            del conn.kept[next(iter(conn.kept))]
        conn.kept[key] = make()
    return conn.kept[key]


def open_reader(path: Path, wait: float = READ_WAIT) -> sqlite3.Connection:
    """A read-only connection with plain tuples as rows, on a database of our version.

    Waits up to `wait` seconds for a lock. Raises a DatabaseError that says what is wrong.
    """
    connection = _connect(path, "mode=ro", wait)
    try:
        version = _version(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_ROLLBACK:
            _undo_unfinished(path, wait)
            return open_reader(path, wait)
        if not _only_to_read(error, path):
            raise translate(error, path) from error
        return _open_unchanging(path, wait)
    except TROUBLE as error:
        connection.close()
        raise translate(error, path) from error
    return _checked(connection, version, path)


def _undo_unfinished(path: Path, wait: float) -> None:
    """Take back what an import wrote that was ended in the middle; only a writer may do that."""
    try:
        with closing(_connect(path, "mode=rw", wait)) as connection:
            connection.execute(ANY_TABLE)
    except TROUBLE as error:
        raise translate(error, path) from error


def _open_unchanging(path: Path, wait: float) -> sqlite3.Connection:
    """Without locks and shared memory, which SQLite cannot make in a read-only folder."""
    connection = _connect(path, "mode=ro&immutable=1", wait)
    try:
        version = _version(connection)
    except TROUBLE as error:
        connection.close()
        raise translate(error, path) from error
    return _checked(connection, version, path)


def _only_to_read(error: sqlite3.Error, path: Path) -> bool:
    """Whether a WAL database fails only because nothing can be created beside it."""
    logs = (Path(f"{path}-wal"), Path(f"{path}-journal"))
    try:
        pending = any(log.exists() and log.stat().st_size > 0 for log in logs)
        readable = path.is_file() and os.access(path, os.R_OK)
    except OSError:
        return False
    # Changes waiting in a log we cannot take part in would silently be left out or half done.
    return _primary(error) in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) and (
        readable and not pending
    )


def _connect(path: Path, how: str, wait: float) -> Reader:
    missing = _is_missing(path)
    try:
        made = sqlite3.connect(
            f"{uri(path)}?{how}",
            uri=True,
            timeout=wait,
            isolation_level=None,
            check_same_thread=False,
            factory=Reader,
        )
    except TROUBLE as error:
        if missing:  # though another process may have made it in the meantime
            raise DatabaseMissing(path) from error
        raise translate(error, path) from error
    made.kept, made.kept_at = {}, -1
    return made


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:
        return False


def uri(path: Path) -> str:
    """The path as a file URI that SQLite takes on every system, network shares included."""
    place = os.path.abspath(path)  # noqa: PTH100  (Path.absolute keeps the dots)
    if os.sep == "\\":
        place = place.replace("\\", "/")
    quoted = "".join(chr(b) if b in _PLAIN else f"%{b:02X}" for b in os.fsencode(place))
    # A share is //server/share; two more slashes keep the server from being read as a host.
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _version(connection: sqlite3.Connection) -> str | None:
    """The schema version; '' for an empty database, None for another program's."""
    connection.executescript(PRAGMAS)
    try:
        row = connection.execute(VERSION).fetchone()
    except sqlite3.OperationalError as error:
        if _primary(error) != sqlite3.SQLITE_ERROR:
            raise
        return "" if connection.execute(ANY_TABLE).fetchone() == (0,) else None
    return str(row[0]) if row else ""


def _checked(connection: sqlite3.Connection, version: str | None, path: Path) -> sqlite3.Connection:
    if version == HEAD:
        return connection
    connection.close()
    if version is None or not (version.isdigit() or not version):
        raise DatabaseForeign(path)
    if version > HEAD:
        raise DatabaseTooNew(path, version, HEAD)
    raise DatabaseOutdated(path, version)


def _primary(error: sqlite3.Error) -> int:
    """SQLite's result code without its details; 0 where Python itself raised the error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def translate(error: Trouble, path: Path) -> DatabaseError:
    """The same failure in words that say what to do."""
    if isinstance(error, UnicodeDecodeError):
        return DatabaseDamaged(path, _("it holds text that is none"))
    match _primary(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusy(path)
        case sqlite3.SQLITE_FULL:
            return DiskFull(path)
        case sqlite3.SQLITE_READONLY:
            return DatabaseReadOnly(path)
        case sqlite3.SQLITE_CORRUPT:
            return DatabaseDamaged(path, str(error))
        case sqlite3.SQLITE_NOTADB:
            return NotADatabase(path)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _why_not_opened(path)
        case sqlite3.SQLITE_IOERR:
            return _why_not_read(error, path)
    return DatabaseTrouble(path, str(error))


def _why_not_opened(path: Path) -> DatabaseError:
    """SQLite says only that it cannot open the file; look at the file for the reason."""
    try:
        if path.is_dir():
            return DatabaseUnreadable(path, _("it is a folder"))
        if not path.exists():
            return DatabaseMissing(path)
    except OSError as error:
        return DatabaseUnreadable(path, why(error))
    if not path.is_file():
        return DatabaseUnreadable(path, _("it is not an ordinary file"))
    if not os.access(path, os.R_OK):
        return DatabaseUnreadable(path, _("you may not read it"))
    if not os.access(path.parent, os.W_OK):
        return DatabaseReadOnly(path)
    return DatabaseUnreadable(path, _("the system refuses to open it"))


def _why_not_read(error: sqlite3.Error, path: Path) -> DatabaseError:
    # Reading a folder as if it were a file is an I/O error on some systems.
    return _why_not_opened(path) if path.is_dir() else DiskTrouble(path, str(error))
