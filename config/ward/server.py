"""Odoo: its command line, one run to the end, and a server that is waited for."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from . import folders, process
from .connection import Server
from .refusal import Refusal
from .source import Source

ADDRESS = "127.0.0.1"
PID = folders.STATE / "odoo.pid"


@dataclass(frozen=True)
class Odoo:
    """Odoo 19 from a source, run by a Python, on a PostgreSQL. ``libraries`` goes before the system's."""

    source: Source
    python: Path
    postgres: Server
    libraries: dict

    def command(self, *arguments: str) -> list:
        """``odoo [shell] -c odoo.conf ...``. The package's script: ``-m odoo`` respawns for ever with workers."""
        first = [arguments[0]] if arguments[:1] == ("shell",) else []
        rest = arguments[len(first):]
        return [self.python, self.source.script, *first, "-c", "odoo.conf", "--data-dir", folders.DATA, *rest]

    def environment(self) -> dict:
        return {**self.postgres.environment(), **self.libraries, "PYTHONUNBUFFERED": "1"}

    def options(self) -> dict:
        """For every program that runs beside or inside Odoo: started in the repository, with our variables."""
        return {"cwd": folders.REPOSITORY, "env": self.environment()}

    def run(self, *arguments: str, failure: str, log: Path) -> None:
        """To the end, with its log in a file."""
        folders.make(log.parent)
        process.run(self.command(*arguments), failure, log=log, **self.options())

    def script(self, database: str, name: str, failure: str, **variables: str) -> str:
        """Run ``inside/<name>.py`` with ``env`` of a database; what it prints is returned."""
        text = (Path(__file__).parent / "inside" / f"{name}.py").read_text()
        done = subprocess.run(
            self.command("shell", "-d", database, "--no-http", "--log-level=warn"),
            input=text, text=True, capture_output=True, errors="replace",
            preexec_fn=process.dies_with_parent,
            cwd=folders.REPOSITORY, env={**self.environment(), **variables},
        )  # fmt: skip
        if done.returncode:
            raise Refusal(f"{failure}\n{process.tail(done.stderr, 20)}")
        return done.stdout

    def start(self, database: str, port: int, log: Path, *arguments: str) -> subprocess.Popen:
        """Serve a database; returns when the login page answers."""
        folders.make(log.parent)
        started = process.start(
            self.command("-d", database, "--http-port", str(port), *arguments), log, **self.options()
        )
        deadline = time.monotonic() + 120
        while not answers(port):
            if started.poll() is not None or time.monotonic() > deadline:
                process.end(started)
                said = process.tail(log.read_text(errors="replace"), 20)
                raise Refusal(f"Odoo does not start. The end of {log}:\n{said}")
            time.sleep(0.2)
        return started


def answers(port: int) -> bool:
    """Whether the login page is there."""
    try:
        with urllib.request.urlopen(f"http://{ADDRESS}:{port}/web/login", timeout=60) as page:
            return page.status == 200
    except (urllib.error.URLError, OSError):
        return False


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return probe.getsockname()[1]


def asked_port() -> int:
    """``PORT``, by default 8069. Refuses what is not a port or is taken."""
    text = os.environ.get("PORT") or "8069"
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Refusal(f"PORT={text} is not a port: a number from 1 to 65535 is. Try: make run PORT=8070")
    port = int(text)
    pid = process.noted(PID)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            ours = f" (Ward ERP of this clone runs as process {pid}: make stop ends it)" if pid else ""
            raise Refusal(
                f"Port {port} of {ADDRESS} cannot be used: {error.strerror}{ours}.\n"
                f"Name another one: make run PORT={port + 1}"
            ) from error
    return port
