"""What the PDF maker needs of the system: pango and its company. The machine's own, or unpacked into the cache."""

import os
import subprocess
from pathlib import Path

from . import folders, package, process
from .refusal import Refusal
from .say import step

PACKAGES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "libfontconfig1", "fontconfig-config"]
# A PDF that is really made, with letters that only a working font set-up can draw.
TRIAL = "import weasyprint; assert weasyprint.HTML(string='<p>Nguyễn Thị Ờ</p>').write_pdf()[:5] == b'%PDF-'"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fontcache</cachedir>
  <include ignore_missing="yes">{folder}/etc/fonts/conf.d</include>
</fontconfig>
"""


def variables(python: Path) -> dict:
    """The environment in which ``python`` can make a PDF; tried once for each virtual environment."""
    tried = python.parents[1] / "has-pdf"
    unpacked = folders.cache() / "libraries"
    if tried.exists():
        return _unpacked_variables(unpacked) if tried.read_text() == "unpacked" else {}
    if _makes_pdf(python, {}):
        tried.write_text("system")
        return {}
    with step("Fetching what the PDF maker needs (pango), into the cache"):
        package.libraries(PACKAGES, unpacked)
        (unpacked / "fonts.conf").write_text(FONTS.format(folder=unpacked))
    found = _unpacked_variables(unpacked)
    if not _makes_pdf(python, found):
        raise Refusal(
            "Payslips cannot be made as PDF: WeasyPrint does not find pango on this machine.\n"
            f"{_reason(python, found)}\n"
            f"Install it: apt-get install {' '.join(PACKAGES[:3])}"
        )
    tried.write_text("unpacked")
    return found


def _unpacked_variables(folder: Path) -> dict:
    """Variables under which programs find the unpacked libraries and fonts."""
    libraries = [str(found) for found in sorted(folder.glob("usr/lib/*-linux-gnu*"))]
    before = os.environ.get("LD_LIBRARY_PATH")
    found = {"LD_LIBRARY_PATH": ":".join(libraries + ([before] if before else []))}
    if not Path("/etc/fonts/fonts.conf").exists():
        found["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
    return found


def _trial(python: Path, found: dict) -> subprocess.CompletedProcess:
    return subprocess.run([python, "-c", TRIAL], capture_output=True, text=True, env={**os.environ, **found})


def _makes_pdf(python: Path, found: dict) -> bool:
    return _trial(python, found).returncode == 0


def _reason(python: Path, found: dict) -> str:
    return process.tail(_trial(python, found).stderr, 2)
