"""Before a month is computed: who lacks a fact, where it is mended, and who is left out with a reason."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .pay_case import OCTOBER, PayCase


@tagged("post_install", "-at_install")
class TestWardPayMissing(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.thieu = cls.hire("Vũ Thiếu", "civil_servant")
        cls.month = cls.run_of(OCTOBER)

    def seen(self, user=None):
        """The people of the list as a user reads them on the run."""
        return self.thieu.with_user(user or self.pay_officer).with_context(ward_pay_run=self.month.id)

    def test_the_run_lists_who_lacks_what(self):
        self.assertEqual(self.month.missing_employee_ids, self.thieu)
        self.assertEqual(self.month.missing_count, 1)
        self.assertEqual(self.seen().pay_missing, "Coefficient")
        self.assertFalse(self.an.with_context(ward_pay_run=self.month.id).pay_missing)

    def test_the_form_reads_the_list_with_the_run_it_belongs_to(self):
        wanted = {"missing_employee_ids": {"fields": {"name": {}, "pay_missing": {}}}}
        [read] = self.month.web_read(wanted)
        self.assertEqual(
            read["missing_employee_ids"],
            [{"id": self.thieu.id, "name": "Vũ Thiếu", "pay_missing": "Coefficient"}],
        )

    def test_away_from_a_run_nothing_is_said_to_be_missing(self):
        self.assertFalse(self.thieu.pay_missing)

    def test_the_list_opens_the_file_where_the_fact_is_mended(self):
        action = self.seen().action_mend_pay_facts()
        self.assertEqual((action["res_model"], action["res_id"]), ("hr.employee", self.thieu.id))
        self.thieu.version_id.pay_coefficient = 2.34
        self.month.invalidate_recordset()
        self.assertFalse(self.month.missing_count)

    def test_a_person_is_left_out_with_a_reason_and_the_others_are_paid(self):
        with self.assert_refused(UserError, "Vũ Thiếu: Coefficient"):
            self.month.action_compute()
        action = self.seen().action_leave_out()
        omission = Form(self.env[action["res_model"]].with_user(self.pay_officer).with_context(**action["context"]))
        omission.reason = "Chưa có quyết định xếp lương"
        omission.save()
        self.assertFalse(self.month.missing_count)
        self.month.action_compute()
        self.assertEqual(self.month.slip_ids.employee_id, self.an)
        self.assertIn("Vũ Thiếu", self.month.remark_text)

    def test_nobody_but_the_readers_of_pay_asks_what_is_missing(self):
        for user in (self.hr_officer, self.unit_head, self.staff):
            with self.assertRaises(AccessError):
                self.seen(user).read(["pay_missing"])

    def test_the_list_costs_the_same_statements_for_few_and_for_many(self):
        self._statements()  # rules and groups are read once a process
        few = self._statements()
        for number in range(40):
            self.hire(f"Vũ Thiếu {number}", "civil_servant")
        self.assertEqual(self._statements(), few)

    def _statements(self):
        self.env.flush_all()
        self.env.invalidate_all()
        with self.counted() as spent:
            people = self.month.missing_employee_ids
            people.with_context(ward_pay_run=self.month.id).mapped("pay_missing")
        return spent()
