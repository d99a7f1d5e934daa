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


def names() -> list:
    return list(manifests())


def others() -> list:
    """The addons of Odoo that ours depend on."""
    ours = manifests()
    return sorted({name for manifest in ours.values() for name in manifest["depends"]} - set(ours))


def fingerprint(addons: Path = folders.ADDONS) -> str:
    """Changes when anything that an installation or upgrade would read changes."""
    files = (file for file in addons.rglob("*") if not NOT_INSTALLED.intersection(file.relative_to(addons).parts))
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
