"""Vietnamese names: the given name comes last, and the alphabet has letters and tones of its own."""

import unicodedata

TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}  # breve, circumflex, horn
PLAIN, LEVEL, END = "0", "0", "0"


def given_name(name):
    """The last word of a name.

    >>> given_name("Nguyễn Thị Lan")
    'Lan'
    """
    return (name or "").split()[-1] if (name or "").split() else ""


def name_key(name):
    """A text whose byte order is the order of a Vietnamese list of staff: given name, then the rest.

    Made here, since a PostgreSQL without ICU has no Vietnamese collation. Each letter is itself and
    its shape (a ă â, d đ, o ô ơ), each word ends with its tone (level, huyền, hỏi, ngã, sắc, nặng).

    >>> sorted(["Trần Văn Ánh", "Lê Văn An", "Bùi Thị Ân", "Đỗ Thị An"], key=name_key)
    ['Đỗ Thị An', 'Lê Văn An', 'Trần Văn Ánh', 'Bùi Thị Ân']
    """
    words = (name or "").split()
    return "".join(_word_key(word) for word in [*words[-1:], *words[:-1]])


def _word_key(word):
    letters, tone = [], LEVEL
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in TONES:
            tone = TONES[char]
        elif char in SHAPES and letters:
            letters[-1] = letters[-1][0] + SHAPES[char]
        elif char == "đ":
            letters.append("d1")
        elif char.isalnum():
            letters.append(char + PLAIN)
    return "".join(letters) + END + tone
