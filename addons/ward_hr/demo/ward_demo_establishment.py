"""Approved posts of the demo ward: as its people, a few vacant, one in surplus, and targets. Invented."""

from datetime import date

SINCE = date(2026, 7, 1)
DECISION = {"decision_number": "25/QĐ-UBND (mẫu)", "decision_date": date(2026, 6, 20)}
VACANT = {("demo_unit_vp", "P06"): 1, ("demo_unit_kthtdt", "P13"): 1, ("demo_unit_vhxh", "P22"): 1}
ABOLISHED = ("demo_unit_vp", "S02")
TARGETS = {"demo_unit_vp": 14, "demo_unit_kthtdt": 9, "demo_unit_vhxh": 6}


def load(env):
    """One row for each unit and position that has people, unless the ward has rows already."""
    ward = env.ref("base.main_company")
    if env["ward.establishment"].search_count([("company_id", "=", ward.id)], limit=1):
        return
    named = {env.ref(f"ward_hr.{unit}").id: unit for unit in {*TARGETS, *(unit for unit, _ in VACANT)}}
    people = env["hr.employee"].search([("company_id", "=", ward.id), ("department_id", "!=", False)])
    posts = {}
    for person in people:
        key = person.department_id, person.job_id
        posts[key] = posts.get(key, 0) + 1
    rows = []
    for (unit, job), count in posts.items():
        key = named.get(unit.id), job.position_code
        count += VACANT.get(key, 0) - (key == ABOLISHED)
        rows.append({"department_id": unit.id, "job_id": job.id, "posts": count, "since": SINCE})
    env["ward.establishment"].create([{**row, "company_id": ward.id, **DECISION} for row in rows])
    env["ward.establishment.target"].create(
        [
            {
                "company_id": ward.id,
                "department_id": env.ref(f"ward_hr.{unit}").id,
                "by_day": date(2030, 12, 31),
                "posts": count,
                **DECISION,
            }
            for unit, count in TARGETS.items()
        ]
    )
