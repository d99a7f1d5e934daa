"""Databases on a Server: made, cloned with their files, renamed when finished, and marked with what they hold.

The mark (a comment on the database) says which state of the sources it was built from. A database without
the right mark is not finished, whatever happened to the process that built it.
"""

import os
import shutil

from . import folders
from .connection import Server
from .process import run

FILESTORE = folders.DATA / "filestore"


def sql(server: Server, statement: str, database: str = "postgres") -> list:
    """The rows of a statement, each a list of texts."""
    out = run([server.psql, "-qAtX", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement, database],
              "The database does not do what it is asked.", env=server.environment())  # fmt: skip
    return [line.split("\t") for line in out.splitlines()]


def mark(server: Server, name: str) -> str | None:
    """What the database was built from; None when there is no such database, "" when it bears no mark."""
    comment = "coalesce(shobj_description(oid, 'pg_database'), '')"
    rows = sql(server, f"SELECT {comment} FROM pg_database WHERE datname = '{name}'")
    return rows[0][0] if rows else None


def set_mark(server: Server, name: str, text: str) -> None:
    sql(server, f"COMMENT ON DATABASE {name} IS '{text}'")


def drop(server: Server, name: str) -> None:
    """Remove a database and its files, whoever looks at it."""
    sql(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    shutil.rmtree(FILESTORE / name, ignore_errors=True)


def create(server: Server, name: str) -> None:
    """An empty database in which Vietnamese is found without its marks (``nguyen`` finds Nguyễn)."""
    sql(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'")
    sql(server, "CREATE EXTENSION pg_trgm", name)
    sql(server, "CREATE EXTENSION unaccent", name)
    # Not quite true (a dictionary file could change), but only then can an index use it; Odoo does the same.
    # Only a superuser may say so; without it searches still work, but read every row.
    sql(server, "DO $$BEGIN ALTER FUNCTION unaccent(text) IMMUTABLE;"
        " EXCEPTION WHEN insufficient_privilege THEN NULL; END$$", name)  # fmt: skip


def clone(server: Server, origin: str, name: str) -> None:
    """A copy of a database nobody is working in, with its files (linked: Odoo never changes one)."""
    drop(server, name)
    sql(server, f"CREATE DATABASE {name} TEMPLATE {origin}")
    if (FILESTORE / origin).exists():
        shutil.copytree(FILESTORE / origin, FILESTORE / name, copy_function=os.link)


def rename(server: Server, old: str, new: str) -> None:
    """Put a finished database in the place of ``new``."""
    drop(server, new)
    if (FILESTORE / old).exists():
        (FILESTORE / old).rename(FILESTORE / new)
    sql(server, f"ALTER DATABASE {old} RENAME TO {new}")
