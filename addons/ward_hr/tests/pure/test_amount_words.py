"""Amounts in words: what is signed says the same as the figures beside it."""

import random

import pytest

from odoo.addons.ward_hr.report.amount_words import FIGURES, in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (110, "Một trăm mười đồng"),
        (1005, "Một nghìn không trăm lẻ năm đồng"),
        (753038, "Bảy trăm năm mươi ba nghìn không trăm ba mươi tám đồng"),
        (1000000, "Một triệu đồng"),
        (1000500, "Một triệu không nghìn năm trăm đồng"),
        (1500000, "Một triệu năm trăm nghìn đồng"),
        (12561450, "Mười hai triệu năm trăm sáu mươi mốt nghìn bốn trăm năm mươi đồng"),
        (2000000000, "Hai tỷ đồng"),
        (1004569390, "Một tỷ không trăm lẻ bốn triệu năm trăm sáu mươi chín nghìn ba trăm chín mươi đồng"),
        (3000000000000, "Ba nghìn tỷ đồng"),
        (-1180111, "Âm một triệu một trăm tám mươi nghìn một trăm mười một đồng"),
    ],
)
def test_an_amount_is_read_as_on_a_signed_paper(amount, words):
    assert in_words(amount) == words


VALUES = {"nghìn": 1000, "triệu": 10**6, "tỷ": 10**9}


def heard(words):
    """The number that somebody hears."""
    total = group = 0
    for word in words.lower().removesuffix(" đồng").replace("mốt", "một").replace("lăm", "năm").split():
        if word in FIGURES:
            last = FIGURES.index(word)
            group += last
        elif word == "trăm":
            group = group - last + 100 * last
        elif word == "mươi":
            group = group - last + 10 * last
        elif word == "mười":
            group += 10
        elif word == "tỷ":
            total, group = (total + group) * VALUES[word], 0
        elif word in VALUES:
            total, group = total + group * VALUES[word], 0
    return total + group


def test_every_amount_is_heard_again_as_it_is():
    chance = random.Random(335)
    for amount in (*range(2000), *(chance.randrange(10 ** chance.randint(1, 11)) for _turn in range(5000))):
        assert heard(in_words(amount)) == amount, in_words(amount)
