"""Programs: run to the end, started beside us, ended again. Only what is ours is ever ended."""

import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

from .refusal import Refusal

PR_SET_PDEATHSIG = 1


def dies_with_parent() -> None:
    """Called in a child before it becomes another program: it ends when we end, even by kill -9."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


BESIDE = {"stdin": subprocess.DEVNULL, "preexec_fn": dies_with_parent}


def run(command, failure: str, log: Path | None = None, **options) -> str:
    """Run to the end and return standard output; a failure is a Refusal that begins with ``failure``.

    With ``log`` everything the program writes goes to that file instead.
    """
    try:
        if log:
            with open(log, "w") as output:
                done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, **BESIDE, **options)
        else:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", **BESIDE, **options)
    except FileNotFoundError as error:
        raise Refusal(f"{failure}\nThe program {command[0]} is not on this machine.") from error
    if done.returncode:
        said = Path(log).read_text(errors="replace") if log else done.stderr or done.stdout
        where = f"\nAll of it is in {log}" if log else ""
        raise Refusal(f"{failure}\n{tail(said)}{where}")
    return "" if log else done.stdout


def tail(text: str, lines: int = 12) -> str:
    """The last lines, indented: enough to see what went wrong."""
    return "\n".join("  " + line for line in text.strip().splitlines()[-lines:])


def start(command, log: Path, **options) -> subprocess.Popen:
    """Start beside us, in a session of its own, so that Ctrl-C reaches only us and we end it in order."""
    with open(log, "w") as output:
        return subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **BESIDE,
            **options,
        )


def end(process: subprocess.Popen, seconds: float = 15) -> None:
    """Ask it to end; insist after ``seconds``."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def born(pid: int) -> str | None:
    """When a process began, in clock ticks since boot; with its number this names it for good. None when gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def note(file: Path, pid: int) -> None:
    """Write a pid file that a later process with the same number cannot be taken for."""
    file.write_text(f"{pid} {born(pid)}\n")


def noted(file: Path) -> int | None:
    """The pid of the file, when that very process still runs; a stale file is removed."""
    try:
        pid, since = file.read_text().split()
    except (OSError, ValueError):
        return None
    if born(int(pid)) == since:
        return int(pid)
    file.unlink(missing_ok=True)
    return None


def end_noted(file: Path, seconds: float = 20) -> bool:
    """End the process of a pid file. False when there was none."""
    pid = noted(file)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    for _ in range(int(seconds * 10)):
        if noted(file) is None:
            return True
        time.sleep(0.1)
    raise Refusal(f"The process {pid} does not end. Look at it with: ps -fp {pid}")
