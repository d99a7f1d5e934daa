"""Where things lie: the repository, the user's cache (shared by clones), and this clone's state.

Nothing is ever written anywhere else, but for a socket folder when the path of the clone is too long.
"""

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from .refusal import Refusal
from .say import say

REPOSITORY = Path(__file__).resolve().parents[2]
CONFIG = REPOSITORY / "config"
ADDONS = REPOSITORY / "addons"
STATE = REPOSITORY / ".ward"
LOGS = STATE / "log"
DATA = STATE / "data"


def cache() -> Path:
    """``$XDG_CACHE_HOME/ward-erp``, by default ``~/.cache/ward-erp``."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "ward-erp"


def make(folder: Path) -> Path:
    """The folder, made if missing. Refuses with the reason when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(
            f"The folder {folder} cannot be made: {error.strerror}.\n"
            "Give this user the right to write there, or name another cache folder with XDG_CACHE_HOME=."
        ) from error
    return folder


def state() -> Path:
    """This clone's state. Refuses one that another user made: neither could use what the other has started."""
    make(STATE)
    if STATE.stat().st_uid != os.geteuid():
        raise Refusal(
            f"The folder {STATE} was made by another user (number {STATE.stat().st_uid}).\n"
            f"Start as that user, or remove the folder with all its databases: rm -rf {STATE}"
        )
    return STATE


def nearest(folder: Path) -> Path:
    """The folder itself, or the closest parent that exists."""
    while not folder.exists():
        folder = folder.parent
    return folder


def require_space(folder: Path, megabytes: int, purpose: str) -> None:
    """Refuse when fewer than ``megabytes`` (of 1,000,000 bytes) are free where ``folder`` is or will be."""
    free = shutil.disk_usage(nearest(folder)).free // 1_000_000
    if free < megabytes:
        raise Refusal(
            f"The disk is too small for {purpose}: {megabytes:,} MB are needed at {folder}, {free:,} MB are free.\n"
            "Free some space, or name a folder on another disk with XDG_CACHE_HOME=."
        )


@contextmanager
def locked(folder: Path):
    """Only one set-up at a time works in a folder; the others wait, and are told so."""
    with open(make(folder) / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another set-up is at work in {folder}; waiting for it to finish")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
