"""The columns of a staff list, and which column of a file is which."""

from collections.abc import Sequence

from .columns import NOTES, Column
from .headers import plain

COLUMNS = (
    Column("code", "Mã cán bộ", "Staff code", True, ("mã nhân viên", "số hiệu")),
    Column("name", "Họ và tên", "Full name", True, ("họ tên", "name")),
    Column("sex", "Giới tính", "Sex"),
    Column("birthday", "Ngày sinh", "Date of birth"),
    Column("unit", "Mã đơn vị", "Unit code", True, ("đơn vị",)),
    Column("working_unit", "Mã nơi làm việc", "Working place code", False, ("nơi làm việc",)),
    Column("position", "Mã vị trí việc làm", "Position code", False, ("vị trí việc làm",)),
    Column("title", "Chức danh", "Job title", False, ("chức vụ",)),
    Column("staff_type", "Mã đối tượng", "Staff type code", True, ("đối tượng",)),
    Column("rank", "Mã ngạch", "Rank code", False, ("ngạch",)),
    Column("scale", "Bảng lương", "Pay scale"),
    Column("step", "Bậc", "Step"),
    Column("coefficient", "Hệ số lương", "Coefficient", False, ("hệ số",)),
    Column("overgrade", "Vượt khung %", "Over-grade %"),
    Column("counted_from", "Mốc tính nâng bậc", "Raise counted from", False, ("mốc nâng lương",)),
    Column("post", "Mã chức vụ lãnh đạo", "Leadership post code"),
    Column("leadership", "Hệ số phụ cấp chức vụ", "Leadership coefficient"),
    Column("reserved", "Hệ số chênh lệch bảo lưu", "Reserved difference"),
    Column("dependants", "Người phụ thuộc", "Dependants"),
    Column("decision", "Số quyết định", "Decision number"),
    Column("decision_date", "Ngày quyết định", "Decision date"),
    Column("since", "Ngày hiệu lực", "In force from", True),
    Column("email", "Thư điện tử công vụ", "Work e-mail", False, ("email",)),
    Column("phone", "Điện thoại công vụ", "Work phone", False, ("điện thoại",)),
)
KEYS = tuple(column.key for column in COLUMNS)
BY_KEY = {column.key: column for column in COLUMNS}
SEXES = {"male": ("Nam", "Male"), "female": ("Nữ", "Female"), "other": ("Khác", "Other")}

_NAMES = {plain(n): c.key for c in COLUMNS for n in (c.key, c.vi, c.en, *c.also)}
_NOTES = {plain(name) for column in NOTES for name in (column.vi, column.en)}


class HeaderRefused(Exception):
    """``kind``: no_header, missing, doubled, unknown; ``names``: the columns it is about."""

    def __init__(self, kind: str, names: Sequence[str] = ()):
        self.kind, self.names = kind, tuple(names)
        super().__init__(f"{kind} {self.names}")


def find(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Index of the header row and the place of each column; every column must be there, once.

    A list with a column left out cannot say whether the value is to stay or to go: it is refused.
    """
    named = [(sum(plain(cell) in _NAMES for cell in row), -index) for index, row in enumerate(rows)]
    count, index = max(named, default=(0, 0))
    if not count:
        raise HeaderRefused("no_header")
    places: dict[str, int] = {}
    for place, cell in enumerate(rows[-index]):
        key = _NAMES.get(plain(cell))
        if key in places:
            raise HeaderRefused("doubled", [key])
        if key:
            places[key] = place
        elif plain(cell) and plain(cell) not in _NOTES:
            raise HeaderRefused("unknown", [cell.strip()])
    if missing := [key for key in KEYS if key not in places]:
        raise HeaderRefused("missing", missing)
    return -index, places
