"""Which column of a file is which, in Vietnamese or English, with or without accents."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from .columns import COLUMNS, NOTES

# What a header contains when its column holds data of a citizen (compared without accents).
CITIZEN = re.compile(
    # names, and who stands for whom
    r"ho (va )?ten|^ten$|ten khai sinh|ten (nguoi|chu|cong dan|khach|bo|cha|me|vo|chong)|nguoi nop|nguoi nhan"
    r"|nguoi yeu cau|nguoi (duoc )?uy quyen|nguoi dai dien|nguoi lien he|nguoi giam ho|nguoi than|chu ho\b|ho khau"
    r"|chu (ho so|the)|cong dan|khach hang|full name|^name$|(first|last|middle|given|family) name|surname|applicant"
    r"|citizen|household|guardian|spouse|contact"
    # numbers of papers and accounts
    r"|\bcccd\b|\bcmnd\b|\bcmt\b|\bcmtnd\b|\bgttt\b|giay to tuy than|can cuoc|dinh danh|ma so ca nhan"
    r"|ho chieu|bhxh|bhyt|bao hiem|tai khoan|ma so thue|\bmst\b|giay phep lai|bien so|passport|identity"
    r"|national id|\bid (card|number|no)\b|tax (code|id|number)|account|insurance"
    # where and how to be reached
    r"|dien thoai|\bsdt\b|\bdt\b|di dong|zalo|facebook|viber|telegram|dia chi|e-?mail|cu tru|thuong tru|tam tru|noi o\b"
    r"|phone|mobile|\btel\b|address|residence"
    # who a person is
    r"|ngay sinh|nam sinh|noi sinh|\btuoi\b|gioi tinh|que quan|nguyen quan|quoc tich|dan toc|ton giao|hon nhan"
    r"|nghe nghiep|trinh do|benh|khuyet tat|\banh (chan dung|the)\b|van tay|chu ky|\bdob\b|birth|\bage\b|gender|\bsex\b"
    r"|nationality|ethnic|religio|marital|occupation|signature"
)


@dataclass(frozen=True)
class Headers:
    """How a header row was understood. ``places``: column key to its index in a row.

    ``citizen`` headers look like data of citizens, ``unknown`` are passed over,
    ``missing`` are keys that a file needs, ``doubled`` keys that occur twice.
    """

    names: tuple[str, ...]
    places: dict[str, int]
    citizen: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def kept(self) -> tuple[int, ...]:
        """Indexes of the columns that are understood, in the order of the file."""
        return tuple(sorted(self.places.values()))


def plain(text: str) -> str:
    """Lower case without accents, notes in brackets or signs: what two spellings share."""
    text = re.sub(r"\(.*?\)|[*:]", " ", text).lower().replace("đ", "d")
    text = unicodedata.normalize("NFD", text)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.sub(r"[\s_]+", " ", text).strip()


_NAMES = {plain(name): column.key for column in COLUMNS for name in (column.key, column.vi, column.en, *column.also)}
_NOTES = {plain(name) for column in NOTES for name in (column.vi, column.en)}


def recognise(cells: Sequence[str]) -> Headers:
    """Tell the columns of a header row apart. Never fails: what is wrong is in the answer."""
    places: dict[str, int] = {}
    citizen, unknown, doubled = [], [], []
    for index, cell in enumerate(cells):
        name = plain(cell)
        key = _NAMES.get(name)
        if key is None:
            if CITIZEN.search(name):
                citizen.append(cell.strip())
            elif name and name not in _NOTES:
                unknown.append(cell.strip())
        elif key in places:
            doubled.append(key)
        else:
            places[key] = index
    missing = tuple(c.key for c in COLUMNS if c.required and c.key not in places)
    return Headers(
        tuple(cell.strip() for cell in cells),
        places,
        tuple(citizen),
        tuple(unknown),
        missing,
        tuple(doubled),
    )


def find(rows: Sequence[Sequence[str]]) -> tuple[int, Headers] | None:
    """The header among the first rows (titles may stand above it): the row that names most.

    Returns its index and meaning, or None when no row names at least two columns.
    """
    found = [(len(h.places), -i, h) for i, h in enumerate(map(recognise, rows))]
    best = max(found, key=lambda one: one[:2], default=None)
    return (-best[1], best[2]) if best and best[0] >= 2 else None
