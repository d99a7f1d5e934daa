"""Since when the people of the demo ward hold their steps, and a raise list with a few who are due. Invented."""

from datetime import date

DUE = {
    "quoccuong": date(2023, 11, 1),
    "tam": date(2025, 12, 1),
    "son": date(2023, 12, 1),
    "giang": date(2024, 12, 15),
    "hanh": date(2024, 1, 1),
    "dung": date(2024, 9, 1),  # in term on 1 September 2027; a draft raises him 8 months earlier
}
NOT_TOLD = ("tri", "ngan")
NEXT_YEARS = tuple(date(2024, month, 1) for month in (3, 6, 9, 12)) + tuple(
    date(2025, month, 1) for month in (1, 4, 6)
)


def load(env):
    """Through the same steps as real ones; those not named are due in later years, two files do not tell."""
    env = env(context={**env.context, "lang": "vi_VN", "tracking_disable": True})
    ward = env.ref("base.main_company")
    told = {env.ref(f"ward_hr.demo_employee_{name}"): day for name, day in DUE.items()}
    left_out = {env.ref(f"ward_hr.demo_employee_{name}") for name in NOT_TOLD}
    people = env["hr.employee"].search([("company_id", "=", ward.id)], order="id")
    for turn, person in enumerate(people):
        if person not in left_out:
            first = person.version_ids.sorted("date_version")[:1]
            first.raise_counted_from = told.get(person, NEXT_YEARS[turn % len(NEXT_YEARS)])
    officer = env.ref("ward_hr.demo_user_hr_officer")
    env["ward.raise.list"].with_user(officer).create(
        {
            "company_id": ward.id,
            "as_of": date(2026, 11, 20),
            "date_from": date(2026, 11, 1),
            "date_to": date(2027, 1, 31),
            "early_year": 2026,
        }
    )
