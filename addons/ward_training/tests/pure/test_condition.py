from decimal import Decimal

import pytest

from odoo.addons.ward_training.rules.condition import meets


@pytest.mark.parametrize(
    ("required", "done", "percent", "met"),
    [
        (40, "40", 100, True),
        (40, "39.9", 100, False),
        (40, "32", 80, True),
        (40, "31.9", 80, False),
        (0, "0", 100, True),
        (40, "0", 0, True),
    ],
)
def test_the_condition_is_met_at_its_very_share(required, done, percent, met):
    assert meets(Decimal(required), Decimal(done), Decimal(percent)) is met
