"""Our addons: which there are, in the order they need each other, and a fingerprint of what they install."""

import ast
import hashlib
from pathlib import Path

from . import folders

NOT_INSTALLED = {"demo", "tests", "__pycache__", "README.md", "description"}


def manifests(addons: Path = folders.ADDONS) -> dict:
    """``{name: manifest}`` of our addons, those that others depend on first."""
    found = {file.parent.name: ast.literal_eval(file.read_text()) for file in sorted(addons.glob("*/__manifest__.py"))}
    ordered = {}

    def add(name):
        for needed in found[name].get("depends", ()):
            if needed in found and needed not in ordered:
                add(needed)
        ordered[name] = found[name]

    for name in found:
        if name not in ordered:
            add(name)
    return ordered


def names(addons: Path = folders.ADDONS) -> list:
    """What every ward has: all but the bridges."""
    return [name for name, manifest in manifests(addons).items() if not manifest.get("auto_install")]


def bridges(addons: Path = folders.ADDONS) -> list:
    """What Odoo installs by itself, in a ward that also has the addons of Odoo it bridges to."""
    return [name for name, manifest in manifests(addons).items() if manifest.get("auto_install")]


def others(ours: list | None = None) -> list:
    """The addons of Odoo that ours depend on: those of every ward, or those of ``ours``."""
    found = manifests()
    return sorted({needed for name in ours or names() for needed in found[name]["depends"]} - set(found))


def fingerprint(addons: Path = folders.ADDONS, only: list | None = None) -> str:
    """Changes when anything that an installation or upgrade would read changes, in all addons or ``only`` these."""
    homes = [addons] if only is None else [addons / name for name in only]
    files = (
        file
        for home in homes
        for file in home.rglob("*")
        if not NOT_INSTALLED.intersection(file.relative_to(addons).parts)
    )
    return _digest(addons, files)


def demo_fingerprint(addons: Path = folders.ADDONS) -> str:
    """Changes when the demo data changes."""
    return _digest(addons, addons.glob("*/demo/**/*"))


def _digest(addons: Path, files) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            digest.update(f"{file.relative_to(addons)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
