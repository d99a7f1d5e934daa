"""A training year of the demo ward: sessions past, running and coming, with attendance, tests and a rule; invented."""

from datetime import date, datetime, timedelta

WARD = "base.main_company"
EARLY = datetime(1970, 1, 1, 1)  # 08:00 in the ward
#: course, first day, days, seats, room, trainer or agency, state, people
SESSIONS = [
    ("pc_28nd", "2026-03-10", 1, 60, "hall", "Sở Tư pháp Hà Nội", "done", "hung tung tam lan son van anh hue mai"),
    ("mc_kn", "2026-04-14", 2, 25, "hall", "mai", "done", "lan tuan oanh linh phong thuy hien bao"),
    ("nn", "2026-05-19", 1, 20, "second_floor", "Trung tâm ngoại ngữ", "done", "lan dung quan nam chau"),
    ("mc_ht", "2026-07-21", 2, 25, "second_floor", "tuan", "done", "lan linh phong thuy van anh tri"),
    ("vtvl_xd", "2026-08-18", 3, 15, None, "Trường Đào tạo cán bộ Lê Hồng Phong", "done", "nam vinh tri anh hue"),
    ("mc_kn", "2026-11-25", 2, 20, "hall", "mai", "running", "oanh son van phong hanh ngan thuy hien"),
    ("so_cb", "2026-12-10", 1, 20, "second_floor", "thang", "open", "giang dong"),
    ("mc_ht", "2026-12-17", 2, 25, "hall", "tuan", "open", "van hue"),
    ("so_ai", "2027-01-19", 1, 20, "second_floor", "thang", "open", ""),
    ("pl_335", "2027-01-26", 1, 40, "hall", "Sở Nội vụ Hà Nội", "draft", ""),
    ("vtvl_btxh", "2027-02-24", 2, 15, "second_floor", "Sở Nội vụ Hà Nội", "draft", ""),
]
#: people of the running session who did not sit there from the first minute, on its first morning
MARKS = {"son": ("late", 25), "hanh": ("absent", 0), "thuy": ("left_early", 40)}


def load(env):
    ward = env.ref(WARD)
    sessions = {}
    for course, first, days, seats, room, trainer, state, people in SESSIONS:
        session = _session(env, ward, course, first, days, seats, room, trainer, state)
        _seat(env, session, people.split(), "attended" if state == "done" else "enrolled")
        sessions[course, first] = session
    _mark(env, sessions["mc_kn", "2026-11-25"])
    _tests(env, ward)
    env["ward.training.absence.rule"].create(
        {
            "company_id": ward.id,
            "since": date(2026, 1, 1),
            "most_percent": 50,
            "keep": 2,
            "reference": "QĐ 12/QĐ-UBND (dữ liệu mẫu)",
        }
    )


def _session(env, ward, course, first, days, seats, room, trainer, state):
    begin = datetime.combine(date.fromisoformat(first), EARLY.time())
    teacher = env.ref(f"ward_training.demo_trainer_{trainer}", raise_if_not_found=False)
    return env["ward.course.session"].create(
        {
            "course_id": env.ref(f"ward_training.ward_course_{course}").id,
            "company_id": ward.id,
            "date_begin": begin,
            "date_end": begin + timedelta(days=days - 1, hours=9),
            "enrol_deadline": begin.date() - timedelta(days=3),
            "seats": seats,
            "room_id": room and env.ref(f"ward_training.demo_room_{room}").id,
            "place": not room and trainer,
            "trainer_id": teacher and teacher.id,
            "trainer": not teacher and trainer,
            "state": state,
        }
    )


def _seat(env, session, people, state):
    env["ward.enrolment"].create(
        [
            {
                "session_id": session.id,
                "employee_id": env.ref(f"ward_hr.demo_employee_{name}").id,
                "state": state,
                "ticket": number,
            }
            for number, name in enumerate(people, start=1)
        ]
    )
    session.seat_revision = len(people)


def _mark(env, session):
    """The first morning of the session that is running, as its list was kept."""
    session._open_attendance()
    morning = session.part_ids[0]
    rows = {row.employee_id: row for row in morning.attendance_ids}
    for row in rows.values():
        row.state = "present"
    for name, (state, minutes) in MARKS.items():
        rows[env.ref(f"ward_hr.demo_employee_{name}")].write({"state": state, "minutes": minutes})


def _tests(env, ward):
    """A session of the ward's own course in November, with its test."""
    course = env.ref("ward_training.demo_course_civil_status_advanced")
    course.write({"pass_mark": 60, "attempts_max": 2, "objectives": "Xử lý được 10 tình huống hộ tịch khó tại quầy."})
    begin = datetime(2026, 11, 10, 1)
    session = env["ward.course.session"].create(
        {
            "course_id": course.id,
            "company_id": ward.id,
            "date_begin": begin,
            "date_end": begin + timedelta(hours=9),
            "seats": 12,
            "room_id": env.ref("ward_training.demo_room_second_floor").id,
            "trainer_id": env.ref("ward_training.demo_trainer_tuan").id,
            "state": "done",
        }
    )
    scores = {"linh": 85, "phong": 72, "thuy": 55, "van": 91}
    _seat(env, session, list(scores), "attended")
    env["ward.training.result"].create(
        [
            {"enrolment_id": one.id, "day": date(2026, 11, 10), "score": score}
            for one, score in zip(session.enrolment_ids.sorted("ticket"), scores.values(), strict=True)
        ]
    )
