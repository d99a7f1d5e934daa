"""The virtual environment in the cache: locked packages with checked hashes, and Odoo beside them.

It is named after the Python, the locks and the Odoo it belongs to, so clones that agree share one.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import folders
from .process import run, tail
from .refusal import Refusal
from .say import Bar, step
from .source import Source

LOCKS = {
    "run": folders.CONFIG / "requirements.lock",
    "tests": folders.CONFIG / "requirements-tests.lock",
}
MEGABYTES = {"run": 600, "tests": 400}
NAMES = {"run": "packages", "tests": "packages for tests"}


def folder(source: Source) -> Path:
    """Where the environment for this Python, these locks and this Odoo is, or will be."""
    digest = hashlib.sha256(f"{sys.base_prefix} {sys.version} {source.library}".encode())
    for lock in LOCKS.values():
        digest.update(lock.read_bytes())
    return folders.cache() / f"python{sys.version_info[0]}.{sys.version_info[1]}-{digest.hexdigest()[:12]}"


def python(source: Source, *sets: str) -> Path:
    """The interpreter with the sets of packages asked for (``run``, ``tests``); made when missing."""
    home = folder(source)
    if not all((home / f"has-{name}").exists() for name in sets):
        with folders.locked(folders.cache()):
            for name in sets:
                if not (home / f"has-{name}").exists():
                    _install(home, name, source)
    return home / "bin/python"


def site_packages(python_path: Path) -> Path:
    """Where the packages of an environment lie."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return python_path.parents[1] / "lib" / version / "site-packages"


def _install(home: Path, name: str, source: Source) -> None:
    """Add one set. A set that was interrupted half-way spoils the whole: then all begins again, from pip's cache."""
    unfinished = home / "unfinished"
    if unfinished.exists() or not (home / "bin/python").exists():
        shutil.rmtree(home, ignore_errors=True)
    folders.require_space(folders.cache(), MEGABYTES[name], f"the Python {NAMES[name]}")
    with step(f"Installing the Python {NAMES[name]} of {LOCKS[name].name}"):
        pip = _pip(home)
        unfinished.touch()
        options = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
        _follow([*pip, "install", *options, "-r", str(LOCKS[name])], LOCKS[name])
        (site_packages(home / "bin/python") / "odoo-source.pth").write_text(f"{source.library}\n")
        unfinished.unlink()
        (home / f"has-{name}").touch()


def _pip(home: Path) -> list:
    """The command that installs into the environment: its own pip, or this Python's."""
    if (home / "bin/pip").exists():
        return [str(home / "bin/python"), "-m", "pip"]
    arguments = [sys.executable, "-m", "venv", str(home)]
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0:
        run(arguments, "The virtual environment cannot be made.")
        return [str(home / "bin/python"), "-m", "pip"]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        run([*arguments, "--without-pip"], "The virtual environment cannot be made.")
        return [sys.executable, "-m", "pip", "--python", str(home / "bin/python")]
    raise Refusal(
        f"Python packages cannot be installed: {sys.executable} has neither venv nor pip.\n"
        "Install one of them: apt-get install python3-venv"
    )


def _follow(command: list, lock: Path) -> None:
    """Run pip and show how far it is."""
    total = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))
    megabytes, seen, said = 0.0, 0, []
    bar = Bar("packages")
    environment = dict(os.environ, PIP_CACHE_DIR=str(folders.cache() / "pip"), PIP_DISABLE_PIP_VERSION_CHECK="1")
    process = subprocess.Popen([*command, "--progress-bar", "off"], env=environment, text=True, errors="replace",
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    for line in process.stdout:
        said.append(line)
        seen += line.startswith("Collecting ")
        size = re.search(r"(?:Downloading|Using cached) .*\(([\d.]+) (kB|MB)\)", line)
        if size:
            megabytes += float(size.group(1)) / (1000 if size.group(2) == "kB" else 1)
        bar.show(seen, total, f"packages, {megabytes:,.0f} MB")
    bar.clear()
    if process.wait():
        wrong = [line for line in said if not line.startswith(("Collecting", "  ", "WARNING"))]
        raise Refusal(
            f"The Python packages of {lock.name} cannot be installed:\n{tail(''.join(wrong), 6)}\n"
            "Look at the network or the proxy and start again: what is fetched already is kept."
        )
