"""The Debian archive, read by the machine's own apt with private folders: no root, signatures checked as always.

``own()`` is the machine's own suite, ``debian(suite)`` another suite of the same mirror.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import folders
from .process import tail
from .refusal import Refusal
from .say import Bar

KEYRINGS = ("/usr/share/keyrings", "/etc/apt/keyrings", "/etc/apt/trusted.gpg.d")
FIELDS = "$(REPO_URI)|$(RELEASE)|$(COMPONENT)"


def os_release(file: str = "/etc/os-release") -> dict:
    """What the machine says it is: ``{"ID": "debian", "VERSION_CODENAME": "bookworm", ...}``."""
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return {}
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}


def mirror(indextargets: str, system: str) -> str:
    """The address of a Debian mirror: ``WARD_DEBIAN_MIRROR``, or the one this Debian takes its packages from."""
    named = os.environ.get("WARD_DEBIAN_MIRROR")
    if named:
        return named.rstrip("/") + "/"
    if system == "debian":
        for line in indextargets.splitlines():
            address, release, component = line.split("|")
            if component == "main" and re.fullmatch(r"[a-z]+", release):
                return address
    raise Refusal(
        "The address of a Debian mirror is not known on this machine"
        f" ({system or 'not Debian'}: its own package source is not Debian's).\n"
        "Name one: make run WARD_DEBIAN_MIRROR=http://mirror.example/debian\n"
        "or use an Odoo 19 source that is here already: make run ODOO_HOME=/path/to/odoo"
    )


def keyring() -> Path:
    """Debian's archive keyring: ``WARD_DEBIAN_KEYRING``, the machine's, or one unpacked from its own archive."""
    named = os.environ.get("WARD_DEBIAN_KEYRING")
    places = [Path(named)] if named else [
        Path(folder, "debian-archive-keyring" + ending)
        for folder in (*KEYRINGS, folders.cache() / "keyring/usr/share/keyrings")
        for ending in (".gpg", ".pgp")
    ]
    for place in places:
        if place.is_file():
            return place
    raise Refusal(
        "The key ring that signs the Debian archive is not on this machine"
        f"{' at ' + named if named else ''}.\n"
        "Install it (apt-get install debian-archive-keyring), or name it with WARD_DEBIAN_KEYRING=/path/to/keyring.gpg"
    )


class Archive:
    """One suite, with its own lists under the cache folder. ``source`` is the line of a sources list, None for own."""

    def __init__(self, name: str, source: str | None):
        self.name = name
        self.folder = folders.cache() / "apt" / name
        self.options = [
            "-o", f"Dir::State::Lists={self.folder}/lists/",
            "-o", f"Dir::Cache={self.folder}/cache/",
            "-o", "Acquire::Languages=none",
            "-o", "Acquire::Retries=2",
            "-o", "Acquire::http::Timeout=30",
        ]  # fmt: skip
        if os.geteuid() == 0:  # apt's own user cannot write into root's cache folder
            self.options += ["-o", "APT::Sandbox::User=root"]
        if source:
            list_file = folders.make(self.folder) / "sources.list"
            list_file.write_text(source + "\n")
            self.options += [
                "-o", f"Dir::Etc::SourceList={list_file}",
                "-o", "Dir::Etc::SourceParts=/dev/null",
                "-o", "Dir::Etc::Preferences=/dev/null",
                "-o", "Dir::Etc::PreferencesParts=/dev/null",
                "-o", "APT::Update::Error-Mode=any",
            ]  # fmt: skip

    def update(self, bar: Bar) -> None:
        """Fetch the lists of what there is."""
        for folder in ("lists/partial", "cache/archives/partial"):
            folders.make(self.folder / folder)
        self._apt(["update"], bar, 100, "%")

    def version(self, package: str) -> str | None:
        """The version on offer, None when there is none."""
        shown = subprocess.run(["apt-cache", *self.options, "show", "--no-all-versions", package],
                               capture_output=True, text=True)  # fmt: skip
        found = re.search(r"^Version: (\S+)", shown.stdout, re.MULTILINE)
        return found and found.group(1)

    def download(self, packages: list, into: Path, bar: Bar) -> list:
        """Fetch packages whose signature chain holds; returns the files. What is there already is kept."""
        # Asked from an empty folder: apt does not list a file that lies in the current one already.
        with tempfile.TemporaryDirectory() as empty:
            listed = subprocess.run(["apt-get", *self.options, "--print-uris", "download", *packages],
                                    capture_output=True, text=True, cwd=empty)  # fmt: skip
        rows = re.findall(r"^'\S+' (\S+) (\d+) ", listed.stdout, re.MULTILINE)
        megabytes = sum(int(size) for _, size in rows) / 1e6
        self._apt(["download", *packages], bar, megabytes, "MB", cwd=folders.make(into))
        return [into / name for name, _ in rows]

    def _apt(self, arguments: list, bar: Bar, total: float, unit: str, **options) -> None:
        """Run apt-get and follow its progress; ``total`` is what 100 per cent stands for."""
        readable, writable = os.pipe()
        with tempfile.TemporaryFile("w+", errors="replace") as said:
            process = subprocess.Popen(
                ["apt-get", *self.options, "-q", "-o", f"APT::Status-Fd={writable}", *arguments],
                stdout=said, stderr=said, stdin=subprocess.DEVNULL, pass_fds=[writable], **options,
            )  # fmt: skip
            os.close(writable)
            with open(readable) as progress:
                for line in progress:
                    kind, _, percent = line.split(":")[:3]
                    if kind == "dlstatus":
                        bar.show(total * float(percent) / 100, total, unit)
            bar.clear()
            if process.wait():
                said.seek(0)
                wrong = [line for line in said if line.startswith(("E:", "W:"))]
                raise Refusal(
                    f"The package archive ({self.name}) is out of reach, or does not answer as it should:\n"
                    f"{tail(''.join(wrong), 4)}\n"
                    "Look at the network or the proxy and start again: what is fetched already is kept."
                )


def require_apt() -> None:
    """Refuse on a machine without the Debian tools."""
    missing = [program for program in ("apt-get", "apt-cache", "dpkg-deb") if not shutil.which(program)]
    if missing:
        raise Refusal(
            f"Odoo 19 cannot be fetched: this machine has no {' and no '.join(missing)}.\n"
            "Use a Debian or Ubuntu machine, or an Odoo 19 source that is here: make run ODOO_HOME=/path/to/odoo"
        )


def own() -> Archive:
    """The machine's own suite, with its own sources."""
    return Archive("own", None)


def address() -> str:
    """The mirror's address; refused when it cannot be known."""
    targets = subprocess.run(["apt-get", "indextargets", "--format", FIELDS, "Created-By: Packages"],
                             capture_output=True, text=True)  # fmt: skip
    return mirror(targets.stdout, os_release().get("ID", ""))


def debian(suite: str) -> Archive:
    """A suite of a Debian mirror, signed by Debian."""
    return Archive(suite, f"deb [signed-by={keyring()}] {address()} {suite} main")
