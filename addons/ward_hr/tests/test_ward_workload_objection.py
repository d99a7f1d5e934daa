"""Why a figure is what it is, down to its dossiers, tasks and standards; and what a person may say against it."""

from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .task_case import TaskCase

EVENING = "2026-10-12 12:00:00"  # 19:00 in the ward, on a Monday


@tagged("post_install", "-at_install")
@freeze_time(EVENING)
class TestWardWorkloadObjection(TaskCase):
    def setUp(self):
        super().setUp()
        reception = {"reception": "an@ward.example"}
        self.send([self.row(f"{number:04}", **reception) for number in range(30)])
        self.figure = self.load_of(self.lan)

    def line(self, person, kind):
        return self.load_of(person).needed_line_ids.filtered(lambda one: one.kind == kind)

    def objection(self, user=None, **vals):
        return (
            self.env["ward.workload.objection"]
            .with_user(user or self.staff)
            .create({"workload_id": self.figure.id, "reason": "Thiếu 5 hồ sơ chứng thực.", **vals})
        )

    def answered(self, objection, user=None):
        objection = objection.with_user(user or self.unit_head)
        objection.write({"answer": "Đã đối chiếu, đủ hồ sơ.", "outcome": "kept"})
        objection.action_answer()
        return objection

    # -- why -----------------------------------------------------------------------------------------

    def test_behind_a_line_are_its_dossiers_for_the_person_and_the_head(self):
        for person, kind, users in (
            (self.lan, "processing", (self.staff, self.unit_head)),
            (self.an, "reception", (self.hr_officer, self.ward_head)),
        ):
            for user in users:
                with self.subTest(kind=kind, user=user.login):
                    action = self.line(person, kind).with_user(user).action_open_work()
                    found = self.env[action["res_model"]].with_user(user).search(action["domain"])
                    self.assertEqual(len(found), 30)

    def test_a_head_reaches_the_dossiers_that_the_own_people_received(self):
        self.culture.manager_id = self.mai
        self.hr_officer.group_ids = [
            (3, self.env.ref("ward_hr.ward_hr_group_hr_officer").id),
            (4, self.env.ref("ward_hr.ward_hr_group_unit_head").id),
        ]
        action = self.line(self.an, "reception").with_user(self.hr_officer).action_open_work()
        self.assertEqual(self.env["ward.dossier"].with_user(self.hr_officer).search_count(action["domain"]), 30)

    def test_behind_a_line_is_the_standard_by_which_it_was_reckoned(self):
        procedure = self.env.ref("ward_hr.ward_procedure_2_000815")
        self.env["ward.procedure.standard"].with_user(self.hr_officer).create(
            {"procedure_id": procedure.id, "since": "2026-11-01", "reception_minutes": 4, "processing_minutes": 8}
        )
        action = self.line(self.lan, "processing").with_user(self.staff).action_open_standard()
        [standard] = self.env["ward.procedure.standard"].with_user(self.staff).search(action["domain"])
        self.assertEqual((standard.processing_minutes, standard.origin), (8, "shipped"))

    def test_support_work_has_nothing_behind_it(self):
        with self.assert_refused(UserError, "no dossier or task stands behind these hours"):
            self.line(self.lan, "support").with_user(self.staff).action_open_work()

    # -- tasks in the figure -----------------------------------------------------------------------------

    def test_hours_of_a_task_stand_in_the_figure_from_the_report_on(self):
        before = self.figure.hours_needed
        task = self.reported(self.task(quantity=2))
        line = self.line(self.lan, "task")
        self.assertEqual((line.quantity, line.hours), (1, 16))
        self.assertAlmostEqual(self.figure.hours_needed, before + 16)
        action = line.with_user(self.staff).action_open_work()
        self.assertEqual(self.env["ward.task"].with_user(self.staff).search(action["domain"]), task)
        task.with_user(self.unit_head).standard_hours = 5
        self.assertEqual(self.line(self.lan, "task").hours, 10)
        task.with_user(self.unit_head).action_return()
        self.assertFalse(self.line(self.lan, "task"))
        self.assertEqual(self.figure.hours_needed, before)

    # -- objections ----------------------------------------------------------------------------------

    def test_a_person_objects_and_the_head_is_asked_within_the_days_of_the_rule(self):
        line = self.line(self.lan, "processing")
        objection = self.objection(line_id=line.id)
        self.assertEqual((objection.owner_id, objection.month), (self.hung, date(2026, 10, 1)))
        self.assertEqual(objection.due_day, date(2026, 10, 19), "five working days after Monday the 12th")
        self.assertEqual(objection.activity_ids.user_id, self.unit_head)
        self.assertEqual(objection.activity_ids.date_deadline, objection.due_day)
        self.assertIn("4.00 h", objection.about)

    def test_the_days_to_answer_are_those_of_the_wards_rule(self):
        self.env["ward.workload.rule"].with_user(self.ward_head).create(
            {"since": date(2026, 10, 1), "objection_days": 2, "reference": "12/QĐ-UBND"}
        )
        self.assertEqual(self.objection().due_day, date(2026, 10, 14))

    def test_the_answer_is_told_to_the_person(self):
        objection = self.answered(self.objection())
        self.assertEqual((objection.state, objection.answered_by_id), ("answered", self.unit_head))
        self.assertFalse(objection.activity_ids)
        told = self.env["mail.message"].sudo().search(
            [("model", "=", objection._name), ("res_id", "=", objection.id), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(told.notified_partner_ids, self.staff.partner_id)
        self.assertNotIn("4", told.body, "no figure in a notice")

    def test_an_answer_needs_words_and_what_becomes_of_the_figure(self):
        objection = self.objection().with_user(self.unit_head)
        with self.assert_refused(UserError, "write the answer and say what becomes of the figure"):
            objection.action_answer()

    def test_a_figure_is_called_corrected_only_once_it_is_another_one(self):
        objection = self.objection().with_user(self.unit_head)
        objection.write({"answer": "Đã bổ sung một việc.", "outcome": "corrected"})
        with self.assert_refused(UserError, f"“The figure is corrected”: {objection.hours_needed:.2f} hours needed"):
            objection.action_answer()
        self.reported(self.task(quantity=2))
        objection.action_answer()
        self.assertEqual(objection.state, "answered")

    def test_dossiers_that_turn_out_on_time_correct_a_figure_whose_hours_stay(self):
        late = self.objection().with_user(self.unit_head)
        late.write({"answer": "Đúng hạn.", "outcome": "corrected"})
        self.figure.write({"on_time_count": self.figure.on_time_count + 1})
        late.action_answer()
        self.assertEqual(late.state, "answered")

    def test_a_correction_in_a_closed_month_corrects_the_figure(self):
        objection = self.objection().with_user(self.unit_head)
        objection.write({"answer": "Đã đính chính.", "outcome": "corrected"})
        with freeze_time("2026-11-02 03:00:00"):
            self.env["ward.workload.month"].search([("company_id", "=", self.ward.id)]).with_user(
                self.hr_officer
            ).action_close()
            self.env["ward.workload.correction"].with_user(self.hr_officer).create(
                {
                    "workload_id": self.figure.id,
                    "figure": "finished_count",
                    "new_value": self.figure.finished_count + 5,
                    "reason": "Năm hồ sơ chứng thực ngày 12/10.",
                }
            )
            objection.action_answer()
        self.assertEqual(objection.state, "answered")

    def test_an_answer_can_be_taken_back_and_an_objection_withdrawn(self):
        objection = self.answered(self.objection())
        objection.action_undo()
        self.assertEqual((objection.state, objection.activity_ids.user_id), ("open", self.unit_head))
        objection.with_user(self.staff).action_withdraw()
        self.assertEqual(objection.state, "withdrawn")
        with self.assert_refused(UserError, "this step needs “Waiting for an answer”"):
            objection.with_user(self.unit_head).action_answer()

    @mute_logger("odoo.sql_db")
    def test_one_objection_is_open_at_a_time(self):
        first = self.objection()
        self.assertFalse(self.figure.with_user(self.staff).may_object)
        with self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint():
            self.objection()
        self.answered(first)
        self.assertTrue(self.figure.with_user(self.staff).may_object)
        self.objection()

    def test_only_the_person_objects_with_a_reason(self):
        with self.assert_refused(UserError, "is not your own figure"):
            self.objection(self.unit_head)
        with self.assert_refused(UserError, "Write what you do not agree with"):
            self.objection(reason=" ")
        with self.assertRaises(AccessError):
            self.objection(self.auditor)

    def test_what_is_not_the_persons_to_say_comes_from_the_figure(self):
        objection = self.objection(state="answered", owner_id=self.lan.id, due_day=date(2026, 12, 31), load_index=9)
        self.assertEqual((objection.state, objection.owner_id), ("open", self.hung))
        self.assertEqual(objection.load_index, self.figure.load_index)
        with self.assert_refused(UserError, "cannot be changed by you at this step"):
            objection.with_user(self.staff).answer = "Tự trả lời"
        with self.assert_refused(UserError, "this step is not yours. It is for Trần Văn Hùng"):
            objection.with_user(self.staff).action_answer()

    def test_the_objection_of_a_head_goes_to_the_head_above(self):
        self.send([self.row(f"{number:04}", handling="hung@ward.example") for number in range(50, 60)])
        self.figure = self.load_of(self.hung)
        objection = self.objection(self.unit_head)
        self.assertEqual(objection.owner_id, self.long)
        with self.assert_refused(UserError, "It is for Hoàng Gia Long"):
            objection.with_user(self.unit_head).action_answer()
        self.answered(objection, self.ward_head)

    def test_without_a_head_who_logs_in_the_hr_officer_is_told_and_answers(self):
        self.hung.user_id = False
        objection = self.objection()
        told = self.env["mail.message"].sudo().search(
            [("model", "=", objection._name), ("res_id", "=", objection.id), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(told.notified_partner_ids, self.hr_officer.partner_id)
        self.answered(objection, self.hr_officer)

    def test_the_person_the_head_and_hr_see_it_and_nobody_else(self):
        objection = self.objection()

        def seen(user):
            return self.env["ward.workload.objection"].with_user(user).search([])

        for user in (self.staff, self.unit_head, self.hr_officer, self.auditor):
            self.assertEqual(seen(user), objection)
            self.assertEqual(self.figure.with_user(user).objection_ids, objection)
        for user in (self.pay_officer, self.ward_head):
            self.assertFalse(seen(user))
        with self.assertRaises(AccessError):
            seen(self.upper_tier)

    def test_an_objection_outlives_the_figure_that_is_computed_anew(self):
        objection = self.objection(line_id=self.line(self.lan, "processing").id)
        about = objection.about
        self.figure.with_user(self.hr_officer).action_refresh()
        objection.invalidate_recordset()
        self.assertFalse(objection.line_id, "a month computed anew has new lines")
        self.assertEqual((objection.workload_id, objection.about), (self.figure, about))

    def test_an_answer_that_is_late_is_found(self):
        objection = self.objection()
        with freeze_time(date(2026, 10, 20)):
            objection.invalidate_recordset(["overdue"])
            self.assertTrue(objection.overdue)
            self.assertEqual(self.env["ward.workload.objection"].search([("overdue", "=", True)]), objection)
        self.assertFalse(self.env["ward.workload.objection"].search([("overdue", "=", True)]))

    def test_statements_do_not_grow_with_objections(self):
        # held on to: an environment asks once for the time zone of its user
        reader = self.env["ward.workload.objection"].with_user(self.unit_head)

        def cost(count):
            people = self.env["hr.employee"].create(
                [
                    {
                        "name": f"Người {n}",
                        "company_id": self.ward.id,
                        "date_version": date(2026, 1, 1),
                        "department_id": self.office.id,
                    }
                    for n in range(count)
                ]
            )
            self.figure.with_user(self.hr_officer).action_refresh()
            objections = self.env["ward.workload.objection"].sudo()
            figures = self.env["ward.workload"].search([("employee_id", "in", people.ids)])
            made = [{**objections._of_figure(one), "reason": "Thiếu hồ sơ."} for one in figures]
            self.assertEqual(len(made), count)
            with self.counted() as creating:
                created = objections.with_context(tracking_disable=True, mail_create_nolog=True).create(made)
            with self.counted() as reading:
                reader.browse(created.ids).read(["display_name", "is_mine", "may_answer", "overdue", "load_now"])
            return creating(), reading()

        cost(1)
        self.assertEqual(cost(2), cost(30))
