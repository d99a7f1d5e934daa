"""Gaps of competency, and the reminders before a certificate expires."""

from datetime import date, timedelta

import pytest

from odoo.addons.ward_hr.competency.gap import MET, NOT_ASSESSED, SHORT, Gap
from odoo.addons.ward_hr.competency.reminder import due, renewed

EXPIRES = date(2026, 12, 31)
THRESHOLDS = (90, 30, 7)


def before(days):
    return EXPIRES - timedelta(days=days)


@pytest.mark.parametrize(
    ("required", "agreed", "missing", "state"),
    [(3, None, None, NOT_ASSESSED), (3, 2, 1, SHORT), (3, 3, 0, MET), (3, 4, 0, MET)],
)
def test_a_gap_is_what_is_missing_and_unknown_is_not_zero(required, agreed, missing, state):
    gap = Gap(required, agreed)
    assert (gap.missing, gap.state) == (missing, state)


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_a_threshold_fires_on_its_day_and_the_day_after_but_not_the_day_before(threshold):
    sent = tuple(days for days in THRESHOLDS if days > threshold)
    assert due(EXPIRES, before(threshold + 1), THRESHOLDS, sent) is None
    assert due(EXPIRES, before(threshold), THRESHOLDS, sent) == threshold
    assert due(EXPIRES, before(threshold - 1), THRESHOLDS, sent) == threshold


def test_a_late_run_fires_the_nearest_threshold_alone_and_once():
    assert due(EXPIRES, before(5), THRESHOLDS) == 7
    assert due(EXPIRES, before(5), THRESHOLDS, sent=(7,)) is None


def test_daily_runs_fire_each_threshold_exactly_once():
    sent = []
    for days in range(120, -10, -1):
        fired = due(EXPIRES, before(days), THRESHOLDS, sent)
        if fired is not None:
            sent.append(fired)
    assert sent == [90, 30, 7]


def test_the_day_of_expiry_may_still_remind_and_the_day_after_not():
    assert due(EXPIRES, EXPIRES, THRESHOLDS) == 7
    assert due(EXPIRES, before(-1), THRESHOLDS) is None


@pytest.mark.parametrize(
    ("others", "expected"), [([], False), ([EXPIRES], False), ([before(-1)], True), ([None], True)]
)
def test_only_what_holds_longer_is_a_renewal(others, expected):
    assert renewed(EXPIRES, others) is expected
