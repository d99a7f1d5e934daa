"""An amount of đồng in Vietnamese words, as it stands on papers that are signed.

Pure. Every group of three figures after the first is read in full, so that 1.000.500 cannot be heard as 1.500.000.
"""

FIGURES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu")
BILLION = 10**9


def in_words(amount):
    """``2021000`` -> ``"Hai triệu không trăm hai mươi mốt nghìn đồng"``; an amount below 0 begins with ``Âm``."""
    amount = int(amount)
    words = " ".join([*(["âm"] if amount < 0 else []), *_number(abs(amount)), "đồng"])
    return words[0].upper() + words[1:]


def _number(number):
    if number < BILLION:
        return _groups(number, first=True) or [FIGURES[0]]
    billions, rest = divmod(number, BILLION)
    return [*_number(billions), "tỷ", *_groups(rest, first=False)]


def _groups(number, first):
    """The words of less than a billion; nothing for 0. ``first``: whether nothing stands before it."""
    words = []
    for place in (2, 1, 0):
        group, number = divmod(number, 1000**place)
        after = not first or words
        if group:
            words += [*_hundreds(group, bool(after)), *GROUPS[place].split()]
        elif after and number:
            words += [FIGURES[0], *GROUPS[place].split()]
    return words


def _hundreds(number, whole):
    """The words of 1 to 999; ``whole``: with its hundreds, also if there are none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [FIGURES[hundreds], "trăm"] if hundreds or whole else []
    if tens:
        words += ["mười"] if tens == 1 else [FIGURES[tens], "mươi"]
    elif ones and words:
        words += ["lẻ"]
    if ones:
        words += ["mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else FIGURES[ones]]
    return words
