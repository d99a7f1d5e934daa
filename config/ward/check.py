"""Tests and lint. Four kinds of test, each run where it belongs, and one last line that sums them up:

* pure: ``addons/*/tests/pure`` and ``tests/setup``, without a database;
* Odoo: ``addons/*/tests`` and ``tests``, on the database ``ward_test``;
* stories: ``tests/stories``, in a browser, on a server with a demo ward of their own;
* bridges: the addons that Odoo installs by itself beside eLearning or Surveys, on ``ward_bridges``, where these are.

The databases are installed side by side, and the pure tests run meanwhile. The Odoo tests and the stories run at the
same time, each on its own database; the bridges come after the stories, which end first. What both say is shown when
they are done.
"""

import os
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import addon, building, chromium, environment, folders, library, process, server, source
from .refusal import Refusal
from .say import say

ROOT = folders.REPOSITORY
REPORTS = folders.STATE / "reports"
RUNNING = []  # the runs of pytest, to be ended when one is interrupted
SETUP, STORIES, BENCH = (ROOT / "tests" / name for name in ("setup", "stories", "bench"))
# What must hold for every addon, and is asked again where the bridges are.
EVERYWHERE = [str(ROOT / "tests" / f"test_{name}.py") for name in ("access_matrix", "install_log", "translations")]


@dataclass(frozen=True)
class Kind:
    """One kind of test: the folders it lives in, and the folders below them that are of another kind."""

    name: str
    homes: list
    others: list

    def chosen(self, targets: list) -> list:
        """What of this kind the targets (paths, perhaps with ``::test``) mean; [] for nothing."""
        found = []
        for target in targets:
            path = (ROOT / target.split("::")[0]).resolve()
            if any(path.is_relative_to(other) for other in self.others):
                continue
            if any(path.is_relative_to(home) for home in self.homes):
                found.append(target)
            else:
                found += [str(home) for home in self.homes if home.is_relative_to(path)]
        return [target for target in found if self._has_tests(ROOT / target.split("::")[0])]

    def _has_tests(self, path: Path) -> bool:
        files = path.rglob("test_*.py") if path.is_dir() else [path]
        return any(not any(file.is_relative_to(other) for other in self.others) for file in files)


def kinds() -> dict:
    """The four kinds, by name, in the order they run."""
    pure = [*sorted((ROOT / "addons").glob("*/tests/pure")), SETUP]
    bridges = [ROOT / "addons" / name for name in addon.bridges()]
    return {
        "pure": Kind("pure", pure, []),
        "odoo": Kind("odoo", [ROOT / "addons", ROOT / "tests"], [*pure, STORIES, BENCH, *bridges]),
        "stories": Kind("stories", [STORIES], []),
        "bridges": Kind("bridges", bridges, pure),
    }


def test(ready) -> int:
    """Run what ``WHAT`` names, or everything. The last line says how many passed, failed and were skipped."""
    targets = os.environ.get("WHAT", "").split() or ["."]
    missing = [target for target in targets if not (ROOT / target.split("::")[0]).exists()]
    if missing:
        raise Refusal(f"There is no {missing[0]} to test.\nName a path that is there: make test WHAT=addons/ward_hr")
    chosen = {name: kind.chosen(targets) for name, kind in kinds().items()}
    sums = Counter()
    if chosen["odoo"] or chosen["stories"] or chosen["bridges"]:
        with ready("tests") as odoo:
            sums += _with_database(odoo, chosen)
    elif chosen["pure"]:
        sums += _pure(environment.python(source.find(), "run", "tests"), chosen["pure"])
    if not sum(sums.values()):
        say("No tests were found: that is a failure.")
    elif sums["failed"]:
        say("Reports and logs: .ward/reports, .ward/log; screenshots: .ward/screenshots")
    say(f"{sums['passed']} passed, {sums['failed']} failed, {sums['skipped']} skipped")
    return 0 if sum(sums.values()) and not sums["failed"] else 1


def test_long(ready) -> int:
    """The random comparisons of pay with its second reckoning, a hundred thousand people-months; some minutes."""
    os.environ |= {"WARD_LONG": "1", "WHAT": "addons/ward_hr/tests/pure/test_pay_oracle.py"}
    return test(ready)


def _pure(python: Path, targets: list, **options) -> Counter:
    return _pytest("pure", python, targets, dict(os.environ), "--odoo-database=none", **options)


def _build(odoo: server.Odoo, chosen: dict) -> None:
    """The databases of the chosen kinds, at the same time: one core each."""
    building.first(odoo)
    builds = [build for kind, build in (("stories", building.fresh), ("odoo", building.test)) if chosen[kind]]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda build: build(odoo), builds))


def _with_database(odoo: server.Odoo, chosen: dict) -> Counter:
    """The tests that need PostgreSQL, and the pure ones while it is made ready."""
    sums = Counter()
    everything = {**odoo.environment(), "WARD_INSTALL_LOGS": str(folders.LOGS)}
    with folders.locked(folders.STATE / "locks/tests"):  # two runs would share a database
        with _beside(chosen["pure"] and (lambda: _pure(odoo.python, chosen["pure"], kept=True)), sums):
            _build(odoo, chosen)
        with _beside(lambda: _stories_and_bridges(odoo, chosen, everything), sums):
            if chosen["odoo"]:
                others = kinds()["odoo"].others
                sums += _pytest(
                    "odoo", odoo.python, chosen["odoo"], everything, f"--odoo-database={building.TEST}", "--odoo-http",
                    f"--odoo-extra=data-dir={folders.DATA}", *(f"--ignore={other}" for other in others),
                )  # fmt: skip
    return sums


