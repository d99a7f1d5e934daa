"""How databases come to be. Each is built under another name and renamed when finished, so that an interrupted
one is simply built again; each is cloned from one that holds what it has in common with others.

``ward_base`` (Odoo's own addons) -> ``ward_first`` (the first of ours) -> ``ward_test`` (ours, nothing else)
                                  -> ``ward_fresh`` (ours and the demo ward) -> ``ward_demo``, ``ward_story``
                                  -> ``ward_bridges`` (ours, and what our bridges need of Odoo, and so the bridges)
"""

import hashlib

from . import addon, database, folders
from .refusal import Refusal
from .say import say, step
from .server import Odoo

BASE, FIRST, FRESH, TEST, BRIDGES = "ward_base", "ward_first", "ward_fresh", "ward_test", "ward_bridges"
DEMO, STORY, REAL = "ward_demo", "ward_story", "ward"
LANGUAGE = "vi_VN"


def base(odoo: Odoo) -> str:
    """The addons of Odoo that ours need, in Vietnamese and English."""
    needed = addon.others()
    release = (odoo.source.library / "odoo/release.py").read_bytes()
    key = hashlib.sha256(release + f"{odoo.source.library} {needed} {LANGUAGE}".encode()).hexdigest()[:16]

    def build(name):
        database.create(odoo.postgres, name)
        with step("Installing Odoo's own addons (about a minute, once)"):
            install(odoo, name, BASE, needed)
            # Only now: a language that is there from the start would become the one of every user and test.
            odoo.run("-d", name, f"--load-language={LANGUAGE}", "--no-http", "--stop-after-init",
                     failure="Vietnamese cannot be loaded.", log=folders.LOGS / f"language-{BASE}.log")  # fmt: skip

    _ensure(odoo, BASE, key, build)
    return key


def first(odoo: Odoo) -> str:
    """The addon that the others stand on: it takes longest, and changes in the others need it no second time."""
    name_of, *_others = addon.names()

    def build(name):
        database.clone(odoo.postgres, BASE, name)
        with step("Installing the first of our addons"):
            install(odoo, name, FIRST, [name_of])

    key = f"{base(odoo)} {addon.fingerprint(folders.ADDONS / name_of)}"
    _ensure(odoo, FIRST, key, build)
    return key


def test(odoo: Odoo) -> str:
    """Our addons without any demo data: what the tests run on."""

    def build(name):
        database.clone(odoo.postgres, FIRST, name)
        database.sql(odoo.postgres, f"ALTER DATABASE {name} SET synchronous_commit = off")
        with step("Installing our addons for the tests"):
            install(odoo, name, TEST, addon.names()[1:])

    _ensure(odoo, TEST, f"{first(odoo)} {addon.fingerprint(only=addon.names())}", build)
    return TEST


def bridges(odoo: Odoo) -> str:
    """A ward with the addons of Odoo that our bridges need: Odoo installs the bridges with them, by itself."""

    def build(name):
        # Not a copy of the tests' database: they may be running.
        database.clone(odoo.postgres, FIRST, name)
        database.sql(odoo.postgres, f"ALTER DATABASE {name} SET synchronous_commit = off")
        with step("Installing what our bridges need, and them"):
            install(odoo, name, BRIDGES, [*addon.names()[1:], *addon.others(addon.bridges())])

    _ensure(odoo, BRIDGES, f"{first(odoo)} {addon.fingerprint()}", build)
    return BRIDGES


def fresh(odoo: Odoo) -> str:
    """Our addons with the demo ward, as nobody has used it yet."""

    def build(name):
        database.clone(odoo.postgres, FIRST, name)
        with step("Installing our addons and the demo ward"):
            install(odoo, name, FRESH, addon.names()[1:])
            odoo.script(name, "demo", "The demo ward cannot be loaded.", WARD_ADDONS=" ".join(addon.names()))

    print_ = f"{addon.fingerprint(only=addon.names())} {addon.demo_fingerprint()}"
    _ensure(odoo, FRESH, f"{first(odoo)} {print_}", build)
    return FRESH


def story(odoo: Odoo) -> str:
    """The demo ward for one run of the browser stories."""
    fresh(odoo)
    database.clone(odoo.postgres, FRESH, STORY)
    return STORY


def demo(odoo: Odoo) -> str:
    """The demo ward people work in: made on the first day, upgraded when our addons have changed."""
    print_ = f"{addon.fingerprint()} {addon.demo_fingerprint()}"
    if database.mark(odoo.postgres, DEMO) is None:
        fresh(odoo)
        _ensure(odoo, DEMO, print_, lambda name: database.clone(odoo.postgres, FRESH, name))
    return _upgraded(odoo, DEMO, print_)


def real(odoo: Odoo) -> str:
    """A ward without demo data (``DEMO=0``); the administrator's password is random and shown this once."""
    print_ = addon.fingerprint()

    def build(name):
        base(odoo)
        database.clone(odoo.postgres, BASE, name)
        with step("Installing our addons for a ward without demo data"):
            install(odoo, name, REAL, addon.names())
        password = odoo.script(name, "administrator", "The administrator cannot be made.").strip()
        say(f"\n  The administrator of this ward is admin, password {password}\n  It is shown this once: keep it.\n")

    if database.mark(odoo.postgres, REAL) is None:
        _ensure(odoo, REAL, print_, build)
    return _upgraded(odoo, REAL, print_)


def install(odoo: Odoo, name: str, log: str, addons: list) -> None:
    """Install addons, in every language of the database; the log is kept, and read by a test."""
    odoo.run("-d", name, "-i", ",".join(addons), "--no-http", "--stop-after-init",
             failure="The addons cannot be installed.", log=folders.LOGS / f"install-{log}.log")  # fmt: skip


def _upgraded(odoo: Odoo, name: str, print_: str) -> str:
    """Bring a database people work in up to our addons as they are now."""
    mark = database.mark(odoo.postgres, name)
    _require_ours(name, mark)
    if mark != print_:
        with step(f"Our addons have changed: upgrading the database {name}, what was entered stays"):
            arguments = ("-d", name, "-u", ",".join(addon.names()), "--no-http", "--stop-after-init")
            log = folders.LOGS / f"upgrade-{name}.log"
            odoo.run(*arguments, failure=f"The database {name} cannot be upgraded.", log=log)
        database.set_mark(odoo.postgres, name, print_)
        if name == DEMO and mark.split()[1:] != print_.split()[1:]:
            say("  The demo data itself has changed too: make reset, then make run, shows it.")
    return name


def _ensure(odoo: Odoo, name: str, key: str, build) -> None:
    """Build a database unless one with this key is there; one command of this clone at a time."""
    with folders.locked(folders.STATE / "locks" / name):
        mark = database.mark(odoo.postgres, name)
        _require_ours(name, mark)
        if mark != key:
            unfinished = f"{name}_unfinished"
            database.drop(odoo.postgres, unfinished)
            build(unfinished)
            database.set_mark(odoo.postgres, unfinished, key)
            database.rename(odoo.postgres, unfinished, name)


def _require_ours(name: str, mark: str | None) -> None:
    """Refuse to touch a database of this name that somebody else made."""
    if mark == "":
        raise Refusal(
            f"The PostgreSQL named by PGHOST has a database {name} that this set-up did not make.\n"
            "Rename it or drop it, or use another PostgreSQL (without PGHOST there is one for this clone alone)."
        )
