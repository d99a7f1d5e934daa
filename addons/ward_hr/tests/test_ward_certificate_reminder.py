"""90, 30 and 7 days before a certificate expires: the person, the head and HR, each once."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .test_ward_certificate import CertificateCase

LAST = date(2026, 12, 31)


def before(days):
    return LAST - timedelta(days=days)


@tagged("post_install", "-at_install")
class TestCertificateReminder(CertificateCase):
    def remind(self, day):
        return self.env["ward.certificate"]._remind(day)

    def on_lists(self, certificate):
        """``{user: what stands on the list}`` of this certificate."""
        activities = self.env["mail.activity"].search(
            [("res_model", "=", "ward.certificate"), ("res_id", "=", certificate.id)]
        )
        return {one.user_id: one.summary for one in activities}

    def test_each_threshold_fires_on_its_day_and_not_the_day_before(self):
        certificate = self.certificate(self.lan, LAST)
        for days in (90, 30, 7):
            with self.subTest(days=days):
                self.assertEqual(self.remind(before(days + 1)), 0)
                self.assertEqual(self.remind(before(days)), 3)
                self.assertEqual(
                    self.on_lists(certificate),
                    dict.fromkeys(
                        self.staff + self.unit_head + self.hr_officer,
                        f"Expires on 31/12/2026, within {days} days",
                    ),
                )
        self.assertEqual(self.remind(LAST), 0)
        self.assertEqual(self.remind(LAST + timedelta(days=1)), 0)

    def test_a_missed_run_is_made_up_the_day_after_with_the_nearest_alone(self):
        self.certificate(self.lan, LAST)
        self.assertEqual(self.remind(before(89)), 3)
        self.assertEqual(self.remind(before(5)), 3)
        sent = self.env["ward.certificate.reminder"].search([])
        self.assertEqual(sorted(set(sent.mapped("days"))), [7, 90])

    def test_a_second_run_of_the_same_day_sends_nothing(self):
        certificate = self.certificate(self.lan, LAST)
        self.remind(before(30))
        self.assertEqual(self.remind(before(30)), 0)
        self.assertEqual(len(self.on_lists(certificate)), 3)

    def test_what_was_done_does_not_come_back(self):
        certificate = self.certificate(self.lan, LAST)
        self.remind(before(30))
        self.env["mail.activity"].search([("res_id", "=", certificate.id)]).unlink()
        self.assertEqual(self.remind(before(29)), 0)

    def test_a_renewal_stops_the_reminders_and_clears_the_lists(self):
        certificate = self.certificate(self.lan, LAST)
        self.remind(before(90))
        self.certificate(self.lan, LAST + timedelta(days=700), issued_on=before(40))
        self.assertFalse(self.on_lists(certificate))
        self.assertEqual(self.remind(before(30)), 0)

    def test_a_declared_renewal_stops_them_only_when_it_is_confirmed(self):
        certificate = self.certificate(self.lan, LAST)
        declared = self.certificate(self.lan, date(2028, 1, 1), user=self.staff)
        self.assertEqual(self.remind(before(90)), 3)
        declared.with_user(self.hr_officer).action_confirm()
        self.assertFalse(self.on_lists(certificate))
        self.assertEqual(self.remind(before(30)), 0)

    def test_nothing_is_sent_twice_when_people_and_kinds_get_other_names(self):
        self.certificate(self.lan, LAST)
        self.remind(before(30))
        self.lan.name = "Nguyễn Thị Ngọc Lan"
        self.kind.sudo().name = "Ngoại ngữ (đổi tên)"
        self.staff.sudo().login = "lan.moi"
        self.assertEqual(self.remind(before(29)), 0)

    def test_a_corrected_last_day_is_reminded_of_anew(self):
        certificate = self.certificate(self.lan, LAST)
        self.remind(before(30))
        certificate.expires_on = LAST + timedelta(days=60)
        self.assertFalse(self.on_lists(certificate))
        self.assertEqual(self.remind(before(29)), 3)
        self.assertIn("within 90 days", self.on_lists(certificate)[self.staff])

    @freeze_time("2026-10-01 17:30:00")
    def test_the_day_is_the_wards_wherever_the_server_and_the_user_are(self):
        """00:30 of 2 October in Viet Nam, 90 days before 31 December; still 1 October in New York and London."""
        self.certificate(self.lan, LAST)
        for zone in ("America/New_York", "UTC", "Asia/Ho_Chi_Minh"):
            self.env["ward.certificate"].with_context(tz=zone)._cron_remind()
        sent = self.env["ward.certificate.reminder"].search([])
        self.assertEqual((sent.mapped("days"), set(sent.mapped("sent_on"))), ([90] * 3, {date(2026, 10, 2)}))

    def test_of_a_person_without_a_login_the_head_and_hr_are_told(self):
        certificate = self.certificate(self.nam, LAST)
        self.remind(before(7))
        self.assertEqual(set(self.on_lists(certificate)), {self.unit_head, self.hr_officer})

    def test_of_a_head_the_head_above_is_told_and_of_the_officer_nobody_twice(self):
        of_head, of_officer = self.certificate(self.hung, LAST), self.certificate(self.mai, LAST)
        self.assertEqual(self.remind(before(7)), 5)
        self.assertEqual(set(self.on_lists(of_head)), {self.unit_head, self.ward_head, self.hr_officer})
        self.assertEqual(set(self.on_lists(of_officer)), {self.hr_officer, self.ward_head})

    def test_a_new_head_is_told_once_too(self):
        self.certificate(self.lan, LAST)
        self.remind(before(30))
        self.office.manager_id = self.long
        self.assertEqual(self.remind(before(20)), 1)
        self.assertEqual(self.remind(before(19)), 0)

    def test_what_is_declared_expired_without_end_or_of_somebody_who_left_is_silent(self):
        self.certificate(self.lan, LAST, user=self.staff)
        self.certificate(self.an, before(40))
        self.certificate(self.hung, False)
        self.certificate(self.nam, LAST)
        self.nam.active = False
        self.assertEqual(self.remind(before(30)), 0)

    def test_everybody_reminded_can_open_the_certificate_and_reads_the_own_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.staff.lang = "vi_VN"
        certificate = self.certificate(self.lan, LAST)
        self.remind(before(7))
        lists = self.on_lists(certificate)
        for user in lists:
            certificate.with_user(user).check_access("read")
        self.assertEqual(lists[self.unit_head], "Expires on 31/12/2026, within 7 days")
        self.assertNotEqual(lists[self.staff], lists[self.unit_head])

    def test_the_other_wards_officer_is_not_told(self):
        other = self.other_hr()
        certificate = self.certificate(self.lan, LAST)
        self.remind(before(7))
        self.assertNotIn(other, self.on_lists(certificate))

    def test_the_statements_do_not_grow_from_10_to_100_people(self):
        def statements(day):
            with self.counted() as spent:
                sent = self.remind(day)
                self.env.flush_all()
            return spent(), sent

        def certified(people, expires):
            self.env["ward.certificate"].create(
                [
                    {
                        "employee_id": person.id,
                        "kind_id": self.kind.id,
                        "issued_on": date(2024, 1, 1),
                        "expires_on": expires,
                        "company_id": self.ward.id,
                        "state": "confirmed",
                    }
                    for person in people
                ]
            )

        certified(self.crowd(10), LAST)
        statements(before(90))
        few, sent = statements(before(30))
        self.assertEqual(sent, 20)
        self.env["ward.certificate"].search([]).unlink()
        certified(self.crowd(100), LAST)
        statements(before(90))
        many, sent = statements(before(30))
        self.assertEqual(sent, 200)
        self.assertLessEqual(many, few + 4)  # rows are written in packs of 100
