"""The code at the door: its signature, its end to the second, and what coming at a moment means."""

import hashlib
import hmac
from datetime import datetime, timedelta

import pytest

from odoo.addons.ward_training.rules.door import (
    CLOSED,
    EXPIRED,
    FORGED,
    LATE,
    OVER,
    PRESENT,
    Coming,
    RefusedCode,
    coming,
    make,
    read,
)

NOW = datetime(2026, 12, 1, 1, 0, 30)
LIFETIME = timedelta(minutes=5)
BEGIN, END = datetime(2026, 12, 1, 8), datetime(2026, 12, 1, 12)


def sign(text, secret=b"of the ward"):
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def refusal(code, now=NOW, key=sign):
    with pytest.raises(RefusedCode) as refused:
        read(code, now, key)
    return refused.value.reason


def test_a_code_says_whose_it_is_until_its_last_second():
    code = make(17, NOW + LIFETIME, sign)
    assert read(code, NOW, sign) == 17
    assert read(code, NOW + LIFETIME, sign) == 17
    assert refusal(code, NOW + LIFETIME + timedelta(seconds=1)) == EXPIRED


def test_another_person_another_second_and_another_secret_are_found_out():
    person, ends, signature = make(17, NOW + LIFETIME, sign).split(".")
    for code in (
        f"18.{ends}.{signature}",
        f"{person}.{int(ends) + 60}.{signature}",
        f"{person}.{ends}.{signature[:-1]}",
        f"{person}.{ends}.",
        "",
        "x",
        "..",
        "17.ố.đ",
    ):
        assert refusal(code) == FORGED, code
    assert refusal(make(17, NOW + LIFETIME, sign), key=lambda text: sign(text, b"of the next ward")) == FORGED


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (6, 59, Coming(CLOSED)),
        (7, 0, Coming(PRESENT)),
        (8, 0, Coming(PRESENT)),
        (8, 15, Coming(PRESENT)),
        (8, 16, Coming(LATE, 16)),
        (11, 59, Coming(LATE, 239)),
        (12, 0, Coming(OVER)),
    ],
)
def test_coming_at_a_moment(hour, minute, expected):
    assert coming(BEGIN, END, datetime(2026, 12, 1, hour, minute), opens=60, tolerance=15) == expected
