"""Certificates, wherever they were got: declared, confirmed, renewed, seen by whom."""

from datetime import date

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .competency_case import CompetencyCase

TODAY = "2026-10-01 03:00:00"


class CertificateCase(CompetencyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kind = cls.env.ref("ward_hr.ward_certificate_kind_language")

    @classmethod
    def certificate(cls, person, expires=date(2026, 12, 31), user=None, **vals):
        """A certificate that the officer enters, or the given user."""
        return (
            cls.env["ward.certificate"]
            .with_user(user or cls.hr_officer)
            .create(
                {
                    "employee_id": person.id,
                    "kind_id": cls.kind.id,
                    "issued_on": date(2024, 1, 1),
                    "expires_on": expires,
                    "company_id": cls.ward.id,
                    **vals,
                }
            )
        )


@tagged("post_install", "-at_install")
class TestCertificate(CertificateCase):
    def test_what_the_officer_enters_is_confirmed_and_what_people_enter_is_declared(self):
        self.assertEqual(self.certificate(self.lan).state, "confirmed")
        own = self.certificate(self.lan, user=self.staff, state="confirmed")
        self.assertEqual(own.state, "declared")
        with self.assert_refused(UserError, "A certificate is confirmed by the HR officer"):
            own.with_user(self.staff).action_confirm()
        own.number = "B1-0042"
        own.with_user(self.hr_officer).action_confirm()
        with self.assertRaises(AccessError):
            own.with_user(self.staff).number = "C2-0001"

    def test_nobody_enters_a_certificate_of_somebody_else(self):
        for user in (self.staff, self.unit_head):
            with self.assertRaises(AccessError):
                self.certificate(self.nam, user=user)

    def test_a_person_declares_one_with_the_form(self):
        with Form(self.env["ward.certificate"].with_user(self.staff)) as form:
            form.kind_id = self.kind.with_user(self.staff)
            form.issued_on = date(2026, 1, 1)
        self.assertEqual(form.record.employee_id.id, self.lan.id)

    @freeze_time(TODAY)
    def test_the_standing_follows_from_the_day_and_from_renewal(self):
        for expires, status in (
            (False, "valid"),
            (date(2026, 12, 31), "valid"),
            (date(2026, 12, 30), "soon"),
            (date(2026, 10, 1), "soon"),
            (date(2026, 9, 30), "expired"),
        ):
            with self.subTest(expires=expires):
                one = self.certificate(self.nam, expires)
                self.assertEqual(one.status, status)
                one.sudo().unlink()

    @freeze_time(TODAY)
    def test_a_later_one_of_the_same_kind_renews_and_the_earlier_stays(self):
        old = self.certificate(self.lan, date(2026, 9, 30))
        action = old.action_renew()
        with Form(self.env["ward.certificate"].with_user(self.hr_officer).with_context(**action["context"])) as form:
            form.issued_on = date(2026, 9, 1)
            form.expires_on = date(2028, 9, 1)
        self.assertEqual(form.record.kind_id, old.kind_id)
        old.invalidate_recordset()
        self.assertEqual((old.status, form.record.status), ("renewed", "valid"))
        found = self.env["ward.certificate"].search([("employee_id", "=", self.lan.id), ("is_renewed", "=", True)])
        self.assertEqual(found.ids, old.ids)
        rest = self.env["ward.certificate"].search([("employee_id", "=", self.lan.id), ("is_renewed", "=", False)])
        self.assertEqual(rest.ids, form.record.ids)

    @freeze_time(TODAY)
    def test_a_declared_one_or_one_of_another_kind_renews_nothing(self):
        old = self.certificate(self.lan, date(2026, 9, 30))
        self.certificate(self.lan, date(2028, 9, 1), user=self.staff)
        self.certificate(
            self.lan, date(2028, 9, 1), kind_id=self.env.ref("ward_hr.ward_certificate_kind_it").id
        )
        old.invalidate_recordset()
        self.assertEqual(old.status, "expired")

    def test_a_certificate_does_not_expire_before_it_was_issued(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.certificate(self.lan, date(2023, 12, 31))

    def test_a_person_sees_the_own_a_head_the_unit_and_the_other_ward_none(self):
        people = {person: self.certificate(person) for person in (self.lan, self.nam, self.an)}
        for user, seen in (
            (self.staff, [self.lan]),
            (self.unit_head, [self.lan, self.nam]),
            (self.hr_officer, [self.lan, self.nam, self.an]),
            (self.ward_head, [self.lan, self.nam, self.an]),
            (self.auditor, [self.lan, self.nam, self.an]),
            (self.pay_officer, []),
            (self.other_hr(), []),
        ):
            with self.subTest(user=user.login):
                model = self.env["ward.certificate"].with_user(user)
                found = model.with_context(allowed_company_ids=user.company_ids.ids).search([])
                self.assertEqual(set(found.ids), {people[person].id for person in seen})

    def test_the_staff_file_leads_to_certificates_and_gaps(self):
        self.certificate(self.lan)
        self.require(self.drafting, 3)
        self.holds(self.lan, self.drafting, 1)
        file = self.lan.with_user(self.hr_officer)
        self.assertEqual((file.certificate_count, file.gap_count), (1, 1))
        for action in (file.action_certificates(), file.action_gaps()):
            self.assertEqual(self.env[action["res_model"]].search_count(action["domain"]), 1)

    def test_my_page_shows_what_is_mine_and_the_sheet_that_waits(self):
        self.require(self.drafting, 3)
        self.certificate(self.lan)
        self.certificate(self.nam)
        opening = self.env["ward.competency.opening"].with_user(self.hr_officer)
        opening.create({"day": date(2026, 10, 1)}).action_open()
        action = self.env["ward.my.skills"].with_user(self.staff).open_own()
        page = self.env["ward.my.skills"].with_user(self.staff).browse(action["res_id"])
        self.assertEqual(page.gap_ids.skill_id, self.drafting)
        self.assertEqual(page.certificate_ids.employee_id.ids, self.lan.ids)
        self.assertTrue(page.assessment_waits)
        self.assertEqual(page.action_assessment()["res_id"], page.assessment_id.id)
        self.assertEqual(page.action_declare()["res_model"], "ward.certificate")

    def test_the_page_of_somebody_without_a_file_is_empty(self):
        page = self.env["ward.my.skills"].with_user(self.pay_officer).create({})
        self.assertFalse(page.employee_id or page.gap_ids or page.certificate_ids)

    def test_odoos_own_list_and_notices_of_certifications_rest(self):
        self.assertFalse(
            self.env.ref("hr_skills.hr_job_skills_cron_add_certification_activity_to_employees").active
        )
        self.assertFalse(self.env.ref("hr_skills.hr_certification_menu").active)

    @freeze_time(TODAY)
    def test_the_campaign_asks_for_certificates_that_expired_and_were_not_renewed(self):
        question = self.env.ref("ward_hr.ward_question_certificate")
        self.certificate(self.lan, date(2026, 9, 30))
        self.certificate(self.nam, date(2026, 9, 30))
        self.certificate(self.nam, date(2027, 9, 30))
        self.assertEqual(question._counts(self.ward)[self.ward.id], (2, 1))
