"""Only what is ours is ended, and nothing of ours is left behind."""

import os
import signal
import subprocess
import sys
import time

from ward import folders, postgres, process


def wait_until(condition):
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_a_noted_process_is_found_and_ended(tmp_path):
    child = subprocess.Popen(["sleep", "60"])
    file = tmp_path / "pid"
    process.note(file, child.pid)
    assert process.noted(file) == child.pid
    assert process.end_noted(file)
    assert child.wait() == -signal.SIGTERM


def test_a_later_process_with_the_same_number_is_not_ours(tmp_path):
    file = tmp_path / "pid"
    file.write_text(f"{os.getpid()} 1\n")
    assert process.noted(file) is None
    assert not file.exists()
    assert not process.end_noted(file)


def test_a_broken_pid_file_is_nobody(tmp_path):
    file = tmp_path / "pid"
    file.write_text("half")
    assert process.noted(file) is None


def test_a_child_ends_when_its_parent_is_killed(tmp_path):
    """The orphan of a killed set-up must not write into what the next one builds."""
    parent_code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from ward import process;"
        "child = process.start(['sleep', '60'], Path(sys.argv[2])); print(child.pid, flush=True); child.wait()"
    )
    command = [sys.executable, "-c", parent_code, str(folders.CONFIG), str(tmp_path / "log")]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    assert process.born(child)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: process.born(child) is None)


def test_a_failed_program_says_its_last_lines(tmp_path):
    try:
        process.run(["sh", "-c", "echo first; echo last >&2; exit 3"], "It cannot be done.")
    except process.Refusal as refusal:
        assert str(refusal) == "It cannot be done.\n  last"


def test_a_stale_postmaster_file_of_a_crash_is_removed(monkeypatch, tmp_path):
    """After a restart of the machine its process number may belong to any program."""
    monkeypatch.setattr(postgres, "DATA", tmp_path)
    (tmp_path / ".s.PGSQL.5432.lock").touch()
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n0\n5432\n{tmp_path}\n\n0\nready\n")
    assert postgres.running() is None
    assert list(tmp_path.iterdir()) == []
