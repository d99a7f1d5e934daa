"""The shipped months are what the seeded script makes, in the mix that is reported."""

import csv
from collections import Counter

import pytest

from odoo.addons.ward_hr.tests.example_dossiers import OCTOBER, SEPTEMBER, months


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_the_shipped_files_are_what_the_script_makes():
    for path, content in months().items():
        assert path.read_bytes() == content, path.name


@pytest.mark.parametrize("path", [SEPTEMBER, OCTOBER], ids=lambda path: path.name)
def test_the_files_say_that_they_are_invented(path):
    assert "du-lieu-gia-lap" in path.name
    assert "GIẢ LẬP" in rows(path)[0][0]
    assert all(row[0].startswith("H26.MAU-") for row in rows(path)[2:])


def test_the_example_month_has_the_volume_and_mix_that_is_reported():
    dossiers = rows(OCTOBER)[2:]
    assert 1350 <= len(dossiers) <= 1500
    copies = sum(row[1] == "2.000815" for row in dossiers) / len(dossiers)
    assert 0.55 <= copies <= 0.65
    channels = Counter(row[2] for row in dossiers)
    assert 0.37 <= channels["Trực tiếp"] / len(dossiers) <= 0.43
    assert channels["Bưu chính công ích"] >= 1


def test_codes_are_unique_in_a_month():
    for path in (SEPTEMBER, OCTOBER):
        codes = [row[0] for row in rows(path)[2:]]
        assert len(codes) == len(set(codes))
