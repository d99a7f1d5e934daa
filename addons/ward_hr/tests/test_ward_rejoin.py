"""Who left, was archived and comes back: in service again from the new day, and not a day between."""

from datetime import date

from odoo.tests import tagged

from .decision_case import DecisionCase
from .pay_case import PayCase

MARCH, APRIL, AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (3, 4, 8, 9, 10))
END_OF_MARCH = date(2026, 3, 31)


@tagged("post_install", "-at_install")
class TestWardRejoin(DecisionCase, PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        kind = cls.staff_type("civil_servant")
        (cls.lan | cls.specialist("Trần Thị Bình")).version_id.staff_type_id = kind
        cls.paid(MARCH)
        cls.applied(cls.lan, "leaving", APRIL)
        cls.lan.with_context(no_wizard=True).action_archive()
        for month in (APRIL, AUGUST):
            cls.paid(month)

    def appointed(self):
        return self.applied(self.lan, "appointment", SEPTEMBER, department_id=self.office.id)

    def test_an_appointment_of_who_is_archived_pays_from_its_day_and_nothing_before(self):
        self.appointed()
        self.assertTrue(self.lan.active)
        self.assertEqual(self.lan._get_version(APRIL).departure_date, END_OF_MARCH)
        self.assertFalse(self.lan._get_version(SEPTEMBER).departure_date)
        run = self.run_of(SEPTEMBER)
        run.action_look_again()
        slip = self.slip_of(run, self.lan)
        self.assertEqual((slip.days, self.amounts(slip)["BASIC"]), (30, 7_590_000))
        self.assertFalse(slip.line_ids.filtered("back"))

    def test_taken_out_of_the_archive_first_the_months_between_are_not_paid(self):
        self.lan.with_user(self.hr_officer).action_unarchive()
        self.assertEqual(self.lan.departure_date, END_OF_MARCH)
        self.assertIn("The departure of 03/31/2026 stays", self.lan.message_ids[0].body)
        self.appointed()
        slip = self.slip_of(self.computed(SEPTEMBER), self.lan)
        self.assertEqual(slip.days, 30)
        self.assertFalse(slip.line_ids.filtered("back"))

    def test_a_contract_that_ended_with_the_leaving_does_not_hold_for_the_new_service(self):
        self.lan._get_version(MARCH).write(
            {"contract_date_start": date(2026, 1, 1), "contract_date_end": END_OF_MARCH}
        )
        self.appointed()
        self.assertFalse(self.lan._get_version(SEPTEMBER).contract_date_end)
        self.assertEqual(self.slip_of(self.computed(SEPTEMBER), self.lan).days, 30)

    def test_revoked_the_person_is_archived_again_as_before(self):
        start = self.file_of(self.lan)
        self.appointed().action_revoke()
        self.assertFalse(self.lan.active)
        self.assertEqual(self.file_of(self.lan), start)

    def test_an_appointment_of_before_the_leaving_wakes_nobody(self):
        self.applied(self.lan, "appointment", MARCH, department_id=self.office.id)
        self.assertFalse(self.lan.active)
