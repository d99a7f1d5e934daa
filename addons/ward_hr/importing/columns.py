"""The columns of a dossier file: their names, and what may not be missing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """``key`` in code, ``vi`` and ``en`` the headers of the template, ``also`` other names."""

    key: str
    vi: str
    en: str
    required: bool = False
    also: tuple[str, ...] = ()

    def header(self, lang: str) -> str:
        return self.vi if lang.startswith("vi") else self.en


COLUMNS = (
    Column("code", "Mã hồ sơ", "Dossier code", True, ("số hồ sơ", "mã số hồ sơ", "code")),
    Column(
        "procedure",
        "Mã thủ tục",
        "Procedure code",
        True,
        ("mã tthc", "mã thủ tục hành chính", "thủ tục", "mã số tthc", "procedure"),
    ),
    Column(
        "channel",
        "Hình thức nộp",
        "Channel",
        True,
        ("hình thức tiếp nhận", "kênh nộp", "hình thức"),
    ),
    Column(
        "received",
        "Ngày tiếp nhận",
        "Received at",
        True,
        ("ngày giờ tiếp nhận", "thời gian tiếp nhận", "ngày nhận", "received"),
    ),
    Column(
        "due",
        "Ngày hẹn trả",
        "Due at",
        False,
        ("ngày giờ hẹn trả", "ngày hẹn trả kết quả", "hạn trả", "hạn xử lý", "due"),
    ),
    Column(
        "processed",
        "Ngày xử lý xong",
        "Processed at",
        False,
        ("ngày hoàn thành", "ngày kết thúc xử lý", "ngày có kết quả", "processed"),
    ),
    Column(
        "returned",
        "Ngày trả kết quả",
        "Returned at",
        False,
        ("ngày trả", "ngày giờ trả kết quả", "returned"),
    ),
    Column("state", "Trạng thái", "Status", True, ("tình trạng", "trạng thái hồ sơ", "state")),
    Column(
        "reception",
        "Cán bộ tiếp nhận",
        "Reception officer",
        False,
        ("người tiếp nhận", "công chức tiếp nhận"),
    ),
    Column(
        "handling",
        "Cán bộ thụ lý",
        "Handling officer",
        False,
        ("người thụ lý", "công chức thụ lý", "người xử lý", "cán bộ xử lý"),
    ),
    Column("paused", "Số ngày tạm dừng", "Paused days", False, ("ngày tạm dừng",)),
    Column("documents", "Số bản", "Copies", False, ("số lượng bản", "số lượng", "documents")),
    Column("faults", "Số lỗi chất lượng", "Quality faults", False, ("số lỗi", "số sai sót", "faults")),
    Column(
        "supplement_asked",
        "Ngày yêu cầu bổ sung",
        "Supplement asked at",
        False,
        ("ngày giờ yêu cầu bổ sung", "ngày yêu cầu bổ sung hồ sơ"),
    ),
    Column(
        "supplement_received",
        "Ngày nhận bổ sung",
        "Supplement received at",
        False,
        ("ngày bổ sung", "ngày giờ nhận bổ sung", "ngày nhận bổ sung hồ sơ"),
    ),
    Column("supplements", "Số lần bổ sung", "Supplements asked", False, ("số lần yêu cầu bổ sung",)),
    Column("verified", "Có xác minh", "Verified", False, ("xác minh",)),
    Column("field_check", "Kiểm tra thực địa", "Field check", False, ("thực địa", "kiểm tra thực tế")),
    Column(
        "digitised",
        "Số giấy tờ số hóa",
        "Papers digitised",
        False,
        ("số thành phần số hóa", "số giấy tờ đã số hóa"),
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}

# Columns that a file of refused rows carries, to be passed over when it comes back.
NOTES = (
    Column("row", "Dòng số", "Row no."),
    Column("fault_column", "Cột sai", "Column"),
    Column("fault_value", "Giá trị sai", "Value"),
    Column("fault_reason", "Lý do", "Reason"),
    Column("fault_remedy", "Cách sửa", "Remedy"),
)

YES_NO = {"t": ("có", "yes", "x", "1", "true", "đã"), "f": ("không", "no", "0", "false", "chưa")}

CHANNELS = {
    "counter": ("Trực tiếp", "At the counter", "trực tiếp tại bộ phận một cửa", "direct"),
    "online": ("Trực tuyến", "Online", "qua mạng", "dịch vụ công trực tuyến"),
    "post": ("Bưu chính công ích", "By post", "bưu chính", "bưu điện", "post"),
}


@dataclass(frozen=True)
class Status:
    """A status of the one-stop system. ``done``: the ward has finished its processing."""

    key: str
    number: str
    vi: str
    en: str
    final: bool
    clock_runs: bool
    done: bool = False


STATUSES = (
    Status("registered", "1", "Mới đăng ký", "Registered online", False, False),
    Status("received", "2", "Được tiếp nhận", "Received", False, True),
    Status("refused", "3", "Không được tiếp nhận", "Refused", True, False),
    Status("processing", "4", "Đang xử lý", "In process", False, True),
    Status("supplement", "5", "Yêu cầu bổ sung giấy tờ", "Supplement requested", False, False),
    Status(
        "payment",
        "6",
        "Yêu cầu thực hiện nghĩa vụ tài chính",
        "Payment requested",
        False,
        False,
    ),
    Status("withdrawn", "7", "Công dân yêu cầu rút hồ sơ", "Withdrawn", True, False),
    Status("stopped", "8", "Dừng xử lý", "Stopped", True, False),
    Status("processed", "9", "Đã xử lý xong", "Processed", False, False, True),
    Status("returned", "10", "Đã trả kết quả", "Result returned", True, False, True),
)
