"""What is unpacked from the archive into the cache: whole or not at all, and never twice."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from . import archive, folders, process
from .say import Bar, step

ODOO = "odoo-19"
MEGABYTES = 1800  # Odoo unpacked, its package, and the lists of two suites
# Odoo's static files are links into these. Icons need Font Awesome 4.7: later ones have other names.
STATIC = [
    "libjs-jquery", "libjs-jquery-form", "libjs-underscore", "fonts-font-awesome",
    "fonts-roboto-unhinted", "fonts-montserrat", "fonts-inconsolata", "fonts-ocr-b",
]  # fmt: skip
FONT_AWESOME = "fonts-font-awesome"


def odoo() -> Path:
    """The folder Odoo 19 is unpacked in; fetched on the first call."""
    folder = folders.cache() / ODOO
    script = folder / "usr/bin/odoo"
    if script.is_file():
        return folder
    archive.require_apt()
    folders.require_space(folders.cache(), MEGABYTES, "Odoo 19")
    with folders.locked(folders.cache()):
        if not script.is_file():
            sid, own = _archives()
            files = _fetch(sid, own)
            with step(f"Unpacking Odoo 19 into {folder}"):
                unpack(files, folder)
            shutil.rmtree(folders.cache() / "packages")
    return folder


def _archives():
    """Debian's sid, which has Odoo 19, and the machine's own suite, with fresh lists."""
    archive.address()
    own = archive.own()
    with step("Asking the package archive what it has"):
        own.update(Bar("lists of this machine's suite"))
        _keyring(own)
        sid = archive.debian("sid")
        sid.update(Bar("lists of Debian sid"))
    return sid, own


def _keyring(own) -> None:
    """Machines of other makes offer Debian's keys as a package, signed by keys they trust already."""
    try:
        archive.keyring()
    except archive.Refusal:
        if not own.version("debian-archive-keyring"):
            raise
        into = folders.cache() / "packages"
        unpack(own.download(["debian-archive-keyring"], into, Bar("keys of Debian")), folders.cache() / "keyring")


def _fetch(sid, own) -> list:
    """The package files of Odoo and of everything its static files point to."""
    into = folders.cache() / "packages"
    here = {name: own.version(name) for name in STATIC}
    from_own = [name for name in STATIC if here[name]]
    files = []
    if "4.7" not in (here[FONT_AWESOME] or ""):
        old = archive.debian("bookworm")
        with step("Asking Debian bookworm for the icons of Odoo"):
            old.update(Bar("lists of Debian bookworm"))
            files += old.download([FONT_AWESOME], into, Bar("icons"))
    from_own = [name for name in from_own if name != FONT_AWESOME or not files]
    with step(f"Downloading Odoo 19 ({sid.version(ODOO)}) from Debian sid"):
        files += sid.download(
            [ODOO, *(name for name in STATIC if not here[name] and name != FONT_AWESOME)], into, Bar("Odoo 19")
        )
    with step("Downloading fonts and scripts that Odoo shows its pages with"):
        files += own.download(from_own, into, Bar("fonts and scripts"))
    return files


def unpack(files: list, folder: Path) -> None:
    """Unpack packages together; the folder appears only when everything is in it.

    Each attempt has a folder of its own: what a killed one has left running may still write into its old one.
    """
    for old in folder.parent.glob(f"{folder.name}.unfinished-*"):
        shutil.rmtree(old, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{folder.name}.unfinished-", dir=folders.make(folder.parent)))
    unfinished.chmod(0o755)
    for file in files:
        process.run(["dpkg-deb", "-x", str(file), str(unfinished)], f"The package {file.name} cannot be unpacked.")
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)


def libraries(names: list, folder: Path) -> None:
    """Packages of the machine's own suite with everything they need and it lacks, into one folder."""
    archive.require_apt()
    with folders.locked(folders.cache()):
        if folder.exists():
            return
        own = archive.own()
        own.update(Bar("lists of this machine's suite"))
        simulated = subprocess.run(
            ["apt-get", *own.options, "--no-install-recommends", "--simulate", "install", *names],
            capture_output=True, text=True,
        )  # fmt: skip
        needed = [line.split()[1] for line in simulated.stdout.splitlines() if line.startswith("Inst ")]
        into = folders.cache() / "packages"
        unpack(own.download(needed or names, into, Bar("libraries")), folder)
        shutil.rmtree(into)
