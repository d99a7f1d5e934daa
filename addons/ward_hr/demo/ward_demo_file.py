"""Civil-servant files of three people of the demo ward, rewards, and one proposal that waits. Invented."""

from base64 import b64encode
from datetime import date

from odoo import Command

# relation, name, year of birth, occupation
FAMILY = {
    "lan": (
        ("father", "Nguyễn Văn Mẫu", 1958, "Hưu trí, phường Cửa Nam"),
        ("mother", "Lê Thị Mẫu", 1961, "Hưu trí, phường Cửa Nam"),
        ("spouse", "Trần Văn Ví Dụ", 1988, "Kỹ sư, công ty mẫu"),
        ("child", "Trần Thị Thử", 2020, "Học sinh"),
        ("spouse_father", "Trần Văn Minh Họa", 1957, "Hưu trí, xã Mẫu"),
    ),
    "hung": (("spouse", "Phạm Thị Ví Dụ", 1984, "Giáo viên, trường mẫu"), ("child", "Trần Văn Thử", 2012, "Học sinh")),
    "mai": (("mother", "Hoàng Thị Mẫu", 1960, "Hưu trí, phường Cửa Nam"),),
}
# kind, what, level, where, form, from, to
ENTRIES = {
    "lan": (
        ("education", "Luật", "Đại học", "Trường Đại học mẫu", "Chính quy", date(2012, 9, 1), date(2016, 6, 30)),
        (
            "theory",
            "Lý luận chính trị",
            "Trung cấp",
            "Trường Chính trị mẫu",
            "Vừa làm vừa học",
            date(2022, 3, 1),
            date(2023, 3, 1),
        ),
        (
            "management",
            "Quản lý nhà nước",
            "Ngạch chuyên viên",
            "Trường bồi dưỡng mẫu",
            "Tập trung",
            date(2020, 5, 1),
            date(2020, 7, 31),
        ),
        ("language", "Tiếng Anh", "B1", "Trung tâm ngoại ngữ mẫu", False, date(2018, 6, 1), False),
        ("it", "Ứng dụng công nghệ thông tin", "Cơ bản", "Trung tâm tin học mẫu", False, date(2018, 8, 1), False),
        (
            "training",
            "Kỹ năng tiếp công dân",
            "Chứng nhận",
            "Trường bồi dưỡng mẫu",
            "Tập trung",
            date(2024, 10, 7),
            date(2024, 10, 11),
        ),
        ("work", "Nhân viên hợp đồng", False, "UBND phường cũ (mẫu)", False, date(2016, 9, 1), date(2018, 12, 31)),
        (
            "work",
            "Công chức Tư pháp – Hộ tịch",
            False,
            "UBND phường cũ (mẫu)",
            False,
            date(2019, 1, 1),
            date(2025, 6, 30),
        ),
        (
            "work",
            "Chuyên viên Trung tâm Phục vụ hành chính công",
            False,
            "UBND phường Cửa Nam",
            False,
            date(2025, 7, 1),
            False,
        ),
        ("declaration", "Bản kê khai tài sản, thu nhập lần đầu", False, False, False, date(2025, 12, 20), False),
    ),
    "hung": (
        ("education", "Hành chính học", "Thạc sĩ", "Học viện mẫu", "Chính quy", date(2004, 9, 1), date(2006, 9, 1)),
        ("theory", "Lý luận chính trị", "Cao cấp", "Học viện mẫu", "Tập trung", date(2018, 1, 1), date(2018, 12, 31)),
    ),
    "mai": (
        (
            "education",
            "Quản trị nhân lực",
            "Đại học",
            "Trường Đại học mẫu",
            "Chính quy",
            date(2008, 9, 1),
            date(2012, 6, 30),
        ),
    ),
}
FILES = {
    "lan": {
        "home_town": "Xã Mẫu, tỉnh Hưng Yên",
        "ethnicity": "Kinh",
        "religion": "Không",
        "permanent_address": "Số 0, ngõ Mẫu, phường Cửa Nam, Hà Nội",
        "family_background": "Cán bộ",
        "work_before": "Nhân viên hợp đồng",
        "recruited_on": date(2019, 1, 1),
        "recruited_by": "UBND quận cũ (mẫu)",
        "general_education": "12/12",
        "party_joined_on": date(2020, 5, 19),
        "party_official_on": date(2021, 5, 19),
        "union_joined": "Công đoàn, Hội Liên hiệp Phụ nữ",
        "address": "Số 0, ngõ Mẫu, phường Cửa Nam, Hà Nội",
        "phone": "0900 000 000",
        "email": "lan.rieng@vidu.example",
        "identity_number": "001000000000",
        "birth_place": "Hà Nội",
    },
    "hung": {
        "home_town": "Xã Mẫu, tỉnh Ninh Bình",
        "ethnicity": "Kinh",
        "religion": "Không",
        "general_education": "12/12",
    },
    "mai": {
        "home_town": "Phường Cửa Nam, Hà Nội",
        "ethnicity": "Kinh",
        "religion": "Không",
        "general_education": "12/12",
    },
}
REWARDS = (
    ("lan", "title", "Lao động tiên tiến", "commune", "51/QĐ-UBND (mẫu)", date(2025, 12, 26)),
    ("lan", "form", "Giấy khen của Chủ tịch UBND phường", "commune", "88/QĐ-UBND (mẫu)", date(2026, 9, 2)),
    ("hung", "title", "Chiến sĩ thi đua cơ sở", "commune", "51/QĐ-UBND (mẫu)", date(2025, 12, 26)),
)
PROPOSAL = (
    {"subject": "address", "new_value": "Số 1, phố Mẫu, phường Cửa Nam, Hà Nội"},
    {
        "subject": "language",
        "name": "Tiếng Anh",
        "level": "B2",
        "place": "Trường Đại học mẫu",
        "date_from": date(2026, 10, 15),
    },
)
PROOF = {"proof": b64encode("Dữ liệu mẫu: giấy xác nhận.".encode()).decode(), "proof_name": "giay-xac-nhan-mau.txt"}


def load(env):
    """Files, rewards and one proposal of Lan's, unless the ward has files already."""
    if env["ward.staff.file"].search_count([("company_id", "=", env.ref("base.main_company").id)], limit=1):
        return
    people = {name: env.ref(f"ward_hr.demo_employee_{name}") for name in FILES}
    for name, values in FILES.items():
        file = env["ward.staff.file"]._of(people[name])
        file.with_context(tracking_disable=True).write({**values, **_lines(name)})
    env["ward.reward"].create(
        [
            {"employee_id": people[who].id, "kind": kind, "name": name, "level": level, "number": number, "date": day}
            for who, kind, name, level, number, day in REWARDS
        ]
    )
    lan = people["lan"]
    change = (
        env["ward.file.change"]
        .with_user(lan.user_id)
        .create(
            {
                "file_id": env["ward.staff.file"]._of(lan).id,
                "line_ids": [Command.create({**line, **PROOF}) for line in PROPOSAL],
            }
        )
    )
    change.action_send()


def _lines(name):
    entry = ("kind", "name", "level", "place", "form", "date_from", "date_to")
    member = ("relation", "name", "birth_year", "occupation")
    return {
        "entry_ids": [Command.create(dict(zip(entry, row, strict=True))) for row in ENTRIES[name]],
        "family_ids": [Command.create(dict(zip(member, row, strict=True))) for row in FAMILY[name]],
    }
