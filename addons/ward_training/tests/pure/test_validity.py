from datetime import date

import pytest

from odoo.addons.ward_training.rules.validity import last_day, says

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        ("2026-11-23", 0, None),
        ("2026-11-23", 12, "2027-11-22"),
        ("2026-12-01", 1, "2026-12-31"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-31", 36, "2029-03-30"),
    ],
)
def test_a_certificate_holds_until_the_day_before_so_many_months_later(issued, months, last):
    assert last_day(date.fromisoformat(issued), months) == (last and date.fromisoformat(last))


def test_a_validity_below_nothing_is_refused():
    with pytest.raises(ValueError, match="0 months"):
        last_day(DAY, -1)


@pytest.mark.parametrize(
    ("expires", "revoked", "said"),
    [
        (None, None, "valid"),
        ("2026-11-23", None, "valid"),  # the last day
        ("2026-11-22", None, "expired"),
        (None, "2026-11-23", "revoked"),  # from that day on
        (None, "2026-11-24", "valid"),
        ("2026-01-01", "2026-11-01", "revoked"),
    ],
)
def test_revoked_comes_before_expired(expires, revoked, said):
    day = date.fromisoformat
    assert says(expires and day(expires), revoked and day(revoked), DAY) == said
