"""Invented ratings: the third quarter decided for three units, October in the hands of the people."""

from datetime import date

UNITS = ("VP", "KTHTDT", "VHXH")
PLAN = "Kế hoạch công tác quý III/2026 (mẫu)"
# Product, assigned, finished, units each, failed checks, late; by the name in the demo's ids.
PRODUCTS = {
    "thu": [("Báo cáo quyết toán, bảng lương tháng", 12, 12, 2, 0, 0)],
    "van": [("Chứng từ, sổ kế toán tháng", 9, 9, 2, 1, 1)],
    "quan": [("Xử lý sự cố, vận hành hệ thống", 30, 29, 1, 0, 1)],
    "dung": [("Báo cáo kiểm soát thủ tục hành chính", 6, 6, 3, 0, 0)],
    "oanh": [("Văn bản đến, đi được xử lý (trăm văn bản)", 14, 14, 1, 0, 0)],
    "son": [("Chương trình, thông báo kết luận", 18, 17, 1, 0, 2)],
    "hanh": [("Thẩm định dự toán, phân bổ ngân sách", 10, 10, 3, 1, 0)],
    "nam": [("Hồ sơ kiểm tra trật tự xây dựng", 16, 15, 2, 0, 3)],
    "vinh": [("Biên bản kiểm tra, xử lý vi phạm", 20, 11, 2, 6, 9)],
    "tri": [("Báo cáo hiện trạng hạ tầng tổ dân phố", 8, 8, 2, 0, 0)],
    "mai": [("Hồ sơ cán bộ, báo cáo nội vụ", 12, 12, 2, 0, 0)],
    "bao": [("Sự kiện văn hóa, thể thao", 5, 5, 4, 1, 1)],
    "chau": [("Lớp hướng dẫn dịch vụ công trực tuyến", 9, 9, 2, 0, 0)],
    "hung": [("Nhiệm vụ Chủ tịch giao Văn phòng", 24, 24, 3, 0, 1)],
    "phuc": [("Nhiệm vụ giao Phó Chánh Văn phòng", 12, 12, 2, 0, 0)],
    "tung": [("Nhiệm vụ Chủ tịch giao phòng KTHTĐT", 26, 24, 3, 1, 2)],
    "phuonglinh": [("Nhiệm vụ giao Phó Trưởng phòng", 14, 13, 2, 0, 1)],
    "tam": [("Nhiệm vụ Chủ tịch giao phòng VHXH", 22, 22, 3, 0, 0)],
}
SCORES = ((7, 7, 6), (6.5, 7, 6), (7, 6.5, 5.5), (9, 9, 8.5), (6, 6.5, 5.5), (7, 7.5, 6), (6, 6, 5))
LEADING = {"organising": 90, "unity": 95}
OBJECTION = "Hai sự kiện lùi ngày theo văn bản của thành phố, đề nghị không tính là chậm tiến độ."
OBJECTOR = "bao"


def load(env):
    """Through the same steps as real ones, by the people whose steps they are."""
    env = env(context={**env.context, "lang": "vi_VN"})
    officer, head = (env.ref(f"ward_hr.demo_user_{role}") for role in ("hr_officer", "ward_head"))
    quarter = _opened(env, officer, "quarter", date(2026, 7, 1))
    people = _people(env)
    # sudo: the sheets of several units, which no single user of the demo sees together
    sheets = quarter.sudo().evaluation_ids.filtered(
        lambda sheet: sheet.department_id.code in UNITS and sheet.date_from == quarter.date_from
    )
    _enter_products(env, sheets, people)
    sheets = sheets.filtered(lambda sheet: sheet.missing != "no_work")
    quarter.action_start_all()
    leaders = sheets.filtered("is_leader")
    for among in (sheets - leaders, leaders):
        _propose(among, head)
    _object(sheets.filtered(lambda sheet: sheet.employee_id == people[OBJECTOR]))
    sheets.filtered(lambda sheet: not sheet.objected_at).with_user(head).action_decide()
    _opened(env, officer, "month", date(2026, 10, 1)).action_start_all()


def _opened(env, officer, kind, first):
    period = (
        env["ward.evaluation.period"]
        .with_user(officer)
        .create({"kind": kind, "date_from": first, "company_id": env.ref("base.main_company").id})
    )
    period.action_open()
    return period


def _people(env):
    return {name: env.ref(f"ward_hr.demo_employee_{name}") for name in (*PRODUCTS, OBJECTOR)}


def _enter_products(env, sheets, people):
    by_person = {sheet.employee_id: sheet for sheet in sheets}
    env["ward.evaluation.line"].create(
        [
            {
                "evaluation_id": by_person[people[name]].id,
                "company_id": by_person[people[name]].company_id.id,
                "name": product,
                "reference": PLAN,
                "quantity": assigned,
                "quantity_done": finished,
                "coefficient": each,
                "fault_count": faults,
                "late_count": late,
            }
            for name, products in PRODUCTS.items()
            for product, assigned, finished, each, faults, late in products
        ]
    )


def _propose(sheets, head):
    """Own scores, handed in, the head's scores, proposed: the head of the ward for heads without a login."""
    sheets._move("self", "head")
    for number, sheet in enumerate(sheets.sorted("name_key")):
        points = dict(zip(("CH1", "CH2", "CH3"), SCORES[number % len(SCORES)], strict=True))
        for score in sheet.score_ids:
            own = points.get(score.criterion_id.code) or LEADING[score.block]
            score.write({"self_points": own, "head_points": own})
    sheets.with_user(head).action_review()


def _object(sheet):
    sheet.write({"objection": OBJECTION, "objected_at": sheet.reviewed_at})
