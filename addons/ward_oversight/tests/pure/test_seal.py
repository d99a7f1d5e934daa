"""One content, one fingerprint."""

import pytest

from odoo.addons.ward_oversight.rules.seal import fingerprint


def test_the_order_of_keys_does_not_matter():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "other",
    [
        {"rows": ["x", "y"], "n": 1, "none": ""},
        {"rows": ["y", "x"], "n": 1, "none": None},
        {"rows": ["x", "y"], "n": "1", "none": None},
        {"rows": ["xy"], "n": 1, "none": None},
    ],
)
def test_every_difference_shows(other):
    assert fingerprint({"rows": ["x", "y"], "n": 1, "none": None}) != fingerprint(other)


@pytest.mark.parametrize("content", [1.5, {"a": [0.1]}, {1: "a"}, {"a": {2, 3}}])
def test_what_can_be_written_in_two_ways_is_refused(content):
    with pytest.raises(TypeError):
        fingerprint(content)


def test_the_fingerprint_is_the_hash_of_the_shortest_json():
    assert fingerprint({"phường": "Cửa Nam"}) == ("35ad85964139da9b92f2230706adbcd488c05042944ae1270a5e76d4aa14a63f")
