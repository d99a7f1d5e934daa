"""Where Odoo 19 is: ``ODOO_HOME`` (a source tree), or the package unpacked in the cache."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from . import package
from .refusal import Refusal

SERIES = 19


@dataclass(frozen=True)
class Source:
    """``script`` starts Odoo, ``library`` holds the Python package ``odoo``."""

    script: Path
    library: Path


def find() -> Source:
    """The Odoo to use. Refuses one that is not version 19."""
    home = os.environ.get("ODOO_HOME")
    if home:
        return _at_home(Path(home).expanduser().resolve())
    folder = package.odoo()
    return Source(folder / "usr/bin/odoo", folder / "usr/lib/python3/dist-packages")


def _at_home(home: Path) -> Source:
    """A checkout has ``odoo-bin``, an installed package ``odoo`` beside or inside ``home``."""
    release = home / "odoo/release.py"
    script = home / "odoo-bin"
    if not release.is_file():
        raise Refusal(
            f"There is no Odoo source in ODOO_HOME={home}: odoo/release.py is missing.\n"
            "Name the folder that holds odoo-bin, or leave ODOO_HOME out and Odoo 19 is fetched."
        )
    found = re.search(r"^version_info\s*=\s*\(\s*'?[^\d]*(\d+)", release.read_text(), re.MULTILINE)
    if not found or int(found.group(1)) != SERIES:
        version = found.group(1) if found else "of an unknown version"
        raise Refusal(
            f"ODOO_HOME={home} is Odoo {version}; Ward ERP runs on Odoo {SERIES}.\n"
            f"Name a source of Odoo {SERIES}, or leave ODOO_HOME out and it is fetched."
        )
    if not script.is_file():
        script = home / "setup/odoo"
    return Source(script, home)
