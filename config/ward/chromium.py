"""The browser of the stories: one that is here, or one that apt may install."""

import os
import shutil
import subprocess

from .archive import os_release
from .say import step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> tuple:
    """``(path, "")``, or ``(None, reason)`` in words for the summary of the tests."""
    named = os.environ.get("WARD_CHROMIUM")
    if named:
        return (named, "") if os.access(named, os.X_OK) else (None, f"WARD_CHROMIUM={named} is not a program")
    for name in NAMES:
        path = shutil.which(name)
        if path and _starts(path):
            return path, ""
    if os.geteuid() != 0 or not shutil.which("apt-get") or os_release().get("ID") != "debian":
        return None, "no Chromium here, and this user may not install one; name one with WARD_CHROMIUM=/path"
    with step("Installing Chromium for the browser stories, with apt"):
        quiet = {"capture_output": True, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "-q", "update"], **quiet)
        subprocess.run(["apt-get", "-q", "-y", "--no-install-recommends", "install", "chromium"], **quiet)
    path = shutil.which("chromium")
    return (path, "") if path else (None, "no Chromium here, and apt could not install it")


def _starts(path: str) -> bool:
    """Some machines have only a launcher that asks for another package manager."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
