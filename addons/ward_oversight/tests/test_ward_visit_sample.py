from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import OversightCase

OVERDUE = [134, 134, *range(1, 19)]  # working days; twenty dossiers


@tagged("post_install", "-at_install")
class TestSample(OversightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procedure = cls.env["ward.procedure"].search([], limit=1)
        cls.brought = cls.env["ward.dossier.import"].create({"file": b"eA==", "file_name": "x.csv"})
        cls.calendar = cls.env["ward.clock"]._calendar(cls.ward)

    def dossiers(self, number, overdue=()):
        """``number`` dossiers of the economy unit due on 4 May 2026, the first ``overdue`` so many days late."""
        due = date(2026, 5, 4)
        days = [*overdue, *[0] * (number - len(overdue))]
        return self.env["ward.dossier"].create(
            [
                {
                    "code": f"H26.1-260420-{place:04}",
                    "company_id": self.ward.id,
                    "procedure_id": self.procedure.id,
                    "channel": "counter",
                    "received_at": datetime(2026, 4, 20, 2),
                    "due_at": datetime(2026, 5, 4, 10),
                    "processed_at": datetime.combine(self.calendar.after(due, late), datetime.min.time())
                    + timedelta(hours=3),
                    "state": "returned",
                    "timeliness": "late" if late else "on_time",
                    "late_days": late,
                    "department_id": self.economy.id,
                    "import_id": self.brought.id,
                }
                for place, late in enumerate(days)
            ]
        )

    def sample_of(self, visit, size=26, **values):
        return visit.env["ward.visit.sample"].create(
            {"visit_id": visit.id, "since": date(2026, 4, 1), "until": date(2026, 4, 30), "size": size, **values}
        )

    def test_long_bien_26_sampled_20_overdue_2_by_134_working_days(self):
        self.dossiers(26, OVERDUE)
        visit = self.started_visit()
        sample = self.sample_of(visit)
        sample.action_draw()
        self.assertEqual((sample.population, sample.drawn, sample.late, sample.latest), (26, 26, 20, 134))
        self.assertEqual(sample.line_ids.mapped("late_days").count(134), 2)
        visit.answer_ids.write({"result": "pass"})
        with self.assert_refused(UserError, "20 overdue dossiers of the sample have no cause yet"):
            visit.action_sign()
        sample.line_ids.filtered("late_days").write({"cause": "handling"})
        self.sign(visit)
        self.assertIn("20 of 26 were overdue; the longest, 134 working days, 2 dossiers.", [*sample._sentences()])
        self.assertEqual(visit.action_check_seal()["params"]["type"], "success")
        with self.assertRaises(UserError):
            sample.line_ids[0].cause = "people"

    def test_the_seed_draws_the_same_sample_again(self):
        self.dossiers(60)
        sample = self.sample_of(self.started_visit(), size=10)
        sample.action_draw()
        self.assertEqual(sample.drawn, 10)
        self.assertEqual(sample.action_check()["params"]["type"], "success")
        self.dossiers_of_another_day()
        self.assertEqual(sample.action_check()["params"]["type"], "warning")
        with self.assert_refused(UserError, "not drawn again until it fits"):
            sample.action_draw()
        with self.assert_refused(UserError, "not drawn again until it fits"):
            sample.size = 5

    def dossiers_of_another_day(self):
        self.env["ward.dossier"].search([("company_id", "=", self.ward.id)], limit=1).copy(
            {"code": "H26.1-260420-9999", "state": "returned"}
        )

    @freeze_time("2026-05-06 03:00:00")
    def test_what_is_still_open_counts_its_days_so_far(self):
        one = self.dossiers(1)
        one.write({"timeliness": "open", "processed_at": False, "state": "processing"})
        sample = self.sample_of(self.started_visit())
        sample.action_draw()
        self.assertEqual(sample.line_ids.late_days, 2)

    def test_without_dossiers_nothing_is_drawn(self):
        with self.assert_refused(UserError, "no dossier received from 01/04/2026 to 30/04/2026"):
            self.sample_of(self.started_visit()).action_draw()
