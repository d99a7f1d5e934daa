"""Work that is no dossier: who assigns, reports and accepts it, when it is late, and who sees it."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .task_case import TODAY, TaskCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWardTask(TaskCase):
    # -- steps -------------------------------------------------------------------------------------

    def test_a_task_goes_from_the_head_to_the_person_and_back_to_be_accepted(self):
        task = self.task(quantity=3)
        self.assertEqual((task.department_id, task.head_id, task.hours), (self.office, self.hung, 24))
        task.with_user(self.staff).action_start()
        self.assertEqual(task.state, "progress")
        self.reported(task)
        self.assertEqual((task.state, task.done_date), ("done", TODAY))
        task.with_user(self.unit_head).action_accept()
        self.assertEqual((task.state, task.accepted_by_id), ("accepted", self.unit_head))
        self.assertEqual(task.timeliness, "on_time")

    def test_who_has_the_next_step_is_told_by_an_activity(self):
        task = self.task()
        self.assertEqual(task.activity_ids.user_id, self.staff)
        self.reported(task)
        self.assertEqual(task.activity_ids.user_id, self.unit_head)
        task.with_user(self.unit_head).action_accept()
        self.assertFalse(task.activity_ids)

    def test_a_task_without_a_result_cannot_be_reported(self):
        with self.assert_refused(UserError, "enter the result"):
            self.task().with_user(self.staff).action_report()

    def test_a_returned_product_is_a_failed_check(self):
        task = self.reported(self.task())
        task.with_user(self.unit_head).action_return()
        self.assertEqual((task.state, task.fault_count, task.done_date), ("progress", 1, False))

    def test_several_products_are_returned_at_once_each_with_its_own_count(self):
        tasks = self.reported(self.task()) + self.reported(self.task(fault_count=2))
        tasks.with_user(self.unit_head).action_return()
        self.assertEqual(tasks.mapped("fault_count"), [1, 3])

    def test_a_task_begins_at_its_beginning_whatever_is_sent(self):
        task = self.task(state="accepted", done_date=TODAY, accepted_by_id=self.staff.id)
        self.assertEqual((task.state, task.done_date, task.accepted_by_id.id), ("assigned", False, False))

    def test_an_acceptance_and_a_cancellation_can_be_undone(self):
        task = self.accepted(self.task())
        task.with_user(self.unit_head).action_undo()
        self.assertEqual((task.state, task.accepted_by_id.id, task.done_date), ("done", False, TODAY))
        other = self.task()
        other.with_user(self.unit_head).action_cancel()
        self.assertEqual(other.timeliness, "closed")
        other.with_user(self.unit_head).action_undo()
        self.assertEqual(other.state, "assigned")

    def test_a_step_out_of_turn_is_refused(self):
        with self.assert_refused(UserError, "this step needs “Reported done”"):
            self.task().with_user(self.unit_head).action_accept()

    # -- who ---------------------------------------------------------------------------------------

    def test_nobody_assigns_or_accepts_the_own_work(self):
        with self.assert_refused(UserError, "is your own: nobody assigns or accepts the own work"):
            self.task(self.hung)
        task = self.task(self.hung, user=self.ward_head)
        self.assertEqual(task.head_id, self.long, "a head is headed by the head above")
        self.reported(task, self.unit_head)
        with self.assert_refused(UserError, "It is for Hoàng Gia Long"):
            task.with_user(self.unit_head).action_accept()
        task.with_user(self.ward_head).action_accept()

    def test_nobody_deletes_the_own_new_task(self):
        task = self.task(self.hung, user=self.ward_head)
        with self.assert_refused(UserError, "It is for Hoàng Gia Long"):
            task.with_user(self.unit_head).unlink()
        task.with_user(self.ward_head).unlink()
        self.assertFalse(task.exists())

    def test_a_head_assigns_in_the_units_they_lead_only(self):
        with self.assertRaises(AccessError):
            self.task(self.an)
        with self.assert_refused(ValidationError, "Lê Thị An works in Văn hóa - Xã hội, not in Văn phòng"):
            self.task(self.an, department_id=self.office.id)

    def test_a_head_assigns_to_a_person_lent_to_the_unit(self):
        self.env["ward.assignment"].create(
            {
                "employee_id": self.an.id,
                "department_id": self.office.id,
                "share": 50,
                "date_from": date(2026, 10, 1),
                "company_id": self.ward.id,
            }
        )
        self.assertEqual(self.task(self.an, department_id=self.office.id).head_id, self.hung)

    def test_a_person_writes_the_result_and_nothing_else(self):
        task = self.task().with_user(self.staff)
        for field, value in (("converted_units", 9), ("deadline", "2026-12-01"), ("state", "accepted")):
            with self.subTest(field=field), self.assert_refused(UserError, "cannot be written by you"):
                task.write({field: value})
        task.result = "Báo cáo số 12/BC-VP"
        with self.assertRaises(AccessError):
            self.env["ward.task"].with_user(self.staff).create({"employee_id": self.lan.id, "name": "x"})

    def test_an_accepted_task_changes_by_undoing_only(self):
        task = self.accepted(self.task()).with_user(self.unit_head)
        with self.assert_refused(UserError, "“Accepted”: Counts for cannot be written"):
            task.converted_units = 5
        with self.assert_refused(UserError, "cannot be deleted: it counts as work"):
            task.unlink()

    def test_a_person_sees_own_tasks_a_head_the_unit_others_the_ward(self):
        own, other = self.task(), self.task(self.an, user=self.hr_officer)

        def seen(user):
            return self.env["ward.task"].with_user(user).search([])

        self.assertEqual(seen(self.staff), own)
        self.assertEqual(seen(self.unit_head), own)
        for user in (self.hr_officer, self.ward_head, self.auditor):
            self.assertEqual(seen(user), own | other)
        self.assertFalse(seen(self.pay_officer))
        with self.assertRaises(AccessError):
            seen(self.upper_tier)
        stranger = self.user_of("hr_officer", self.other_ward)
        tasks = self.env["ward.task"].with_user(stranger).with_context(allowed_company_ids=self.other_ward.ids)
        self.assertFalse(tasks.search([]))

    def test_of_my_unit_is_what_one_leads_and_not_the_own(self):
        own, led = self.task(self.hung, user=self.ward_head), self.task()
        tasks = self.env["ward.task"].with_user(self.unit_head)
        self.assertEqual(tasks.search([("may_lead", "=", True)]), led)
        self.assertEqual(tasks.search([("is_mine", "=", True)]), own)

    # -- days --------------------------------------------------------------------------------------

    def test_days_late_are_working_days(self):
        task = self.task(deadline=date(2026, 10, 8))  # done on Monday the 12th: Friday, Monday
        self.assertTrue(task.overdue)
        self.assertEqual(self.env["ward.task"].search([("overdue", "=", True)]), task)
        self.accepted(task)
        self.assertEqual((task.timeliness, task.late_days, task.overdue), ("late", 2, False))

    def test_a_deadline_on_a_day_off_lasts_to_the_next_working_day(self):
        self.assertEqual(self.accepted(self.task(deadline=date(2026, 10, 11))).timeliness, "on_time")

    def test_days_that_contradict_each_other_are_refused(self):
        with self.assert_refused(ValidationError, "falls due on 30/09/2026, before it is assigned"):
            self.task(deadline=date(2026, 9, 30))
        task = self.reported(self.task()).with_user(self.unit_head)
        with self.assert_refused(ValidationError, "cannot be done on 13/10/2026"):
            task.done_date = date(2026, 10, 13)

    # -- evaluation --------------------------------------------------------------------------------

    def test_accepted_tasks_count_in_a_b_and_c_under_their_name(self):
        self.accepted(self.task(quantity=2, converted_units=3, fault_count=1, deadline=date(2026, 10, 8)))
        self.task(name="Kế hoạch số hóa")
        sheet = self.sheet_of(self.lan, self.opened())
        done, open_ = sheet.line_ids.sorted("units", reverse=True)
        self.assertEqual((done.source, done.name, open_.name), ("task", "Báo cáo tài sản công", "Kế hoạch số hóa"))
        self.assertEqual((done.quantity, done.quantity_done, done.fault_count, done.late_count), (2, 2, 1, 2))
        self.assertEqual((done.units, done.units_good, done.units_timely), (6, 5.25, 4.5))
        self.assertAlmostEqual(sheet.quantity_rate, 6 / 7, 4)
        self.assertAlmostEqual(sheet.quality_rate, 5.25 / 7, 4)
        self.assertAlmostEqual(sheet.progress_rate, 4.5 / 7, 4)

    def test_a_task_that_is_not_due_or_not_wanted_does_not_count(self):
        self.task(deadline=date(2027, 1, 5))
        self.task().with_user(self.unit_head).action_cancel()
        self.assertEqual(self.sheet_of(self.lan, self.opened()).missing, "no_work")

    def test_an_acceptance_stands_on_the_open_sheet_at_once(self):
        task = self.reported(self.task())
        sheet = self.sheet_of(self.lan, self.opened())
        self.assertEqual(sheet.line_ids.quantity_done, 0, "the head has not accepted it")
        task.with_user(self.unit_head).action_accept()
        self.assertEqual((sheet.line_ids.quantity_done, sheet.quantity_rate), (1, 1))

    def test_a_sheet_is_proposed_after_what_was_reported_is_settled(self):
        task = self.reported(self.task())
        sheet = self.sheet_of(self.lan, self.opened())
        sheet.with_user(self.hr_officer).action_start()
        sheet.with_user(self.staff).action_submit()
        self.score(sheet, self.unit_head)
        with self.assert_refused(UserError, "1 tasks are reported done and not accepted (Báo cáo tài sản công)"):
            sheet.with_user(self.unit_head).action_review()
        task.with_user(self.unit_head).action_accept()
        sheet.with_user(self.unit_head).action_review()
        self.assertEqual(sheet.state, "objection")

    def test_the_tasks_behind_a_line_are_those_that_it_counts(self):
        tasks = self.accepted(self.task()) + self.task() + self.task(deadline=date(2027, 1, 5))
        line = self.sheet_of(self.lan, self.opened()).with_user(self.staff).line_ids
        self.assertEqual(
            self.env["ward.task"].with_user(self.staff).search(line.action_why()["domain"]), tasks[:2]
        )

    def test_the_statements_of_gathering_do_not_grow_with_tasks(self):
        period = self.opened().sudo()
        sheet = self.sheet_of(self.lan, period)

        def cost():
            with self.counted() as spent:
                period._gather(sheet.ids)
            return spent()

        self.task()
        few = cost()
        for number in range(40):
            self.task(name=f"Việc {number}")
        self.assertEqual(cost(), few)
