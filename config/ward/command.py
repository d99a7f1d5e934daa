"""What each ``make`` target does."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from . import (
    addon,
    bench,
    building,
    check,
    database,
    environment,
    folders,
    library,
    pictures,
    postgres,
    process,
    seals,
    server,
    source,
)
from .refusal import Refusal
from .say import say

ROLES = """
SELECT u.login, coalesce(g.name->>'vi_VN', g.name->>'en_US', 'Quản trị hệ thống'), p.name, c.name
  FROM ir_model_data d
  JOIN res_users u ON d.model = 'res.users' AND u.id = d.res_id
  JOIN res_partner p ON p.id = u.partner_id
  JOIN res_company c ON c.id = u.company_id
  LEFT JOIN (res_groups_users_rel r JOIN res_groups g ON g.id = r.gid
             JOIN ir_model_data x ON (x.model, x.res_id) = ('res.groups', g.id) AND starts_with(x.module, 'ward_'))
         ON r.uid = u.id AND d.module <> 'base'
 WHERE starts_with(d.name, 'demo_user_') OR (d.module, d.name) = ('base', 'user_admin')
 ORDER BY d.module = 'base', u.id
"""


@contextmanager
def ready(*sets: str):
    """An Odoo that can be used: source, packages, PostgreSQL and PDF libraries are there, or are fetched."""
    found = source.find()
    python = environment.python(found, "run", *sets)
    libraries = library.variables(python, library.PDF, {})
    with postgres.serving(environment.site_packages(python)) as running:
        yield server.Odoo(found, python, running, libraries)


def run() -> int:
    """Serve the demo ward until Ctrl-C."""
    began = time.monotonic()
    port = server.asked_port()
    with ready() as odoo:
        demo = os.environ.get("DEMO", "1") != "0"
        name = building.demo(odoo) if demo else building.real(odoo)
        say("Starting Odoo")
        log = folders.LOGS / "odoo.log"
        serving = odoo.start(name, port, log)
        try:
            process.note(server.PID, serving.pid)
            seconds = time.monotonic() - began
            say(f"\nWard ERP is ready after {seconds:.0f} s: http://{server.ADDRESS}:{port}\n")
            if demo:
                say_logins(odoo, name)
            say(f"Log: {log.relative_to(folders.REPOSITORY)}. Ctrl-C stops it.")
            serving.wait()
        except KeyboardInterrupt:
            say("\nStopping")
            return 0
        finally:
            process.end(serving)
            server.PID.unlink(missing_ok=True)
        if serving.returncode not in (0, -signal.SIGTERM):
            raise Refusal(f"Odoo has ended by itself (code {serving.returncode}). The end of {log}:\n"
                          f"{process.tail(log.read_text(errors='replace'))}")  # fmt: skip
    return 0


def say_logins(odoo: server.Odoo, name: str) -> None:
    """One line a demo login, as the demo data has them; the password is the login."""
    rows = database.sql(odoo.postgres, ROLES, name)
    widths = [max(len(row[column]) for row in rows) + 2 for column in range(3)]
    say("Log in (the password is the login):")
    for row in rows:
        say("  " + "".join(text.ljust(width) for text, width in zip(row, widths, strict=False)) + row[3])
    say()


def stop() -> int:
    """End what this clone has started."""
    ended = process.end_noted(server.PID)
    for _ in range(100):  # the make run that has lost its Odoo stops PostgreSQL itself
        if not postgres.running():
            break
        time.sleep(0.1)
    else:
        found = source.find()
        postgres.stop(postgres.binaries(environment.site_packages(environment.folder(found) / "bin/python")))
        ended = True
    say("Stopped." if ended else "Nothing of this clone is running.")
    return 0


def shell() -> int:
    """The Odoo shell on the demo ward; what comes through a pipe is run."""
    with ready() as odoo:
        name = building.demo(odoo)
        command = odoo.command("shell", "-d", name, "--no-http", "--log-level=warn")
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the shell
        return subprocess.run(command, **odoo.options()).returncode


def reset() -> int:
    """Drop the demo ward, after asking."""
    if process.noted(server.PID):
        raise Refusal("The demo ward is being served. Stop it first: make stop")
    if os.environ.get("YES") != "1":
        question = "Drop the demo ward with everything that was entered in it? [y/N] "
        answer = input(question) if sys.stdin.isatty() else ""
        if answer.strip().lower() not in ("y", "yes"):
            say("Nothing was dropped. (Without a terminal: make reset YES=1)")
            return 1
    with ready() as odoo:
        database.drop(odoo.postgres, building.DEMO)
    say("The demo ward is dropped; make run makes a new one.")
    return 0


def golden() -> int:
    """Check the golden payslips of a folder."""
    folder = os.environ.get("DIR")
    if not folder:
        raise Refusal("Which payslips? Name their folder: make golden DIR=addons/ward_hr/tests/golden")
    python = environment.python(source.find(), "run")
    script = folders.CONFIG / "ward/inside/golden.py"
    return subprocess.run([python, script, folder], cwd=folders.REPOSITORY).returncode


def verify_pay() -> int:
    """Reckon the seals of every paid run anew, ward by ward; those of the file ``KEPT`` must be there still."""
    name = building.DEMO if os.environ.get("DEMO", "1") != "0" else building.REAL
    kept = seals.kept(os.environ.get("KEPT", ""))
    with ready() as odoo:
        if database.mark(odoo.postgres, name) is None:
            raise Refusal(f"There is no database {name} to verify. make run makes the demo ward, DEMO=0 a real one.")
        said = odoo.script(name, "verify_pay", "The seals of the pay cannot be verified.")
    return seals.say_all(seals.read(said), kept)


def translate() -> int:
    """Bring the Vietnamese files up to date with the strings of the addons, and list what they lack."""
    with ready("tests") as odoo:
        wards = {building.test(odoo): addon.names(), building.bridges(odoo): addon.bridges()}
        return max(_translate(odoo, name, addons) for name, addons in wards.items())


def _translate(odoo: server.Odoo, name: str, addons: list) -> int:
    command = odoo.command("shell", "-d", name, "--no-http", "--log-level=warn")
    options = odoo.options()
    options["env"] = {**options["env"], "WARD_ADDONS": " ".join(addons)}
    with open(folders.CONFIG / "translations.py") as script:
        return subprocess.run(command, stdin=script, **options).returncode


def lock() -> int:
    """Write the locked requirements anew: for every Python from 3.10, with hashes, without addresses."""
    base = ["uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.10",
            "--generate-hashes", "--no-header", "--no-emit-package", "docopt", "--upgrade"]  # fmt: skip
    for name, extra in (("requirements", []), ("requirements-tests", []), ("requirements-bench", ["--no-deps"])):
        command = [*base, *extra, f"{name}.in", "-o", f"{name}.lock"]
        process.run(command, "The lock cannot be written.", cwd=folders.CONFIG)
    return 0


COMMANDS = {
    "run": run,
    "stop": stop,
    "shell": shell,
    "test": lambda: check.test(ready),
    "test-long": lambda: check.test_long(ready),
    "lint": check.lint,
    "bench": lambda: bench.run(ready),
    "golden": golden,
    "verify-pay": verify_pay,
    "pictures": lambda: pictures.take(ready),
    "reset": reset,
    "translate": translate,
    "lock": lock,
}


def _interrupt(*_):
    raise KeyboardInterrupt


def main(arguments: list) -> int:
    """Run one command; 0 when all is well, 1 when a check failed, 2 for a refusal, 130 when interrupted."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        say("What to do? One of: " + ", ".join(COMMANDS))
        return 2
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        return COMMANDS[arguments[0]]()
    except Refusal as refusal:
        say(f"\n{refusal}")
        return 2
    except KeyboardInterrupt:
        say("\nInterrupted. What is finished is kept; the next start goes on from there.")
        return 130
