"""How to reach a PostgreSQL: ours, or one that ``PGHOST`` or ``db_host`` in ``odoo.conf`` names."""

import configparser
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .refusal import Refusal

OLDEST = 14
QUESTION = """
SELECT current_setting('server_version'), rolname, rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = user
"""


@dataclass(frozen=True)
class Server:
    """How to reach a PostgreSQL: ``psql`` and the PG* variables that every program here understands."""

    psql: Path
    variables: dict

    def environment(self) -> dict:
        """Our environment with the PG* variables of this server and no database named in advance."""
        kept = {name: value for name, value in os.environ.items() if name != "PGDATABASE"}
        return {**kept, **self.variables}


def named_elsewhere(odoo_conf: Path) -> dict | None:
    """PG* variables of a PostgreSQL named by the environment or by odoo.conf; None when none is."""
    names = {"PGHOST": "db_host", "PGPORT": "db_port", "PGUSER": "db_user", "PGPASSWORD": "db_password"}
    conf = configparser.ConfigParser(interpolation=None)
    conf.read(odoo_conf)
    values = {}
    for variable, option in names.items():
        value = os.environ.get(variable) or conf.get("options", option, fallback="")
        if value and value != "False":
            values[variable] = value
    return values if "PGHOST" in values else None


def require_usable(server: Server) -> None:
    """Refuse a PostgreSQL that does not answer, is older than 14, or does not let this user work."""
    asked = subprocess.run([server.psql, "-qAtX", "-F", "\t", "-c", QUESTION, "postgres"],
                           env=server.environment(), capture_output=True, text=True)  # fmt: skip
    where = server.variables["PGHOST"]
    if asked.returncode:
        raise Refusal(
            f"The PostgreSQL at {where} does not let us in: {asked.stderr.strip()}\n"
            "Look at PGHOST, PGPORT, PGUSER and PGPASSWORD (or db_host... in odoo.conf), or unset them to use our own."
        )
    version, user, makes_databases = asked.stdout.strip().split("\t")
    if int(version.split(".")[0]) < OLDEST:
        raise Refusal(
            f"The PostgreSQL at {where} is {version}; Odoo 19 needs {OLDEST} or newer.\n"
            "Name a newer one with PGHOST=, or unset PGHOST (and db_host in odoo.conf) to use our own."
        )
    if user == "postgres" or makes_databases != "t":
        why = "Odoo does not work as that one" if user == "postgres" else "that one may not make databases"
        raise Refusal(
            f"The PostgreSQL at {where} knows us as {user}, and {why}.\n"
            "Name another user with PGUSER=; one is made with: createuser --createdb ward"
        )
