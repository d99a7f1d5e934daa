"""A ward with people whose files decisions change."""

from datetime import date

from .common import WardCase


class DecisionCase(WardCase):
    """``cls.lan``, specialist at step 3 since 1 January 2026; ``cls.decide(person, kind, day, **values)``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rank = cls.env.ref("ward_hr.ward_rank_01_003")
        cls.higher = cls.env.ref("ward_hr.ward_rank_01_002")
        cls.lan = cls.specialist("Nguyễn Thị Lan", user=cls.staff)
        cls.head_post, cls.deputy_post, cls.unknown_post = (
            cls.env["ward.leadership.post"].search([("code", "=", code)])
            for code in ("DEPT_HEAD", "DEPT_DEPUTY", "PARTY_SEC")
        )
        cls.office, cls.economy = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.ward.id} for name in ("Văn phòng", "Kinh tế")]
        )

    @classmethod
    def specialist(cls, name, step=3, **values):
        return cls.employ(name, rank_id=cls.rank.id, pay_step=step, **values)

    @classmethod
    def decide(cls, person, kind, day, **values):
        """A draft, entered by the HR officer."""
        return (
            cls.env["ward.decision"]
            .with_user(cls.hr_officer)
            .create(
                {
                    "employee_id": person.id,
                    "kind": kind,
                    "number": f"{cls.env['ward.decision'].search_count([]) + 1}/QĐ-UBND",
                    "date": date(2026, 9, 28),
                    "effective_date": day,
                    **values,
                }
            )
        )

    @classmethod
    def applied(cls, person, kind, day, **values):
        decision = cls.decide(person, kind, day, **values)
        decision.action_apply()
        return decision

    def file_of(self, person):
        """Every version of a file with all that it says, by day."""
        person.invalidate_recordset()
        self.env.flush_all()
        self.env["hr.version"].invalidate_model()
        skipped = {"last_modified_uid", "last_modified_date"}
        return {
            version.date_version: {k: v for k, v in version.copy_data()[0].items() if k not in skipped}
            | {"departure": version.departure_date}
            for version in person.with_context(active_test=False).version_ids
        }
