"""Every refusal is a sentence: what cannot be done, because of what, and what to do."""

import os
import runpy
import shutil
import socket
import sys
from collections import namedtuple

import pytest
from ward import archive, command, connection, folders, postgres, server, source
from ward.refusal import Refusal
from ward.say import Bar


def program(folder, name, text):
    """A program that only says ``text``."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def refused(function, *arguments):
    with pytest.raises(Refusal) as refusal:
        function(*arguments)
    return str(refusal.value)


def test_an_old_python_is_told_which_one_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 0))
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(folders.CONFIG / "ward/__main__.py"), run_name="__main__")
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert "this is Python 3.8 and it needs 3.10 or newer" in said
    assert "make run PYTHON=" in said


def test_a_machine_without_apt_is_told_about_odoo_home(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ODOO_HOME", raising=False)
    text = refused(source.find)
    assert "no apt-get and no apt-cache and no dpkg-deb" in text
    assert "make run ODOO_HOME=" in text


def test_a_folder_without_odoo_is_not_an_odoo_home(monkeypatch, tmp_path):
    monkeypatch.setenv("ODOO_HOME", str(tmp_path))
    assert "odoo/release.py is missing" in refused(source.find)


@pytest.mark.parametrize(
    ("line", "version"),
    [("version_info = (18, 0, 0, FINAL, 0, '')", "18"), ("version_info = odd", "of an unknown version")],
)
def test_an_odoo_of_another_version_is_refused(monkeypatch, tmp_path, line, version):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo/release.py").write_text(line + "\n")
    monkeypatch.setenv("ODOO_HOME", str(tmp_path))
    assert f"is Odoo {version}; Ward ERP runs on Odoo 19" in refused(source.find)


@pytest.mark.parametrize("series", ["19", "'saas~19'"])
def test_an_odoo_19_is_used_where_it_is(monkeypatch, tmp_path, series):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo/release.py").write_text(f"version_info = ({series}, 0, 0, FINAL, 0, '')\n")
    (tmp_path / "odoo-bin").touch()
    monkeypatch.setenv("ODOO_HOME", str(tmp_path))
    assert source.find().script == tmp_path.resolve() / "odoo-bin"


def test_a_taken_port_names_the_next_one(monkeypatch):
    with socket.socket() as other:
        other.bind((server.ADDRESS, 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        text = refused(server.asked_port)
    assert f"Port {port} of 127.0.0.1 cannot be used" in text
    assert f"make run PORT={port + 1}" in text


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1"])
def test_what_is_not_a_port_is_refused(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    assert f"PORT={text} is not a port" in refused(server.asked_port)


@pytest.mark.parametrize(("free", "enough"), [(1_799_999_999, False), (1_800_000_000, True)])
def test_a_small_disk_is_told_how_much_is_needed_and_how_much_is_there(monkeypatch, tmp_path, free, enough):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(free, 0, free))
    if enough:
        folders.require_space(tmp_path / "not/there/yet", 1800, "Odoo 19")
    else:
        text = refused(folders.require_space, tmp_path / "not/there/yet", 1800, "Odoo 19")
        assert "1,800 MB are needed" in text
        assert "1,799 MB are free" in text


def test_an_archive_out_of_reach_says_what_apt_said(monkeypatch, tmp_path):
    program(tmp_path, "apt-get", "echo 'E: Could not resolve the mirror' >&2; exit 100")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    text = refused(archive.Archive("sid", "deb http://mirror.example/debian sid main").update, Bar("lists"))
    assert "The package archive (sid) is out of reach" in text
    assert "Could not resolve the mirror" in text
    assert "start again" in text


TARGETS = "http://m.example/debian-security/|bookworm-security|main\nhttp://m.example/debian/|bookworm|main"


def test_a_debian_uses_its_own_mirror(monkeypatch):
    monkeypatch.delenv("WARD_DEBIAN_MIRROR", raising=False)
    assert archive.mirror(TARGETS, "debian") == "http://m.example/debian/"


def test_another_system_is_asked_for_a_debian_mirror(monkeypatch):
    monkeypatch.delenv("WARD_DEBIAN_MIRROR", raising=False)
    text = refused(archive.mirror, "http://m.example/ubuntu/|noble|main", "ubuntu")
    assert "ubuntu: its own package source is not Debian's" in text
    assert "make run WARD_DEBIAN_MIRROR=" in text


def test_a_named_mirror_is_used_everywhere(monkeypatch):
    monkeypatch.setenv("WARD_DEBIAN_MIRROR", "http://other.example/debian")
    assert archive.mirror("", "ubuntu") == "http://other.example/debian/"


def test_a_missing_key_ring_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("WARD_DEBIAN_KEYRING", str(tmp_path / "none.gpg"))
    text = refused(archive.keyring)
    assert f"at {tmp_path}/none.gpg" in text
    assert "apt-get install debian-archive-keyring" in text


def reached(tmp_path, answer):
    psql = program(tmp_path, "psql", answer)
    return connection.Server(psql, {"PGHOST": "db.example"})


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (r"printf '13.14\tward\tt\n'", "is 13.14; Odoo 19 needs 14 or newer"),
        (r"printf '16.4\tpostgres\tt\n'", "knows us as postgres, and Odoo does not work as that one"),
        (r"printf '16.4\tward\tf\n'", "knows us as ward, and that one may not make databases"),
        ("echo 'connection refused' >&2; exit 2", "does not let us in: connection refused"),
    ],
)
def test_a_postgresql_that_does_not_serve_is_refused(tmp_path, answer, sentence):
    text = refused(connection.require_usable, reached(tmp_path, answer))
    assert f"The PostgreSQL at db.example {sentence}" in text


@pytest.mark.parametrize("version", ["14.0", "16.4 (Debian 16.4-1)", "18.6"])
def test_a_postgresql_from_14_on_serves(tmp_path, version):
    connection.require_usable(reached(tmp_path, rf"printf '{version}\tward\tt\n'"))


def test_a_user_without_a_name_cannot_start_postgresql(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 987654)
    assert "the user id 987654 has no name" in refused(postgres._as_server, folders.STATE)


def test_the_state_of_another_user_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setattr(folders, "STATE", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert "was made by another user" in refused(folders.state)


def test_an_unknown_path_has_no_tests(monkeypatch, capsys):
    monkeypatch.setenv("WHAT", "addons/none")
    assert command.main(["test"]) == 2
    assert "There is no addons/none to test" in capsys.readouterr().err


def test_a_refusal_ends_with_code_2_and_no_traceback(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "none")
    assert command.main(["run"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_demo_ward_is_dropped_only_after_a_yes(monkeypatch, capsys):
    monkeypatch.delenv("YES", raising=False)
    monkeypatch.setattr(server, "PID", folders.REPOSITORY / "none")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    assert command.main(["reset"]) == 1
    assert "Nothing was dropped" in capsys.readouterr().err