@contextmanager
def _beside(run, sums: Counter):
    """Runs ``run()`` (or nothing) at the same time as the block, and adds what it counts to ``sums``.

    When the block breaks off, so does every run of pytest.
    """
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run) if run else None
        try:
            yield
        except BaseException:
            for child in RUNNING:
                child.terminate()
            raise
        if running:
            sums.update(running.result())


def _stories_and_bridges(odoo: server.Odoo, chosen: dict, variables: dict) -> Counter:
    """One after the other, on the core that the Odoo tests leave free."""
    sums = Counter()
    if chosen["stories"]:
        sums += _stories(odoo, chosen["stories"], variables)
    if chosen["bridges"]:
        sums += _bridges(odoo, chosen["bridges"], variables)
    return sums


def _bridges(odoo: server.Odoo, targets: list, variables: dict) -> Counter:
    """The tests of the bridges, and those that ask every addon the same, in a ward that has them."""
    whole = any(ROOT / target in kinds()["bridges"].homes for target in targets)
    variables = {**variables, "WARD_ADDONS": " ".join(addon.bridges()), "WARD_DATABASES": building.BRIDGES}
    return _pytest(
        "bridges", odoo.python, [*targets, *(EVERYWHERE if whole else [])], variables,
        f"--odoo-database={building.bridges(odoo)}", f"--odoo-extra=data-dir={folders.DATA}", kept=True,
    )  # fmt: skip


def _stories(odoo: server.Odoo, targets: list, variables: dict) -> Counter:
    """The browser stories, on a server of their own; skipped with the reason where there is no browser."""
    arguments = ("--odoo-database=none",)
    try:
        browser = chromium.find()
        variables = library.variables(odoo.python, library.DRIVER, variables)
    except Refusal as refusal:
        reason = " ".join(str(refusal).split())
        variables = {**variables, "WARD_NO_CHROMIUM": reason}
        return _pytest("stories", odoo.python, targets, variables, *arguments, kept=True)
    port = server.free_port()
    say("Starting Odoo for the browser stories")
    serving = odoo.start(building.story(odoo), port, folders.LOGS / "story.log", "--max-cron-threads=0")
    try:
        found = {"WARD_URL": f"http://{server.ADDRESS}:{port}", "WARD_CHROMIUM": browser,
                 "WARD_SCREENSHOTS": str(folders.make(folders.STATE / "screenshots"))}  # fmt: skip
        return _pytest("stories", odoo.python, targets, {**variables, **found}, *arguments, kept=True)
    finally:
        process.end(serving)


def _pytest(name: str, python: Path, targets: list, variables: dict, *arguments: str, kept: bool = False) -> Counter:
    """Run pytest once and count; with ``kept`` it says all at the end. A run that breaks off counts as one failure."""
    if not kept:
        say(f"\nTests: {name}")
    report = folders.make(REPORTS) / f"{name}.xml"
    report.unlink(missing_ok=True)
    command = [python, "-m", "pytest", "-q", "--no-header", f"--junitxml={report}", "--odoo-config=odoo.conf",
               "--odoo-log-level=critical", *arguments, *targets]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, env=variables, text=True, errors="replace", preexec_fn=process.dies_with_parent,
        stdout=subprocess.PIPE if kept else None, stderr=subprocess.STDOUT if kept else None,
    ) as child:  # fmt: skip
        RUNNING.append(child)
        said = child.communicate()[0]
    if kept:
        say(f"\nTests: {name}\n{said}")
    return counted(report, child.returncode)


def counted(report: Path, code: int) -> Counter:
    """Passed, failed and skipped of a report; what pytest's exit code says beyond it is a failure too."""
    sums = Counter(passed=0, failed=0, skipped=0)
    reasons = Counter()
    if report.exists():
        for case in ElementTree.parse(report).iter("testcase"):
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                sums["failed"] += 1
            elif skipped is not None:
                sums["skipped"] += 1
                reasons[skipped.get("message")] += 1
            else:
                sums["passed"] += 1
    for reason, times in reasons.items():
        say(f"  skipped {times}: {reason}")
    if code not in (0, 5) and not sums["failed"]:
        say(f"  the run broke off (pytest ended with code {code})")
        sums["failed"] += 1
    return sums


def lint() -> int:
    """ruff and pylint-odoo over the whole tree; 0 when neither finds anything."""
    found = source.find()
    python = environment.python(found, "run", "tests")
    scripts = [str(folder.relative_to(ROOT)) for folder in (folders.CONFIG / "ward", ROOT / "tests") if folder.exists()]
    addons = [f"addons/{name}" for name in addon.manifests()]
    ruff = subprocess.run([python, "-m", "ruff", "check", "--quiet", "."], cwd=ROOT)
    pylint = subprocess.run(
        [python, "-m", "pylint", "--rcfile=config/pylint.conf", *addons, *scripts],
        cwd=ROOT,
        env={**os.environ, "PYLINTHOME": str(folders.make(folders.STATE / "pylint"))},
    )
    clean = not ruff.returncode and not pylint.returncode
    say("Lint: nothing found" if clean else "Lint: see above")
    return 0 if clean else 1
