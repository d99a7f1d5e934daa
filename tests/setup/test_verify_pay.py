"""``make verify-pay``: what it says, and with which exit code it ends."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from ward import command, database
from ward.refusal import Refusal

WHOLE = "Phường Cửa Nam\t3\t\nPhường Khác\t1\t\n"
BROKEN = "Phường Cửa Nam\t3\tPay of 10/2026, Phường Cửa Nam\nPhường Khác\t1\t\n"


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
