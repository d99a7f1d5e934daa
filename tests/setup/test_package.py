"""Packages are unpacked whole, and an interrupted download goes on."""

import pytest
from ward import archive, package
from ward.say import Bar

# Like the real one: it does not list a file that lies in the current folder already.
APT_GET = """#!/bin/sh
case "$*" in
*--print-uris*) [ -f odd_1.deb ] || echo "'http://m.example/odd_1.deb' odd_1.deb 2000000 SHA256:0" ;;
*) touch odd_1.deb ;;
esac
"""


@pytest.fixture
def sid(monkeypatch, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in (("apt-get", APT_GET), ("dpkg-deb", '#!/bin/sh\nmkdir -p "$3/usr" && cp "$2" "$3/usr"\n')):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return archive.Archive("sid", "deb http://m.example/debian sid main")


def test_a_file_that_was_fetched_before_is_still_unpacked(sid, tmp_path):
    into = tmp_path / "packages"
    assert sid.download(["odd"], into, Bar("odd")) == [into / "odd_1.deb"]
    assert sid.download(["odd"], into, Bar("odd")) == [into / "odd_1.deb"]


def test_what_a_killed_attempt_left_is_not_taken_for_the_whole(sid, tmp_path):
    old = tmp_path / "odd.unfinished-1"
    (old / "usr").mkdir(parents=True)
    file = tmp_path / "odd_1.deb"
    file.write_text("whole")
    package.unpack([file], tmp_path / "odd")
    assert (tmp_path / "odd/usr/odd_1.deb").read_text() == "whole"
    assert not old.exists()


def test_a_folder_without_the_script_is_fetched_again(sid, monkeypatch, tmp_path):
    (tmp_path / "ward-erp/odoo-19/usr").mkdir(parents=True)
    file = tmp_path / "odd_1.deb"
    file.write_text("whole")
    (tmp_path / "ward-erp/packages").mkdir()
    monkeypatch.setattr(package.folders, "require_space", lambda *_: None)
    monkeypatch.setattr(package, "_archives", lambda: (sid, sid))
    monkeypatch.setattr(package, "_fetch", lambda *_: [file])
    folder = package.odoo()
    assert (folder / "usr/odd_1.deb").read_text() == "whole"
