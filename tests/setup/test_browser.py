"""The browser of the stories, and the reason where there is none."""

import pytest
from ward import chromium, library
from ward.refusal import Refusal


def test_a_named_browser_is_used(monkeypatch):
    monkeypatch.setenv("WARD_CHROMIUM", "/bin/sh")
    assert chromium.find() == "/bin/sh"


def test_a_named_browser_that_is_none_is_the_reason_to_skip(monkeypatch):
    monkeypatch.setenv("WARD_CHROMIUM", "/none")
    with pytest.raises(Refusal, match="WARD_CHROMIUM=/none is not a program"):
        chromium.find()


def test_a_launcher_that_starts_nothing_is_no_browser(monkeypatch, tmp_path):
    launcher = tmp_path / "chromium-browser"
    launcher.write_text("#!/bin/sh\nexit 1\n")
    launcher.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("WARD_CHROMIUM", raising=False)
    with pytest.raises(Refusal, match="no Chromium here"):
        chromium.find()


def test_a_missing_library_is_named_where_it_cannot_be_fetched(monkeypatch, tmp_path):
    python = tmp_path / "environment/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 'libodd.so: cannot open shared object file' >&2\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    need = library.Need("odd", "the odd one", ("libodd1",), ("python",))
    with pytest.raises(Refusal, match="libodd.so: cannot open.*\n.*apt-get install libodd1"):
        library.variables(python, need, {})


def test_a_need_the_machine_meets_is_tried_once(tmp_path):
    python = tmp_path / "bin/python"
    python.parent.mkdir()
    python.write_text(f"#!/bin/sh\necho tried >> {tmp_path}/trials\n")
    python.chmod(0o755)
    need = library.Need("odd", "the odd one", ("libodd1",), ("python",))
    for _start in range(2):
        assert library.variables(python, need, {"A": "1"}) == {"A": "1"}
    assert (tmp_path / "trials").read_text() == "tried\n"
