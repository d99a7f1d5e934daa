"""The browser of the stories: one that is here, or one that apt may install."""

import os
import shutil
import subprocess

from .archive import os_release
from .refusal import Refusal
from .say import step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str:
    """Its path. Where there is none, the Refusal is the reason that the summary of the tests gives."""
    named = os.environ.get("WARD_CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise Refusal(f"WARD_CHROMIUM={named} is not a program")
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    if os.geteuid() != 0 or not shutil.which("apt-get") or os_release().get("ID") != "debian":
        raise Refusal("no Chromium here, and this user may not install one; name one with WARD_CHROMIUM=/path")
    with step("Installing Chromium for the browser stories, with apt"):
        quiet = {"capture_output": True, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "-q", "update"], **quiet)
        subprocess.run(["apt-get", "-q", "-y", "--no-install-recommends", "install", "chromium"], **quiet)
    path = shutil.which("chromium")
    if not path:
        raise Refusal("no Chromium here, and apt could not install it")
    return path


def _starts(path: str) -> bool:
    """Some machines have only a launcher that asks for another package manager."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
