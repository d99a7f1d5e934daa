"""``make verify-pay``: what it says, and with which exit code it ends."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from ward import command, database
from ward.refusal import Refusal

WHOLE = "Phường Cửa Nam\t\t1:aa 2:bb 3:cc\nPhường Khác\t\t1:dd\n"
BROKEN = "Phường Cửa Nam\tPay of 10/2026, Phường Cửa Nam\t1:aa 2:bb 3:cc\nPhường Khác\t\t1:dd\n"
CUT = "Phường Cửa Nam\t\t1:aa 2:bb\nPhường Khác\t\t1:dd\n"


@pytest.fixture
def verified(monkeypatch):
    """``verified(text, mark)``: the exit code, when the script inside Odoo prints ``text``."""

    def run(text, mark="built"):
        odoo = SimpleNamespace(postgres=None, script=lambda name, script, failure: text)
        monkeypatch.setattr(command, "ready", lambda: nullcontext(odoo))
        monkeypatch.setattr(database, "mark", lambda server, name: mark)
        return command.COMMANDS["verify-pay"]()

    return run


def test_seals_that_are_whole_end_well(verified, capsys):
    assert verified(WHOLE) == 0
    assert "whole   Phường Cửa Nam: 3 paid runs" in capsys.readouterr().err


def test_a_broken_seal_is_named_and_ends_with_an_error(verified, capsys):
    assert verified(BROKEN) == 1
    said = capsys.readouterr().err
    assert "BROKEN  Phường Cửa Nam: 3 paid runs, first broken: Pay of 10/2026, Phường Cửa Nam" in said
    assert "whole   Phường Khác" in said


def test_nothing_paid_is_said_so(verified, capsys):
    assert verified("") == 0
    assert "No run is paid yet" in capsys.readouterr().err


def test_a_database_that_is_not_there_is_refused(verified):
    with pytest.raises(Refusal, match="There is no database"):
        verified(WHOLE, mark=None)


def test_the_last_seal_of_each_ward_is_printed_to_be_kept_elsewhere(verified, capsys):
    verified(WHOLE)
    assert capsys.readouterr().out == "Phường Cửa Nam\t3\tcc\nPhường Khác\t1\tdd\n"


@pytest.mark.parametrize(
    "now, gone",
    [
        (CUT, "GONE    Phường Cửa Nam: seal 3 was cc"),
        (WHOLE.replace("3:cc", "3:ee"), "GONE    Phường Cửa Nam: seal 3 was cc"),
        (WHOLE.splitlines()[0], "GONE    Phường Khác: seal 1 was dd"),
    ],
    ids=["the last run is gone", "the last run was sealed anew", "every run of a ward is gone"],
)
def test_a_seal_that_was_kept_and_is_not_there_any_more_is_named(verified, capsys, monkeypatch, tmp_path, now, gone):
    verified(WHOLE)
    kept = tmp_path / "seals.txt"
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setenv("KEPT", str(kept))
    assert verified(WHOLE) == 0
    assert verified(WHOLE.replace("3:cc", "3:cc 4:ff")) == 0
    assert verified(now) == 1
    assert gone in capsys.readouterr().err


def test_a_file_of_kept_seals_that_is_not_there_or_names_none_is_refused(verified, monkeypatch, tmp_path):
    monkeypatch.setenv("KEPT", str(tmp_path / "none.txt"))
    with pytest.raises(Refusal, match="cannot be read"):
        verified(WHOLE)
    (tmp_path / "none.txt").write_text("whole\n", encoding="utf-8")
    with pytest.raises(Refusal, match="names no seal"):
        verified(WHOLE)
