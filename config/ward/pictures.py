"""The pictures of the README: ``tests/pictures.py`` on a server with a fresh demo ward."""

import subprocess

from . import building, chromium, folders, library, process, server
from .say import say


def take(ready) -> int:
    """Take every picture anew; 0 when all were taken."""
    browser = chromium.find()
    with ready("tests") as odoo, folders.locked(folders.make(folders.STATE / "tests")):
        port = server.free_port()
        say("Starting Odoo for the pictures")
        serving = odoo.start(building.story(odoo), port, folders.LOGS / "pictures.log", "--max-cron-threads=0")
        try:
            found = {
                "WARD_URL": f"http://{server.ADDRESS}:{port}",
                "WARD_CHROMIUM": browser,
                "PYTHONPATH": "tests:config",
            }
            script = folders.REPOSITORY / "tests/pictures.py"
            variables = library.variables(odoo.python, library.DRIVER, {**odoo.environment(), **found})
            return subprocess.run([odoo.python, script], cwd=folders.REPOSITORY, env=variables).returncode
        finally:
            process.end(serving)
