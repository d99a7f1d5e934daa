"""The pictures of the README: ``tests/pictures.py`` on a server with a fresh demo ward."""

import subprocess

from . import building, chromium, folders, process, server
from .refusal import Refusal
from .say import say


def take(ready) -> int:
    """Take every picture anew; 0 when all were taken."""
    browser, reason = chromium.find()
    if not browser:
        raise Refusal(f"Pictures need a browser: {reason}.")
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
            return subprocess.run(
                [odoo.python, script], cwd=folders.REPOSITORY, env={**odoo.environment(), **found}
            ).returncode
        finally:
            process.end(serving)
