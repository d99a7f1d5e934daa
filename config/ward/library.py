"""System libraries that some packages need: the machine's own, or unpacked into the cache beside everything else.

``PDF``: pango and its company, for payslips. ``DRIVER``: what the driver of the browser stories needs.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import folders, package, process
from .refusal import Refusal
from .say import step


@dataclass(frozen=True)
class Need:
    """``trial`` is a program (after ``python``'s folder) and its arguments that ends well when the need is met."""

    name: str
    what: str
    packages: tuple
    trial: tuple


# A PDF that is really made, with letters that only a working font set-up can draw.
LETTERS = "import weasyprint; assert weasyprint.HTML(string='<p>Nguyễn Thị Ờ</p>').write_pdf()[:5] == b'%PDF-'"
PDF = Need(
    "pdf",
    "the PDF maker",
    ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "libfontconfig1", "fontconfig-config"),
    ("python", "-c", LETTERS),
)
DRIVER = Need(
    "driver",
    "the driver of the browser stories",
    ("libatomic1", "libstdc++6"),
    ("python", "-c", "from playwright.sync_api import sync_playwright as start; start().__enter__()"),
)
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fontcache</cachedir>
  <include ignore_missing="yes">{folder}/etc/fonts/conf.d</include>
</fontconfig>
"""


def variables(python: Path, need: Need, before: dict) -> dict:
    """``before`` and what else the environment must say for ``need``; tried once for each virtual environment."""
    tried = python.parents[1] / f"has-{need.name}"
    unpacked = folders.cache() / f"libraries-{need.name}"
    known = tried.read_text() if tried.exists() else ""
    if known != "system" and not (known == "unpacked" and unpacked.exists()):
        if _trial(python, need, before).returncode == 0:
            tried.write_text("system")
        else:
            _fetch(python, need, before, unpacked)
            tried.write_text("unpacked")
    return _with_unpacked(unpacked, before) if tried.read_text() == "unpacked" else before


def _fetch(python: Path, need: Need, before: dict, unpacked: Path) -> None:
    """Unpack what the need lacks, and see that it helps."""
    if shutil.which("apt-get"):
        with step(f"Fetching what {need.what} needs of the system, into the cache"):
            package.libraries(list(need.packages), unpacked)
            (unpacked / "fonts.conf").write_text(FONTS.format(folder=unpacked))
    trial = _trial(python, need, _with_unpacked(unpacked, before))
    if trial.returncode:
        raise Refusal(
            f"A library that {need.what} needs is not on this machine:\n{process.tail(trial.stderr, 2)}\n"
            f"Install it: apt-get install {' '.join(need.packages[:3])} (or what they are called here)."
        )


def _with_unpacked(folder: Path, before: dict) -> dict:
    """Variables under which programs find the unpacked libraries and, where the machine has no such set-up, fonts."""
    paths = [str(found) for found in sorted(folder.glob("usr/lib/*-linux-gnu*"))]
    known = before.get("LD_LIBRARY_PATH") or os.environ.get("LD_LIBRARY_PATH")
    found = {**before, "LD_LIBRARY_PATH": ":".join([*paths, known] if known else paths)}
    if not Path("/etc/fonts/fonts.conf").exists() and (folder / "etc/fonts").exists():
        found["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    return found


def _trial(python: Path, need: Need, variables_: dict) -> subprocess.CompletedProcess:
    command = [python.parent / need.trial[0], *need.trial[1:]]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **variables_})
