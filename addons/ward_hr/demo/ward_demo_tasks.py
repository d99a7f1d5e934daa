"""Invented tasks of autumn 2026, a duty that comes back, and an objection to a figure of September."""

from datetime import date

PLAN = "Chương trình công tác quý IV/2026 (mẫu)"
RESULT = "Văn bản số %s/BC-VP (mẫu)"
# Person, task, product, hours, units, assigned, deadline, done, state, failed checks
TASKS = (
    ("lan", "Chuẩn hóa dữ liệu hộ tịch", "Bộ dữ liệu", 32, 4, "09-03", "09-25", "09-24", "accepted", 0),
    ("lan", "Số hóa sổ hộ tịch cũ, đợt 1", "Sổ đã số hóa", 24, 3, "10-01", "10-16", "10-15", "accepted", 0),
    ("lan", "Số hóa sổ hộ tịch cũ, đợt 2", "Sổ đã số hóa", 24, 3, "11-02", "11-20", None, "progress", 0),
    ("lan", "Tuyên truyền khai sinh trực tuyến", "Buổi tuyên truyền", 6, 1, "11-16", "12-11", None, "assigned", 0),
    ("thu", "Báo cáo tài sản công năm 2026", "Báo cáo", 16, 2, "11-02", "12-15", None, "progress", 0),
    ("van", "Đối chiếu công nợ quý III", "Biên bản đối chiếu", 8, 1, "10-05", "10-16", "10-20", "accepted", 0),
    ("quan", "Kiểm tra an toàn thông tin", "Báo cáo kiểm tra", 12, 2, "11-09", "11-27", "11-25", "done", 0),
    ("dung", "Rà soát niêm yết thủ tục hành chính", "Báo cáo rà soát", 10, 2, "10-12", "10-30", "10-29", "accepted", 1),
    ("oanh", "Chỉnh lý tài liệu lưu trữ năm 2025", "Mét giá tài liệu", 40, 4, "10-05", "11-30", None, "progress", 1),
    ("son", "Chuẩn bị kỳ họp HĐND cuối năm", "Bộ tài liệu kỳ họp", 30, 4, "11-09", "12-04", None, "progress", 0),
    ("hung", "Xây dựng chương trình công tác năm 2027", "Chương trình", 20, 3, "11-02", "12-18", None, "assigned", 0),
    ("hanh", "Dự toán ngân sách năm 2027", "Dự toán", 32, 4, "10-01", "10-30", "10-30", "accepted", 0),
    ("nam", "Lập danh mục công trình vi phạm", "Danh mục", 14, 2, "10-12", "10-23", "10-28", "accepted", 0),
    ("tri", "Khảo sát ngập úng tổ dân phố", "Báo cáo khảo sát", 16, 2, "10-19", "11-13", None, "progress", 0),
    ("mai", "Kế hoạch biên chế năm 2027", "Kế hoạch", 18, 3, "10-05", "10-30", "10-28", "accepted", 0),
    ("bao", "Ngày hội văn hóa khu dân cư", "Kế hoạch và tổng kết", 24, 3, "10-12", "11-18", "11-18", "done", 0),
    ("chau", "Tập huấn tổ công nghệ số cộng đồng", "Lớp tập huấn", 12, 2, "11-02", "11-13", None, "cancelled", 0),
)
DUTY = {
    "name": "Báo cáo công tác văn thư tháng",
    "product": "Báo cáo",
    "standard_hours": 3,
    "every": "month",
    "day": 25,
    "ahead_days": 10,
    "reference": PLAN,
}
REASON = "Ngày 18/9 tôi trực thay quầy chứng thực, 12 hồ sơ đang tính cho người khác. Đề nghị đối chiếu."


def load(env):
    """Tasks as their heads would have assigned them; the duty; Lan's objection, not answered yet."""
    quiet = env(context={**env.context, "lang": "vi_VN", "tracking_disable": True, "mail_create_nolog": True})
    ward = env.ref("base.main_company")
    tasks = quiet["ward.task"].create([_values(env, ward, number, *row) for number, row in enumerate(TASKS, 41)])
    # September was too short for Lan, so that “This week” has something to show before October is there
    tasks._refresh_workload({date(2026, 9, 1)})
    quiet["ward.task.recurrence"].create(
        {**DUTY, "employee_id": _person(env, "oanh").id, "company_id": ward.id, "since": date(2026, 10, 1)}
    )
    _object(quiet)


def _person(env, name):
    return env.ref(f"ward_hr.demo_employee_{name}")


def _values(env, ward, number, name, task, product, hours, units, assigned, deadline, done, state, faults):
    person = _person(env, name)
    head = person.department_id._head_of(person)
    return {
        "company_id": ward.id,
        "employee_id": person.id,
        "name": task,
        "product": product,
        "standard_hours": hours,
        "converted_units": units,
        "reference": PLAN,
        "assigned_by_id": head.user_id.id or env.uid,
        "assigned_date": _day(assigned),
        "deadline": _day(deadline),
        "done_date": _day(done),
        "state": state,
        "fault_count": faults,
        "result": RESULT % number if done else False,
        "accepted_by_id": (head.user_id.id or env.uid) if state == "accepted" else False,
        "accepted_on": _day(done) if state == "accepted" else False,
    }


def _day(text):
    return text and date.fromisoformat(f"2026-{text}")


def _object(env):
    figure = env["ward.workload"].search(
        [("employee_id", "=", _person(env, "lan").id), ("month", "=", date(2026, 9, 1))]
    )
    objections = env["ward.workload.objection"]
    if figure:
        line = figure.needed_line_ids[:1]
        objections.create(
            {**objections._of_figure(figure, line.id), "reason": REASON, "due_day": date(2026, 10, 9)}
        )
