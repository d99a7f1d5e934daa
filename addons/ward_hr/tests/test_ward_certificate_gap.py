"""Which certificates positions ask for and who lacks them, on a day; the same day for the levels."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .competency_case import DAY
from .test_ward_certificate import TODAY, CertificateCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCertificateGap(CertificateCase):
    def setUp(self):
        super().setUp()
        self.asked = self.ask(self.kind)

    def ask(self, kind, **vals):
        """A requirement of the position of Lan, Nam and An."""
        return (
            self.env["ward.certificate.requirement"]
            .with_user(self.hr_officer)
            .create(
                {
                    "job_id": self.job.id,
                    "kind_id": kind.id,
                    "date_from": date(2026, 1, 1),
                    "company_id": self.ward.id,
                    **vals,
                }
            )
        )

    def rows(self, user=None, day=DAY):
        user = user or self.hr_officer
        rows = self.env["ward.certificate.gap"].with_user(user)
        self.env.flush_all()
        self.env.invalidate_all()  # a page asks for one day
        return rows.with_context(competency_day=str(day), allowed_company_ids=user.company_ids.ids).search([])

    def standing(self, person, day=DAY):
        row = self.rows(day=day).filtered(lambda one: one.employee_id == person)
        return row.state, row.missing

    def test_who_has_none_lacks_it_and_who_has_one_does_not(self):
        self.certificate(self.lan, expires=date(2026, 12, 30))
        self.assertEqual(self.standing(self.lan), ("soon", 0))
        self.assertEqual(self.standing(self.nam), ("missing", 1))

    def test_a_certificate_holds_to_its_last_day_and_is_missing_from_the_next(self):
        self.certificate(self.lan, expires=date(2027, 6, 30))
        for day, expected in (
            (date(2023, 12, 31), None),
            (date(2027, 3, 31), ("valid", 0)),
            (date(2027, 4, 1), ("soon", 0)),
            (date(2027, 6, 30), ("soon", 0)),
            (date(2027, 7, 1), ("expired", 1)),
        ):
            with self.subTest(day=day):
                if expected is None:
                    self.assertFalse(self.rows(day=day), "nothing is asked for yet")
                else:
                    self.assertEqual(self.standing(self.lan, day), expected)

    def test_of_several_the_one_that_holds_longest_counts_and_without_end_longest_of_all(self):
        self.certificate(self.lan, expires=date(2026, 9, 30))
        self.certificate(self.lan, expires=date(2027, 12, 31))
        self.assertEqual(self.standing(self.lan), ("valid", 0))
        self.certificate(self.lan, expires=False)
        self.assertEqual(self.standing(self.lan, date(2030, 1, 1)), ("valid", 0))

    def test_what_a_person_declared_counts_once_it_is_confirmed(self):
        own = self.certificate(self.lan, expires=False, user=self.staff)
        self.assertEqual(self.standing(self.lan), ("declared", 1))
        own.with_user(self.hr_officer).action_confirm()
        self.assertEqual(self.standing(self.lan), ("valid", 0))
        self.certificate(self.lan, expires=False, user=self.staff)
        self.assertEqual(self.standing(self.lan), ("valid", 0), "a second one, declared, takes nothing away")

    def test_a_requirement_holds_on_its_days_and_stands_once(self):
        self.asked.date_to = date(2026, 6, 30)
        self.assertFalse(self.rows())
        self.assertEqual(len(self.rows(day=date(2026, 6, 30))), 3)
        with self.assert_refused(ValidationError, "the position asks for it from 01/01/2026 already"):
            self.ask(self.kind, date_from=date(2026, 6, 30))
        self.ask(self.kind, date_from=date(2026, 7, 1))
        self.assertEqual(len(self.rows()), 3)

    def test_a_person_sees_the_own_a_head_the_unit_and_hr_the_ward(self):
        for user, people in (
            (self.staff, self.lan),
            (self.unit_head, self.lan + self.nam),
            (self.hr_officer, self.lan + self.nam + self.an),
            (self.auditor, self.lan + self.nam + self.an),
            (self.pay_officer, self.env["hr.employee"]),
            (self.other_hr(), self.env["hr.employee"]),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self.rows(user).sudo().employee_id, people.sorted("name_key"))
        with self.assertRaises(AccessError):
            self.asked.with_user(self.unit_head).date_to = DAY

    def test_the_officer_goes_from_what_is_missing_to_a_new_certificate(self):
        row = self.rows().filtered(lambda one: one.employee_id == self.nam)
        action = row.action_open()
        self.assertEqual(
            (action["context"]["default_employee_id"], action["context"]["default_kind_id"]),
            (self.nam.id, self.kind.id),
        )
        file = self.nam.with_user(self.hr_officer)
        self.assertEqual(file.certificate_missing_count, 1)
        self.certificate(self.nam, expires=False)
        file.invalidate_recordset()
        self.assertEqual(file.certificate_missing_count, 0)

    def test_the_page_of_a_person_names_what_is_missing_and_what_is_drawn(self):
        self.require(self.drafting, 3)
        page = self.env["ward.my.skills"].with_user(self.staff).create({})
        self.assertEqual(page.asked_ids, self.kind)
        self.assertEqual(page.radar_ids, page.gap_ids)
        self.assertEqual(self.lan.with_user(self.hr_officer).gap_ids.skill_id, self.drafting)

    def test_another_day_is_chosen_on_the_screen_for_levels_and_certificates(self):
        self.require(self.drafting, 3)
        for model, path in (
            ("ward.competency.gap", "competency-gaps"),
            ("ward.certificate.gap", "certificates-missing"),
        ):
            with self.subTest(model=model):
                wizard = self.env["ward.competency.day"].with_user(self.unit_head)
                action = wizard.with_context(active_model=model).create({"day": date(2026, 3, 1)}).action_show()
                self.assertEqual((action["res_model"], action["path"]), (model, path))
                self.assertIn("01/03/2026", action["name"])
                rows = self.env[model].with_user(self.unit_head).with_context(**action["context"])
                self.assertEqual(rows.search_count([]), 2)

    def test_the_statements_do_not_grow_with_people(self):
        def statements():
            self.env.flush_all()
            self.env.invalidate_all()
            with self.counted() as spent:
                found = self.env["ward.certificate.gap"].search([]).mapped("state")
            return spent(), len(found)

        statements()
        few, rows = statements()
        self.assertEqual(rows, 3)
        self.crowd(60)
        self.assertEqual(statements(), (few, 63))
