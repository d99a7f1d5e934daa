"""Certificates of our courses: issued, printed, checked by strangers, renewed and revoked."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.ward_hr.tests.common import SLACK

from ..models.ward_certificate_check import MOST_A_MINUTE
from .common import TrainingCase


class CertificateCase(TrainingCase):
    @classmethod
    def attended(cls, *people, course=None):
        session = cls.session_on(date(2026, 11, 2), state="done", course=course)
        for person in people:
            cls.env["ward.enrolment"].create(
                {"session_id": session.id, "employee_id": person.id, "state": "attended"}
            )
        return session

    def issued(self, *people, course=None):
        session = self.attended(*people, course=course)
        session.with_user(self.hr_officer).action_issue_certificates()
        return session.enrolment_ids.certificate_ids.sorted("number")


@tagged("post_install", "-at_install")
class TestCertificateIssued(CertificateCase):
    def test_everybody_who_attended_gets_a_number_of_the_series_and_a_code_of_their_own(self):
        held = self.issued(self.lan, self.hoa)
        self.assertEqual(held.mapped("number"), ["01/2026/GCN", "02/2026/GCN"])
        self.assertEqual(set(held.mapped("state")), {"confirmed"})
        self.assertEqual(len({one.code for one in held}), 2)
        self.assertTrue(all(len(one.code) >= 22 for one in held))  # 22 characters hold 128 bits
        self.assertEqual(self.issued(self.hung).number, "03/2026/GCN")

    def test_nobody_gets_a_second_one_or_one_without_the_hours(self):
        held = self.issued(self.lan)
        with self.assert_refused(UserError, "nobody is waiting for a certificate"):
            held.enrolment_id.session_id.with_user(self.hr_officer).action_issue_certificates()
        school = self.course_of("LLCT", hours=8, certificate="degree")
        with self.assert_refused(UserError, "nobody is waiting for a certificate"):
            self.issued(self.lan, course=school)

    def test_where_there_is_a_test_only_who_passed_it_gets_one(self):
        self.course.write({"pass_mark": 50, "validity_months": 24})
        session = self.attended(self.lan, self.hoa)
        for seat, score in zip(session.enrolment_ids, (49, 50), strict=True):
            self.env["ward.training.result"].create(
                {"enrolment_id": seat.id, "score": score, "day": date(2026, 11, 3)}
            )
        session.with_user(self.hr_officer).action_issue_certificates()
        held = session.enrolment_ids.certificate_ids
        self.assertEqual(held.enrolment_id, session.enrolment_ids[1])
        self.assertEqual(held.expires_on, date(2028, 11, 22))

    def test_the_validity_of_the_course_gives_the_last_day_and_0_gives_none(self):
        self.assertFalse(self.issued(self.lan).expires_on)
        for code, months, last in (("A", 1, date(2026, 12, 22)), ("B", 12, date(2027, 11, 22))):
            with self.subTest(months=months):
                held = self.issued(self.lan, course=self.course_of(code, hours=8, validity_months=months))
                self.assertEqual(held.expires_on, last)

    def test_what_is_printed_stays_and_a_code_is_never_written(self):
        held = self.issued(self.lan)
        for vals in ({"issued_on": date(2026, 1, 1)}, {"number": "9"}):
            with self.assert_refused(UserError, "what it says stays"):
                held.with_user(self.hr_officer).write(vals)
        with self.assert_refused(UserError, "are not written"):
            held.with_user(self.hr_officer).write({"code": "x" * 30})
        with self.assert_refused(UserError, "what it says stays"):
            held.with_user(self.hr_officer).unlink()
        with self.assert_refused(UserError, "are not written"):
            self.env["ward.certificate"].with_user(self.staff).create(
                {"kind_id": held.kind_id.id, "issued_on": date(2026, 1, 1), "code": "y" * 30}
            )

    def test_a_revoked_one_is_told_by_its_reason_counts_nowhere_and_another_can_be_issued(self):
        held = self.issued(self.lan)
        with self.assert_refused(UserError, "revoked for a reason"):
            held.with_user(self.hr_officer).action_revoke(" ")
        with self.assert_refused(UserError, "by the HR officer"):
            held.with_user(self.staff).action_revoke("Mine")
        held.with_user(self.hr_officer).action_revoke("Wrong person")
        self.assertEqual((held.status, held.revoke_reason), ("revoked", "Wrong person"))
        self.env["ward.certificate.requirement"].create({"job_id": self._job().id, "kind_id": held.kind_id.id})
        self.env.flush_all()
        gap = self.env["ward.certificate.gap"].search([("employee_id", "=", self.lan.id)])
        self.assertEqual(gap.state, "missing")
        with self.assert_refused(UserError, "is revoked and is not printed"):
            held._check_papers()
        session = held.enrolment_id.session_id
        session.with_user(self.hr_officer).action_issue_certificates()
        self.assertEqual(len(held.enrolment_id.certificate_ids), 2)

    def _job(self):
        job = self.env["hr.job"].create({"name": "Clerk", "company_id": self.ward.id})
        self.lan.version_id.job_id = job
        return job

    def test_a_renewal_stands_beside_the_old_one(self):
        held = self.issued(self.lan)
        with freeze_time("2027-11-01"):
            action = held.with_user(self.hr_officer).action_renew()
        new = held.browse(action["res_id"])
        self.assertEqual((new.renews_id, new.kind_id, new.number), (held, held.kind_id, "01/2027/GCN"))
        self.assertNotEqual(new.code, held.code)
        self.assertEqual(held.state, "confirmed")

    def test_the_paper_says_who_what_when_and_carries_its_address_as_qr(self):
        held = self.issued(self.lan)
        says = held.with_user(self.staff)._paper()
        self.assertEqual(
            (says["person"], says["days"], says["hours"]), ("Trần Thị Lan", "ngày 02/11/2026", "8")
        )
        self.assertTrue(says["url"].endswith(f"/verify/{held.code}"))
        self.assertTrue(says["qr"].startswith("data:image/svg+xml;base64,"))
        reports = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        pdf, kind = reports._render_qweb_pdf("ward_training.ward_certificate_report", held.ids)
        self.assertEqual((pdf[:4], kind), (b"%PDF", "pdf"))
        with self.assert_refused(UserError, "has no paper of ours"):
            self.env["ward.certificate"].create(
                {"employee_id": self.lan.id, "kind_id": held.kind_id.id, "issued_on": date(2026, 1, 1)}
            )._check_papers()

    def test_many_certificates_take_as_many_statements_as_few(self):
        few_people = self.attended(self.lan, self.hoa).with_user(self.hr_officer)
        many_people = self.attended(*self.crowd(12)).with_user(self.hr_officer)
        few_people.course_id.name, many_people.enrolment_ids.mapped("course_id")
        with self.counted() as few:
            few_people.action_issue_certificates()
        with self.counted() as many:
            many_people.action_issue_certificates()
        self.assertLessEqual(many(), few() + SLACK)


@tagged("post_install", "-at_install")
class TestCheckPage(HttpCase, CertificateCase):
    def check(self, code):
        return self.url_open(f"/verify/{code}")

    def test_a_stranger_reads_name_course_and_day_and_nothing_else(self):
        held = self.issued(self.lan)
        self.lan.write({"birthday": date(1990, 5, 17), "work_email": "lan@ward.example"})
        page = self.check(held.code)
        self.assertEqual(page.status_code, 200)
        for known in ("Trần Thị Lan", "Course SO-X", "23/11/2026"):
            self.assertIn(known, page.text)
        for private in ("17/05/1990", "lan@ward.example", "Văn phòng", held.number, self.ward.name):
            self.assertNotIn(private, page.text)
        self.assertIn('class="said valid"', page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_the_page_says_expired_after_the_last_day_and_revoked_at_once(self):
        held = self.issued(self.lan)
        held.expires_on = date(2026, 11, 23)
        self.assertIn('class="said valid"', self.check(held.code).text)
        held.write({"expires_on": date(2026, 11, 22), "issued_on": date(2026, 11, 1)})
        self.assertIn('class="said expired"', self.check(held.code).text)
        held.with_user(self.hr_officer).action_revoke("Wrong person")
        page = self.check(held.code).text
        self.assertIn('class="said revoked"', page)
        self.assertNotIn("Wrong person", page)

    def test_a_code_that_nobody_has_is_not_found(self):
        declared = self.env["ward.certificate"].create(
            {
                "employee_id": self.lan.id,
                "kind_id": self.env.ref("ward_hr.ward_certificate_kind_it").id,
                "issued_on": date(2026, 1, 1),
            }
        )
        for code in ("x" * 27, "x", str(declared.id), "%27 OR 1=1", "False"):
            with self.subTest(code=code):
                page = self.check(code)
                self.assertEqual(page.status_code, 404)
                self.assertNotIn("Lan", page.text)

    def test_who_asks_too_often_waits_and_another_address_does_not(self):
        asks = self.env["ward.certificate"]._may_ask
        self.assertTrue(all(asks("192.0.2.1") for _turn in range(MOST_A_MINUTE)))
        self.assertFalse(asks("192.0.2.1"))
        self.assertTrue(asks("192.0.2.2"))
        self.env.cr.execute("SELECT asker FROM ward_certificate_asked")
        self.assertFalse([asker for (asker,) in self.env.cr.fetchall() if "192.0" in asker])
        with freeze_time("2026-11-23 02:01"):
            self.assertTrue(asks("192.0.2.1"))  # the next minute
        with freeze_time("2026-11-23 03:30"):
            self.env["ward.certificate"]._gc_asked()
        self.env.cr.execute("SELECT count(*) FROM ward_certificate_asked")
        self.assertFalse(self.env.cr.fetchone()[0])
