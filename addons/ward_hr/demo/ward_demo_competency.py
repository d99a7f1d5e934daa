"""Invented competencies: what positions ask for, the office agreed in July, culture under way, certificates."""

from datetime import date, timedelta

DECISION = "Quyết định 45/QĐ-UBND (mẫu)"
SINCE, AGREED, OPENED = date(2026, 1, 1), date(2026, 7, 1), date(2026, 10, 1)
EVERYBODY = {"g3": 3, "g6": 3, "w1": 3}
LEADERS = {"g2": 4, "g3": 4, "m3": 4, "m5": 3}
# Skill and level that a position asks for besides; by its code on the national list.
OF_A_POSITION = {
    "p02": {"w10": 4, "w9": 3},
    "p06": {"w2": 4, "t2": 3},
    "p08": {"w4": 4},
    "p09": {"w4": 3},
    "p10": {"w4": 4, "t4": 3},
    "p13": {"w6": 4, "t3": 3},
    "p16": {"w6": 4, "t3": 3},
    "p20": {"w3": 4, "t3": 3},
    "p22": {"t1": 3},
    "p23": {"w5": 4},
    "p28": {"w9": 3, "w10": 3},
    "p29": {"w5": 3},
    "p30": {"w8": 4},
    "p31": {"w8": 3, "t3": 3},
}
LEADING = ("l01", "l02", "l03", "l04")
# Kind of certificate that a position asks for besides what everybody needs.
CERTIFICATE_OF_EVERYBODY = "state_management"
CERTIFICATES_ASKED = {"p06": ("language",), "p13": ("it",), "p23": ("it",), "l01": ("political",)}
# Levels short of what is asked, in turn; 0 meets it.
SHORT = (0, 1, 0, 0, 2, 0, 1, 0, 0, -1, 0, 1)
# Person, kind, issued by, number, days from today to the last day (None: without end).
CERTIFICATES = [
    ("lan", "language", "Trung tâm ngoại ngữ (mẫu)", "NN-0318", 25),
    ("lan", "state_management", "Học viện (mẫu)", "QLNN-1204", None),
    ("quan", "it", "Trung tâm tin học (mẫu)", "TH-0077", 80),
    ("thu", "profession", "Bộ Tài chính (mẫu)", "KTT-2210", 5),
    ("tuan", "defence", "Trung tâm GDQPAN (mẫu)", "QP-0931", 300),
    ("van", "profession", "Trung tâm bồi dưỡng (mẫu)", "KTV-0105", -20),
    ("mai", "state_management", "Học viện (mẫu)", "QLNN-0888", None),
]
# Everybody else who needs the one of everybody has it, but these.
LACKING = ("quan", "tri", "ngan", "hue", "phong", "thu")


def load(env):
    """Through the same steps as real ones."""
    env = env(context={**env.context, "lang": "vi_VN"})
    officer, head = (env.ref(f"ward_hr.demo_user_{role}") for role in ("hr_officer", "ward_head"))
    _require(env)
    _require_certificates(env)
    _agree(_opened(env, officer, AGREED, "VP"), head)
    _opened(env, officer, OPENED, "VHXH")
    _certify(env.ref("base.main_company"), officer)
    # the reminders that the nightly run would have sent
    env["ward.certificate"]._cron_remind()


def _require(env):
    wanted = {code: EVERYBODY | more for code, more in OF_A_POSITION.items()} | dict.fromkeys(LEADING, LEADERS)
    env["ward.competency.requirement"].create(
        [
            {
                "job_id": env.ref(f"ward_hr.ward_job_{position}").id,
                "skill_id": env.ref(f"ward_hr.ward_skill_{skill}").id,
                "level": str(level),
                "date_from": SINCE,
                "reference": DECISION,
                "company_id": env.ref("base.main_company").id,
            }
            for position, skills in wanted.items()
            for skill, level in skills.items()
        ]
    )


def _require_certificates(env):
    positions = {*OF_A_POSITION, *LEADING}
    env["ward.certificate.requirement"].create(
        [
            {
                "job_id": env.ref(f"ward_hr.ward_job_{position}").id,
                "kind_id": env.ref(f"ward_hr.ward_certificate_kind_{kind}").id,
                "date_from": SINCE,
                "reference": DECISION,
                "company_id": env.ref("base.main_company").id,
            }
            for position in sorted(positions)
            for kind in (CERTIFICATE_OF_EVERYBODY, *CERTIFICATES_ASKED.get(position, ()))
        ]
    )


def _opened(env, officer, day, code):
    units = env["hr.department"].search([("code", "=", code), ("company_id", "=", env.ref("base.main_company").id)])
    opening = env["ward.competency.opening"].with_user(officer)
    action = opening.create({"day": day, "department_ids": units.ids}).action_open()
    return env["ward.competency.assessment"].search(action["domain"])


def _agree(sheets, head):
    sheets = sheets.filtered(lambda sheet: sheet.reviewer_id)
    for number, line in enumerate(sheets.sorted("name_key").line_ids):
        level = str(min(max(line.required - SHORT[number % len(SHORT)], 1), 5))
        line.write({"self_level": level, "head_level": level})
    sheets.with_user(head).action_submit()
    sheets.with_user(head).action_agree()


def _certify(ward, officer):
    env, today = ward.env, date.today()
    env["ward.certificate"].with_user(officer).create(
        [
            {
                "employee_id": env.ref(f"ward_hr.demo_employee_{person}").id,
                "kind_id": env.ref(f"ward_hr.ward_certificate_kind_{kind}").id,
                "issuer": issuer,
                "number": number,
                "issued_on": today - timedelta(days=700),
                "expires_on": days is not None and today + timedelta(days=days),
                "company_id": ward.id,
            }
            for person, kind, issuer, number, days in (*CERTIFICATES, *_of_everybody(env, ward))
        ]
    )


def _of_everybody(env, ward):
    """(person, kind, issuer, number, days) of the certificate that nearly everybody has."""
    named = {env.ref(f"ward_hr.demo_employee_{row[0]}") for row in CERTIFICATES if row[1] == CERTIFICATE_OF_EVERYBODY}
    lacking = {env.ref(f"ward_hr.demo_employee_{name}") for name in LACKING}
    for turn, person in enumerate(env["hr.employee"].search([("company_id", "=", ward.id)], order="id"), 101):
        if person not in named | lacking:
            name = person.get_external_id()[person.id].removeprefix("ward_hr.demo_employee_")
            yield name, CERTIFICATE_OF_EVERYBODY, "Học viện (mẫu)", f"QLNN-{turn:04}", None
