"""Who is archived: no paid month turns negative for that alone, and none is paid before the last day is known."""

from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .pay_case import OCTOBER, PayCase

AUGUST, SEPTEMBER, NOVEMBER = date(2026, 8, 1), date(2026, 9, 1), date(2026, 11, 1)
END_OF_SEPTEMBER = date(2026, 9, 30)


@tagged("post_install", "-at_install")
class TestWardPayArchived(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.binh = cls.hire("Trần Thị Bình", "civil_servant", pay_coefficient=3.33)

    def archive(self, *people):
        """As from the list of staff, several at once: nobody is asked for a day."""
        self.env["hr.employee"].union(*people).with_context(no_wizard=True).action_archive()

    def looked_through(self, month):
        run = self.run_of(month)
        run.action_look_again()
        return run

    def test_who_is_archived_without_a_day_is_named_and_nothing_is_claimed_back(self):
        self.paid(SEPTEMBER)
        self.archive(self.an, self.hire("Lê Thị Cúc", "civil_servant", pay_coefficient=3.0))
        run = self.run_of(OCTOBER)
        self.assertIn("Nguyễn Văn An: departure day missing", run.missing_text)
        with self.assert_refused(UserError, "Nguyễn Văn An: departure day missing"):
            run.action_look_again()
        self.assertEqual(run.missing_count, 2)

    def test_a_file_that_never_had_a_staff_type_is_archived_without_a_question(self):
        """As that of Odoo's own administrator is."""
        self.archive(self.hire("Quản trị", None))
        self.assertFalse(self.run_of(OCTOBER).missing_count)

    def test_the_list_names_the_archived_person_and_opens_the_file_where_the_day_is_entered(self):
        self.archive(self.an)
        run = self.run_of(OCTOBER)
        [read] = run.web_read({"missing_employee_ids": {"fields": {"name": {}, "pay_missing": {}}}})
        [row] = read["missing_employee_ids"]
        self.assertEqual((row["id"], row["name"]), (self.an.id, "Nguyễn Văn An"))
        self.assertIn("departure day missing", row["pay_missing"])
        action = self.an.with_user(self.pay_officer).action_mend_pay_facts()
        self.assertEqual((action["res_model"], action["res_id"]), ("hr.employee", self.an.id))
        with Form(self.an.with_user(self.hr_officer)) as form:
            form.departure_date = END_OF_SEPTEMBER
        self.assertFalse(run.missing_count)
        run.action_compute()
        self.assertEqual(run.slip_ids.employee_id, self.binh)

    def test_with_the_day_known_the_months_before_stay_as_they_were_paid(self):
        self.paid(SEPTEMBER)
        self.archive(self.an)
        self.an.version_id.departure_date = END_OF_SEPTEMBER
        run = self.looked_through(OCTOBER)
        self.assertFalse(self.slip_of(run, self.an))
        self.assertFalse(run.back_count)

    def test_who_left_and_was_archived_keeps_the_pay_of_earlier_versions_too(self):
        self.paid(AUGUST)
        self.an.create_version({"date_version": SEPTEMBER, "pay_coefficient": 3.33})
        self.paid(SEPTEMBER)
        self.archive(self.an)
        self.an._get_version(SEPTEMBER).departure_date = END_OF_SEPTEMBER
        run = self.looked_through(OCTOBER)
        self.assertFalse(self.slip_of(run, self.an))

    def test_the_end_of_a_contract_is_a_last_day_too(self):
        short = self.hire(
            "Vũ Hợp Đồng", "contract_negotiated", wage=9_000_000,
            contract_date_start=date(2026, 1, 1), contract_date_end=END_OF_SEPTEMBER,
        )  # fmt: skip
        self.paid(SEPTEMBER)
        self.archive(short)
        run = self.looked_through(OCTOBER)
        self.assertFalse(self.slip_of(run, short))

    def test_a_contract_that_still_runs_is_no_last_day_of_who_is_archived(self):
        short = self.hire(
            "Vũ Hợp Đồng", "contract_negotiated", wage=9_000_000,
            contract_date_start=date(2026, 1, 1), contract_date_end=date(2026, 12, 31),
        )  # fmt: skip
        self.archive(short)
        self.assertEqual(self.run_of(OCTOBER).missing_employee_ids, short)

    def test_the_file_of_somebody_paid_here_does_not_move_to_another_ward(self):
        """Else this ward would claim back what it paid, and the other one pay it again."""
        self.paid(SEPTEMBER)
        with self.assert_refused(ValidationError, f"was paid by {self.ward.name}"):
            self.an.company_id = self.other_ward
        new = self.hire("Phạm Văn Mới", "civil_servant", pay_coefficient=3.0)
        new.company_id = self.other_ward
        self.assertEqual(new.version_id.company_id, self.other_ward)

    def test_who_is_archived_may_be_left_out_with_a_reason_and_owes_nothing(self):
        self.paid(SEPTEMBER)
        self.archive(self.an)
        run = self.run_of(OCTOBER)
        run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Chưa có quyết định thôi việc"})]
        run.action_look_again()
        self.assertFalse(self.slip_of(run, self.an))
        self.assertIn("Nguyễn Văn An", run.remark_text)
