"""A training year of the demo ward: certificates, training elsewhere, a commitment, needs, a plan. Invented."""

from base64 import b64encode
from datetime import date

ELSEWHERE = (
    ("lan", "Chuyển đổi số cho cán bộ cấp xã", "Sở Khoa học và Công nghệ", "digital", (2026, 8, 9), 8, "approved"),
    ("tuan", "Tập huấn trực tuyến toàn quốc cho cấp xã", "Bộ Nội vụ", "job_position", (2026, 8, 9), 8, "approved"),
    ("oanh", "Kỹ năng tiếp công dân", "Trường Chính trị Hà Nội", "state_management", (2026, 10, 15), 16, "declared"),
    ("son", "Tin học văn phòng nâng cao", "Trung tâm ngoại ngữ - tin học", "digital", (2026, 9, 20), 24, "declared"),
)
WISHES = (
    ("lan", "ward_course_vtvl_ht", "Nhận thêm quầy hộ tịch"),
    ("tuan", "ward_course_mc_kn", "Tiếp nhiều người cao tuổi"),
    ("linh", "ward_course_so_ai", "Soạn văn bản nhanh hơn"),
)
PLANNED = (  # course, month, learners, spent
    ("ward_course_so_cb", "10", 15, 12_000_000),
    ("ward_course_so_attt", "9", 15, 9_500_000),
    ("ward_course_vtvl_tc", "6", 8, 21_000_000),
    ("ward_course_so_ai", "12", 6, 0),
    ("ward_course_pl_335", "12", 40, 0),
)
TAUGHT = {  # skill and level that a course of the demo ward teaches
    "ward_course_vtvl_ht": ("w2", 4),
    "ward_course_vtvl_dd": ("w3", 4),
    "ward_course_vtvl_tc": ("w4", 4),
    "ward_course_vtvl_btxh": ("w5", 4),
    "ward_course_vtvl_xd": ("w6", 4),
    "ward_course_mc_kn": ("w8", 4),
    "ward_course_so_cb": ("w1", 3),
    "ward_course_so_attt": ("w10", 3),
}
PARTS = ("content", "trainer_score", "organisation", "useful")
STAMP = b64encode(b"Invented proof of the demo ward")


def load(env):
    """Through the same steps as real ones."""
    env = env(context={**env.context, "lang": "vi_VN", "tracking_disable": True, "mail_create_nosubscribe": True})
    ward = env.ref("base.main_company")
    env = env(context={**env.context, "allowed_company_ids": ward.ids})
    officer, head = env.ref("ward_hr.demo_user_hr_officer"), env.ref("ward_hr.demo_user_ward_head")
    _skills(env)
    _elsewhere(env)
    _certificates(env, officer)
    _commitments(env)
    for name, course, note in WISHES:
        env["ward.training.need"]._wish(_person(env, name), _course(env, course), 2027, note)
    env["ward.training.need"]._gather(ward, 2027)
    _plan(env, ward, officer, head)
    done = env["ward.course.session"].search([("company_id", "=", ward.id), ("state", "=", "done")])
    _answers(env["ward.training.feedback"]._open(done))


def _person(env, name):
    return env.ref(f"ward_hr.demo_employee_{name}")


def _course(env, name):
    return env.ref(f"ward_training.{name}")


def _skills(env):
    for name, (skill, level) in TAUGHT.items():
        course = _course(env, name)
        if not course.skill_id:
            course.write(
                {
                    "skill_id": env.ref(f"ward_hr.ward_skill_{skill}").id,
                    "skill_level_id": env.ref(f"ward_hr.ward_skill_level_ward_{level}").id,
                }
            )


def _elsewhere(env):
    for name, what, where, group, day, hours, state in ELSEWHERE:
        row = env["ward.outside.training"].create(
            {
                "employee_id": _person(env, name).id,
                "name": what,
                "provider": where,
                "content_group": group,
                "date_from": date(*day),
                "date_to": date(*day),
                "hours": hours,
                "proof": STAMP,
                "proof_name": "minh-chung.txt",
            }
        )
        row.action_send()
        if state == "approved":
            row.with_user(env.ref("ward_hr.demo_user_ward_head")).action_approve()


def _certificates(env, officer):
    for name in ("demo_session_so_cb_10", "demo_session_so_attt_09"):
        session = env.ref(f"ward_training.{name}")
        if session.enrolment_ids._deserves_certificate():
            session.with_user(officer).action_issue_certificates()
    wrong = env["ward.certificate"].search([("code", "!=", False)], order="number desc", limit=1)
    wrong.with_user(officer).action_revoke("Cấp nhầm khóa học")


def _commitments(env):
    env["ward.training.commitment"].create(
        {
            "employee_id": _person(env, "quan").id,
            "name": "Thạc sĩ Quản lý công",
            "school": "Học viện Hành chính và Quản trị công",
            "decision_number": "112/QĐ-UBND",
            "decided_on": date(2025, 8, 15),
            "date_from": date(2025, 9, 1),
            "date_to": date(2027, 8, 31),
            "tuition": 54_000_000,
            "other_costs": 6_000_000,
            "signed_on": date(2025, 8, 20),
        }
    ).action_sign()


def _plan(env, ward, officer, head):
    plan = env["ward.training.plan"].with_user(officer).create(
        {
            "year": 2026,
            "company_id": ward.id,
            "number": "18/KH-UBND",
            "line_ids": [
                (0, 0, {"course_id": _course(env, course).id, "month": month, "people": people, "cost_spent": spent})
                for course, month, people, spent in PLANNED
            ],
        }
    )
    plan.action_submit()
    plan.with_user(head).action_approve()


def _answers(rows):
    """Two of three people have answered, some courses better than others."""
    for turn, row in enumerate(rows):
        if turn % 3:
            row._keep_reaction({part: 3 + (turn + place) % 3 for place, part in enumerate(PARTS)}, "")
