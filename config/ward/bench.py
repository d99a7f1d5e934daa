"""Benchmarks: each ``tests/bench/bench_*.py`` runs in an Odoo shell (``env``), with our addons and the peer's.

What a benchmark prints is handed through: one JSON object a line, nothing else.
"""

import os
import shutil
import subprocess
from pathlib import Path

from . import addon, building, database, environment, folders, process
from .refusal import Refusal
from .say import say, step
from .server import Odoo

BENCH = folders.REPOSITORY / "tests/bench"
LOCK = folders.CONFIG / "requirements-bench.lock"
INSTALLED, DATABASE = "ward_bench", "ward_bench_run"


def run(ready) -> int:
    """Run all benchmarks, or those that ``WHAT`` names, one or several; 0 when each ended well."""
    asked = os.environ.get("WHAT", "").split() or [""]
    files = [file for file in sorted(BENCH.glob("bench_*.py")) if any(name in file.name for name in asked)]
    if not files:
        there = ", ".join(sorted(file.name for file in BENCH.glob("bench_*.py"))) or "none yet"
        raise Refusal(f"There is no such benchmark in tests/bench: {there}.")
    failed = []
    with ready("tests") as odoo:
        peer = peer_addons(odoo.python)
        path = f"--addons-path=addons,{peer}"
        prepare(odoo, path)
        for file in files:
            say(f"Benchmark {file.stem.removeprefix('bench_')}")
            database.clone(odoo.postgres, INSTALLED, DATABASE)  # each has its own: what it leaves disturbs nobody
            with open(file) as script:
                done = subprocess.run(
                    odoo.command("shell", "-d", DATABASE, path, "--no-http", "--log-level=warn"),
                    stdin=script, cwd=folders.REPOSITORY,
                    env={**odoo.environment(), "PYTHONPATH": str(BENCH), "WARD_BENCH_TEMPLATE": INSTALLED},
                )  # fmt: skip
            failed += [file.name] if done.returncode else []
        database.drop(odoo.postgres, DATABASE)
    if failed:
        say(f"Benchmarks that broke off: {', '.join(failed)}")
    return 1 if failed else 0


def peer_addons(python: Path) -> Path:
    """The folder with the peer's addons, installed for the benchmarks only."""
    folder = environment.site_packages(python).parents[2] / f"bench-{LOCK.stat().st_size}"
    addons = folder / "odoo/addons"
    if not addons.exists():
        with step("Installing the peer of the benchmarks"):
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            process.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", LOCK,
                         "--target", unfinished], "The peer of the benchmarks cannot be installed.")  # fmt: skip
            unfinished.rename(folder)
    return addons


def prepare(odoo: Odoo, path: str) -> None:
    """A database with our addons and the peer's, without demo data: new for each run."""
    building.base(odoo)
    database.clone(odoo.postgres, building.BASE, INSTALLED)
    peers = sorted(manifest.parent.name for manifest in Path(path.split(",")[1]).glob("*/__manifest__.py"))
    with step("Installing our addons and the peer's for the benchmarks"):
        odoo.run("-d", INSTALLED, path, "-i", ",".join([*addon.names(), *peers]), "--no-http", "--stop-after-init",
                 failure="The addons for the benchmarks cannot be installed.",
                 log=folders.LOGS / f"install-{INSTALLED}.log")  # fmt: skip
    database.sql(odoo.postgres, "VACUUM ANALYZE", INSTALLED)
