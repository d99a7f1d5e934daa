"""Minutes beyond the standard: which apply, from which day, and how they reach the workload."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .dossier_case import DossierCase

FIELD = "Kiểm tra"


@tagged("post_install", "-at_install")
class TestProcedureModifier(DossierCase):
    def modifier(self, **vals):
        values = {"code": "field_check", "name": FIELD, "since": date(2026, 10, 1), "minutes": 60, **vals}
        return self.env["ward.procedure.modifier"].with_user(self.hr_officer).create(values)

    def minutes(self, **cells):
        self.send([self.row("0001", channel="Trực tiếp", **cells)])
        self.env["ward.dossier"].invalidate_model()
        return self.dossiers().modifier_minutes

    def test_each_modifier_adds_its_minutes_as_often_as_it_applies(self):
        for cells, minutes in (
            ({}, 0),
            ({"verified": "Có"}, 15),
            ({"field_check": "Có"}, 120),
            ({"digitised": "3"}, 12),
            ({"supplements": "2"}, 20),
            ({"verified": "Không", "field_check": "Có", "digitised": "1"}, 124),
        ):
            with self.subTest(cells=cells):
                self.assertEqual(self.minutes(**cells), minutes)

    def test_work_that_came_online_takes_less_and_never_less_than_nothing(self):
        self.modifier(code="online", minutes=-3)
        self.send([self.row("0001")])
        self.assertEqual(self.dossiers().modifier_minutes, -3)
        self.modifier(code="online", minutes=-30, since=date(2026, 10, 2))
        self.load_of(self.lan).with_user(self.hr_officer).action_refresh()
        self.assertEqual(self.dossiers().modifier_minutes, -8)
        self.assertEqual(self.load_of(self.lan).hours_service, 0)

    def test_a_percentage_is_of_the_standard_minutes_of_the_day(self):
        self.modifier(minutes=10, percent=50)
        self.assertEqual(self.minutes(field_check="Có"), 10 + 4)

    def test_a_value_of_the_ward_holds_from_its_day_on(self):
        self.modifier(since=date(2026, 10, 12))
        before = {"received": "09/10/2026 08:00", "due": "", "processed": "09/10/2026 09:00", "returned": ""}
        self.send(
            [
                self.row("0001", channel="Trực tiếp", field_check="Có"),
                self.row("0002", channel="Trực tiếp", field_check="Có", state="9", **before),
            ]
        )
        self.assertEqual(self.dossiers().sorted("code").mapped("modifier_minutes"), [60, 120])

    def test_the_workload_shows_what_was_added_as_a_line_of_its_own(self):
        rows = [self.row(f"{n:04}", channel="Trực tiếp", verified="Có" if n < 4 else "") for n in range(10)]
        self.send(rows)
        load = self.load_of(self.lan)
        [line] = load.needed_line_ids.filtered(lambda one: one.kind == "modifier")
        self.assertEqual((line.quantity, line.minutes, line.hours), (4, 15, 1))
        self.assertAlmostEqual(load.hours_service, 10 * 8 / 60 + 1, 2)
        self.assertEqual(load.finished_count, 10)

    def test_the_dossier_says_what_makes_its_minutes(self):
        self.modifier(code="online", minutes=-3, name="Nộp trực tuyến")
        self.send([self.row("0001", verified="Có", digitised="3")])
        said = self.dossiers().modifier_note.splitlines()
        self.assertEqual(
            said,
            [
                "Verification letter: 1 × 15 minutes = 15 minutes",
                "Digitisation: 3 × 4 minutes = 12 minutes",
                "Nộp trực tuyến: 1 × -3 minutes = -3 minutes",
            ],
        )

    def test_a_shipped_value_is_nobodys_to_change(self):
        shipped = self.env.ref("ward_hr.ward_procedure_modifier_online").with_user(self.hr_officer)
        with self.assert_refused(UserError, "comes with the system"):
            shipped.minutes = 0

    def test_a_value_of_another_ward_does_not_count_here(self):
        officer = self.user_of("hr_officer", self.other_ward)
        self.env["ward.procedure.modifier"].with_user(officer).with_context(
            allowed_company_ids=self.other_ward.ids
        ).create({"code": "field_check", "name": FIELD, "since": date(2026, 10, 1), "minutes": 1})
        self.assertEqual(self.minutes(field_check="Có"), 120)
