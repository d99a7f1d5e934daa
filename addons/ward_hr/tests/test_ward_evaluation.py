"""Sheets of a whole ward: what a, b, c rest on, the steps, who may take them, and what they refuse."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .evaluation_case import QUARTER, EvaluationCase


@tagged("post_install", "-at_install")
class TestWardEvaluation(EvaluationCase):
    def many(self, count, first=0, **cells):
        return [self.row(f"{number:04}", **cells) for number in range(first, first + count)]

    # -- opening -----------------------------------------------------------------------------------

    def test_one_step_opens_a_sheet_for_everybody_with_its_reviewer(self):
        period = self.opened()
        sheets = {sheet.employee_id: sheet for sheet in period.sudo().evaluation_ids}
        self.assertEqual(set(sheets), set(self.people))
        self.assertEqual(sheets[self.lan].reviewer_id, self.hung)
        self.assertEqual(sheets[self.hung].reviewer_id, self.long, "a head is reviewed by the head above")
        self.assertFalse(sheets[self.long].reviewer_id, "nobody in the ward is above its head")
        self.assertEqual(sheets[self.an].reviewer_id, self.long, "a unit without a head is its parent's")
        self.assertTrue(sheets[self.hung].is_leader)
        self.assertEqual(sheets[self.long].decides, "outside")
        self.assertEqual(sheets[self.lan].real_days, 65, "working days of the quarter")

    def test_opening_again_adds_only_who_came_later(self):
        period = self.opened()
        newcomer = self.employ("Phạm Thị Mới", department_id=self.office.id, since=date(2026, 11, 16))
        newcomer.version_ids.staff_type_id = self.lan.staff_type_id
        period.action_open()
        self.assertEqual(len(period.sudo().evaluation_ids), 6)
        sheet = self.sheet_of(newcomer, period)
        self.assertEqual((sheet.date_from, sheet.date_to), (date(2026, 11, 16), date(2026, 12, 31)))

    def test_a_move_between_units_makes_a_sheet_for_each(self):
        self.lan.create_version({"date_version": date(2026, 11, 2), "department_id": self.culture.id})
        period = self.opened()
        spans = [(s.department_id, s.date_from, s.date_to) for s in self.sheet_of(self.lan, period).sorted("date_from")]
        self.assertEqual(
            spans,
            [
                (self.office, date(2026, 10, 1), date(2026, 11, 1)),
                (self.culture, date(2026, 11, 2), date(2026, 12, 31)),
            ],
        )

    def test_leave_makes_the_days_worked_fewer(self):
        kind = self.env["hr.leave.type"].create(
            {"name": "Nghỉ", "requires_allocation": False, "leave_validation_type": "no_validation"}
        )
        self.env["hr.leave"].create(
            {
                "employee_id": self.lan.id,
                "holiday_status_id": kind.id,
                "request_date_from": "2026-10-05",
                "request_date_to": "2026-10-09",
            }
        )
        sheet = self.sheet_of(self.lan, self.opened())
        self.assertEqual((sheet.working_days, sheet.real_days), (65, 60))

    def test_a_person_whose_staff_type_is_unknown_is_named(self):
        self.an.version_ids.staff_type_id = False
        with self.assert_refused(UserError, "no staff type that the law rates is known for Lê Thị An"):
            self.period().action_open()

    def test_a_period_begins_with_its_first_day(self):
        for kind, first in (("quarter", date(2026, 11, 1)), ("year", date(2026, 4, 1)), ("month", date(2026, 10, 2))):
            with self.assert_refused(ValidationError, "is not the first day of a period"):
                self.period(kind, first)

    def test_a_quarter_before_the_decree_is_refused(self):
        with self.assert_refused(UserError, "the first known value holds from 01/01/2026"):
            self.period("quarter", date(2025, 10, 1)).action_open()

    def test_a_quarter_whose_holidays_are_not_known_is_refused(self):
        with self.assert_refused(UserError, "public holidays of 2031 are not known"):
            self.period("quarter", date(2031, 1, 1)).action_open()

    def test_criteria_that_do_not_make_the_points_of_the_law_are_refused(self):
        self.env["ward.evaluation.criterion"].with_user(self.hr_officer).create(
            {
                "name": "Phẩm chất",
                "code": "CH1",
                "since": date(2026, 6, 1),
                "max_points": 20,
                "reference": "QĐ 9/QĐ-UBND",
                "company_id": self.ward.id,
            }
        )
        with self.assert_refused(UserError, "make 20.0 points, and the law gives them 30"):
            self.period().action_open()

    def test_the_number_of_statements_does_not_grow_with_people_or_dossiers(self):
        july = {"received": "06/07/2026 08:00", "due": "06/07/2026 17:00", "processed": "06/07/2026 09:00"}
        self.send([*self.many(1, **july, returned="06/07/2026 10:00"), *self.many(40, 100)])
        counts = []
        for size, first in ((6, date(2026, 7, 1)), (60, QUARTER)):
            missing = size - self.env["hr.employee"].search_count([("company_id", "=", self.ward.id)])
            self.env["hr.employee"].create(
                [
                    {
                        "name": f"Người {n:02}",
                        "company_id": self.ward.id,
                        "date_version": date(2026, 1, 1),
                        "department_id": self.office.id,
                        "staff_type_id": self.lan.staff_type_id.id,
                    }
                    for n in range(missing)
                ]
            )
            period = self.period("quarter", first).sudo()
            with self.counted() as spent:
                self.assertEqual(period._open_sheets(), size)
            counts.append(spent())
        self.assertEqual(counts[0], counts[1])

    # -- a, b, c -----------------------------------------------------------------------------------

    def test_dossiers_make_a_and_c_in_standard_units(self):
        late = {"due": "12/10/2026 09:30"}
        open_ = {"processed": "", "returned": "", "state": "Đang xử lý"}
        self.send([*self.many(6), *self.many(2, 50, **late), *self.many(2, 80, **open_)])
        sheet = self.sheet_of(self.lan, self.opened())
        line = sheet.line_ids
        self.assertEqual((line.quantity, line.quantity_done, line.late_count), (10, 8, 2))
        self.assertAlmostEqual(sheet.quantity_rate, 0.8)
        self.assertAlmostEqual(sheet.quality_rate, 0.8)
        self.assertAlmostEqual(sheet.progress_rate, 0.75)  # (6 + 2 x 0.75) / 10
        self.assertAlmostEqual(sheet.task_points, 54.83)
        self.assertEqual(sheet.missing, "common", "nothing is 0 before it is scored")
        self.assertFalse(sheet.proposed_level)

    def test_the_dossiers_behind_a_line_are_those_that_it_counts(self):
        self.send([*self.many(3), *self.many(2, 80, processed="", returned="", state="Đang xử lý")])
        sheet = self.sheet_of(self.lan, self.opened())
        action = sheet.with_user(self.staff).line_ids.action_why()
        self.assertEqual(self.env["ward.dossier"].with_user(self.staff).search_count(action["domain"]), 5)

    def test_a_dossier_not_due_yet_counts_in_the_period_of_its_end(self):
        self.send(self.many(1, processed="", returned="", state="Đang xử lý", due="05/01/2027 17:00"))
        self.assertFalse(self.sheet_of(self.lan, self.opened()).line_ids)

    def test_the_days_of_a_period_are_those_of_the_ward(self):
        edge = {"received": "30/09/2026 08:00", "due": "30/09/2026 17:30", "returned": ""}
        self.send(
            [
                self.row("0001", processed="30/09/2026 23:59", state="Đã xử lý xong", **edge),
                self.row("0002", processed="01/10/2026 00:00", state="Đã xử lý xong", **edge),
            ]
        )
        line = self.sheet_of(self.lan, self.opened(first=date(2026, 7, 1))).line_ids
        self.assertEqual((line.quantity, line.quantity_done), (2, 1))

    def test_computing_anew_keeps_lines_by_hand_and_takes_new_dossiers(self):
        period = self.opened()
        sheet = self.sheet_of(self.lan, period)
        self.product(sheet, self.hr_officer, coefficient=2)
        self.send(self.many(3))
        period.action_refresh()
        self.assertEqual(sorted(sheet.line_ids.mapped("source")), ["dossier", "manual"])
        self.assertEqual(sum(sheet.line_ids.mapped("units")), 23)

    def test_an_import_brings_the_open_sheets_up_to_date(self):
        sheet = self.sheet_of(self.lan, self.opened())
        self.assertEqual(sheet.missing, "no_work")
        self.send(self.many(4))
        self.assertEqual((sheet.line_ids.quantity, sheet.quantity_rate, sheet.missing), (4, 1, "common"))

    def test_a_procedure_without_a_class_is_named_instead_of_counted_as_nothing(self):
        self.env["ward.procedure"].create(
            {"code": "9.999999", "name": "Thủ tục mới", "field_name": "Khác", "company_id": self.ward.id}
        )
        self.send(self.many(2, procedure="9.999999"))
        sheet = self.sheet_of(self.lan, self.opened())
        self.assertEqual(sheet.missing, "unmeasured")
        self.assertIn("class", sheet.remedy)

    def test_a_person_without_work_cannot_be_rated_neither_0_nor_100(self):
        sheet = self.sheet_of(self.lan, self.opened())
        self.assertEqual((sheet.missing, sheet.proposed_level), ("no_work", False))
        sheet.with_user(self.hr_officer).action_start()
        sheet.with_user(self.staff).action_submit()
        self.score(sheet, self.unit_head)
        with self.assert_refused(UserError, "cannot be rated: no assigned work. Enter the products"):
            sheet.with_user(self.unit_head).action_review()

    # -- lines by hand -----------------------------------------------------------------------------

    def test_a_product_by_hand_loses_a_quarter_for_each_failed_check(self):
        sheet = self.sheet_of(self.lan, self.opened())
        line = self.product(sheet, self.hr_officer, done=8, fault_count=2, late_count=1)
        self.assertEqual((line.units, line.units_done, line.units_good, line.units_timely), (10, 8, 7.5, 7.75))
        with self.assert_refused(UserError, "at most that many can be late"):
            line.fault_count = 9

    def test_a_product_by_hand_names_what_it_rests_on(self):
        sheet = self.sheet_of(self.lan, self.opened())
        with self.assert_refused(UserError, "name what the product rests on"):
            self.product(sheet, self.hr_officer, reference=False)

    def test_lines_of_dossiers_are_corrected_at_the_dossiers(self):
        self.send(self.many(3))
        line = self.sheet_of(self.lan, self.opened()).line_ids.with_user(self.hr_officer)
        with self.assert_refused(UserError, "comes from the dossiers or tasks"):
            line.quantity_done = 1
        with self.assert_refused(UserError, "comes from the dossiers or tasks"):
            line.unlink()

    def test_nobody_enters_units_or_a_gathered_line_through_rpc(self):
        sheet = self.sheet_of(self.lan, self.opened())
        line = self.product(sheet, self.hr_officer, units=999, units_good=999, source="dossier")
        self.assertEqual((line.source, line.units, line.units_good), ("manual", 10, 10))
        with self.assert_refused(UserError, "Only product, counts and source"):
            line.units = 999

    # -- steps -------------------------------------------------------------------------------------

    def test_a_sheet_goes_from_the_person_to_the_head_to_the_decision(self):
        self.send(self.many(10))
        sheet = self.sheet_of(self.lan, self.opened())
        sheet.with_user(self.hr_officer).action_start()
        own = sheet.with_user(self.staff)
        own.self_note = "Đã hoàn thành kế hoạch quý."
        for score in own.score_ids:
            score.self_points = 8
        own.action_submit()
        head = sheet.with_user(self.unit_head)
        head.action_take_own_scores()
        head.score_ids[0].head_points = 9.5
        head.action_review()
        self.assertEqual((sheet.self_points, sheet.common_points, sheet.task_points), (24, 25.5, 70))
        self.assertEqual((sheet.total_points, sheet.proposed_level, sheet.state), (95.5, "XS", "objection"))
        sheet.with_user(self.ward_head).action_decide()
        self.assertEqual((sheet.state, sheet.level, sheet.decided_by_id), ("final", "XS", self.ward_head))

    def test_an_objection_is_answered_before_the_decision(self):
        self.send(self.many(10))
        sheet = self.proposed(self.sheet_of(self.lan, self.opened()), self.unit_head)
        own = sheet.with_user(self.staff)
        with self.assert_refused(UserError, "Write what you object to"):
            own.action_object()
        own.objection = "Tiêu chí chung chấm thấp."
        own.action_object()
        with self.assert_refused(UserError, "cannot be written by you at this step"):
            own.objection = "Khác"
        with self.assert_refused(UserError, "is not answered"):
            sheet.with_user(self.ward_head).action_decide()
        with self.assert_refused(UserError, "write the answer"):
            sheet.with_user(self.unit_head).action_answer()
        sheet.with_user(self.unit_head).answer = "Đã xem xét lại, giữ nguyên."
        sheet.with_user(self.unit_head).action_answer()
        sheet.with_user(self.ward_head).action_decide()
        self.assertTrue(sheet.answered_at and sheet.answered_by_id == self.unit_head)

    def test_who_has_something_to_do_is_told_without_a_figure(self):
        self.send(self.many(10))
        sheet = self.proposed(self.sheet_of(self.lan, self.opened()), self.unit_head)
        sheet.with_user(self.staff).objection = "Không đồng ý."
        sheet.with_user(self.staff).action_object()
        told = {
            user: self.env["mail.message"].sudo().search([("notified_partner_ids", "=", user.partner_id.id)])
            for user in (self.staff, self.unit_head)
        }
        self.assertEqual([len(told[user]) for user in (self.staff, self.unit_head)], [2, 1])
        for message in told[self.staff] | told[self.unit_head]:
            self.assertNotIn("97", message.body)
            self.assertNotIn("Lan", f"{message.subject} {message.body}")

    def test_nobody_rates_or_decides_the_own_sheet(self):
        period = self.opened()
        sheet = self.sheet_of(self.hung, period)
        self.product(sheet, self.hr_officer)
        sheet.with_user(self.hr_officer).action_start()
        sheet.with_user(self.unit_head).action_submit()
        with self.assert_refused(UserError, "nobody rates or decides the own sheet"):
            sheet.with_user(self.unit_head).action_review()
        with self.assert_refused(UserError, "you cannot score"):
            sheet.with_user(self.unit_head).score_ids[0].head_points = 10
        own = self.sheet_of(self.long, period)
        self.product(own, self.hr_officer)
        own.with_user(self.hr_officer).action_start()
        own.with_user(self.ward_head).action_submit()
        with self.assert_refused(UserError, "nobody rates or decides the own sheet"):
            own.with_user(self.ward_head).action_review()

    def test_only_the_head_of_the_ward_decides_and_only_what_is_proposed(self):
        self.send(self.many(10))
        sheet = self.sheet_of(self.lan, self.opened())
        with self.assert_refused(UserError, "this step needs “Proposed”"):
            sheet.with_user(self.ward_head).action_decide()
        self.proposed(sheet, self.unit_head)
        for user in (self.unit_head, self.hr_officer):
            with self.assert_refused(UserError, "It is for the head of the ward"):
                sheet.with_user(user).action_decide()

    def test_a_decision_from_outside_is_recorded_with_its_number_and_day(self):
        period = self.opened()
        self.proposed(self.sheet_of(self.an, period), self.ward_head)
        own = self.proposed(self.sheet_of(self.long, period), self.hr_officer)
        with self.assert_refused(UserError, "Enter the number and the day of its decision"):
            own.with_user(self.hr_officer).action_decide()
        own.with_user(self.hr_officer).write({"decision_reference": "12-QĐ/TU", "decision_day": "2027-01-04"})
        own.with_user(self.hr_officer).action_decide()
        self.assertEqual(own.state, "final")

    def test_a_lower_level_has_a_reason_and_a_better_one_is_refused(self):
        self.send(self.many(10))
        sheet = self.proposed(self.sheet_of(self.lan, self.opened()), self.unit_head, (5, 5, 5))
        self.assertEqual((sheet.total_points, sheet.proposed_level), (85, "T"))
        head = sheet.with_user(self.ward_head)
        head.level = "XS"
        with self.assert_refused(UserError, "a better level cannot be decided"):
            head.action_decide()
        head.level = "HT"
        with self.assert_refused(UserError, "give the reason for the lower level"):
            head.action_decide()
        head.decision_reason = "Chưa chủ động phối hợp."
        head.action_decide()
        self.assertEqual((sheet.level, sheet.shown_level), ("HT", "HT"))

    def test_a_case_of_article_20_4_needs_its_document_and_makes_not_completed(self):
        self.send(self.many(10))
        sheet = self.sheet_of(self.lan, self.opened())
        sheet.with_user(self.hr_officer).action_start()
        sheet.with_user(self.staff).action_submit()
        head = sheet.with_user(self.unit_head)
        self.score(sheet, self.unit_head)
        with self.assert_refused(UserError, "is a case of leaders only"):
            head.cause = "corruption"
        head.cause = "discipline"
        with self.assert_refused(UserError, "name the document that concludes"):
            head.action_review()
        head.cause_reference = "QĐ 77/QĐ-UBND"
        head.action_review()
        self.assertEqual((sheet.proposed_level, sheet.total_points), ("KHT", 97))

    def test_a_score_beyond_its_criterion_is_refused(self):
        self.send(self.many(10))
        sheet = self.sheet_of(self.lan, self.opened())
        sheet.with_user(self.hr_officer).action_start()
        with self.assert_refused(Exception, "ward_evaluation_score_within_the_criterion"), self.cr.savepoint():
            sheet.with_user(self.staff).score_ids[0].self_points = 10.5
            self.env.flush_all()

    # -- leaders -----------------------------------------------------------------------------------

    def test_a_leader_s_d_waits_for_the_unit_and_halves_with_a_failure(self):
        self.send(self.many(10))
        period = self.opened()
        leader = self.sheet_of(self.hung, period)
        self.product(leader, self.hr_officer)
        leader.with_user(self.hr_officer).action_start()
        leader.with_user(self.unit_head).action_submit()
        self.score(leader, self.ward_head)
        self.assertEqual(leader.missing, "unit")
        with self.assert_refused(UserError, "Rate the people of the unit first"):
            leader.with_user(self.ward_head).action_review()
        sheet = self.sheet_of(self.lan, period)
        self.proposed(sheet, self.unit_head)
        self.assertEqual((leader.unit_rate, leader.missing), (1, False))
        self.assertAlmostEqual(leader.task_points, 68.83)  # (1 + 1 + 1 + 1 + 0.9 + 1) / 6 x 70
        sheet.with_user(self.ward_head).write({"level": "KHT", "decision_reason": "Kết luận 5/KL"})
        sheet.with_user(self.ward_head).action_decide()
        self.assertEqual(leader.unit_rate, 0.5)
        self.assertAlmostEqual(leader.task_points, 63)

    # -- who sees ----------------------------------------------------------------------------------

    def test_a_person_sees_the_own_sheet_a_head_the_unit_and_officers_the_ward(self):
        self.opened()
        seen = {
            role: set(self.env["ward.evaluation"].with_user(getattr(self, role)).search([]).employee_id.ids)
            for role in ("staff", "unit_head", "hr_officer", "ward_head", "auditor", "pay_officer")
        }
        everybody = set(self.people.ids)
        self.assertEqual(seen["staff"], {self.lan.id})
        self.assertEqual(seen["unit_head"], {self.lan.id, self.hung.id})
        for role in ("hr_officer", "ward_head", "auditor"):
            self.assertEqual(seen[role], everybody, role)
        self.assertFalse(seen["pay_officer"])

    def test_the_staff_file_leads_to_the_sheets_of_the_person(self):
        self.opened()
        for user in (self.hr_officer, self.ward_head, self.auditor):
            person = self.lan.with_user(user)
            self.assertEqual(person.evaluation_count, 1)
            found = self.env["ward.evaluation"].search(person.action_evaluations()["domain"])
            self.assertEqual(found.employee_id, self.lan)

    def test_a_colleague_s_points_stay_closed_by_every_route(self):
        period = self.opened()
        other = self.sheet_of(self.an, period)
        for record in (other, other.score_ids[:1]):
            with self.assertRaises(AccessError):
                record.with_user(self.staff).read()
        with self.assertRaises(AccessError):
            self.product(other, self.staff)
        with self.assertRaises(AccessError):
            other.with_user(self.staff).action_print()

    def test_the_upper_tier_sees_counts_of_levels_and_no_sheet(self):
        self.send(self.many(10))
        sheet = self.proposed(self.sheet_of(self.lan, self.opened()), self.unit_head)
        sheet.with_user(self.ward_head).action_decide()
        counts = self.env["ward.evaluation.count"].with_user(self.upper_tier).search([])
        self.assertEqual([(one.level, one.people, one.date_from) for one in counts], [("XS", 1, QUARTER)])
        with self.assertRaises(AccessError):
            self.env["ward.evaluation"].with_user(self.upper_tier).search([])

    def test_no_figure_state_or_decision_is_written_past_the_buttons(self):
        sheet = self.sheet_of(self.lan, self.opened())
        for user in (self.staff, self.unit_head, self.ward_head, self.hr_officer):
            for values in ({"total_points": 100}, {"state": "final"}, {"level": "XS"}, {"decided_by_id": 1}):
                with self.assert_refused(UserError, "cannot be written by you at this step"):
                    sheet.with_user(user).write(values)
        with self.assertRaises(AccessError):
            self.env["ward.evaluation"].with_user(self.hr_officer).create({"employee_id": self.lan.id})

    def test_opening_and_closing_are_for_hr_and_the_head_of_the_ward(self):
        period = self.opened()
        for user in (self.staff, self.unit_head, self.pay_officer):
            for step in ("action_open", "action_refresh", "action_close"):
                with self.assert_refused(UserError, "for the HR officer or the head of the ward"):
                    getattr(period.with_user(user), step)()
        with self.assert_refused(UserError, "The state of a period changes by its buttons only"):
            period.state = "closed"

    def test_a_period_with_open_sheets_does_not_close(self):
        self.send(self.many(10))
        period = self.opened()
        with self.assert_refused(UserError, "1 sheets are not final (Nguyễn Thị Lan)"):
            period.action_close()
        sheet = self.proposed(self.sheet_of(self.lan, period), self.unit_head)
        sheet.with_user(self.ward_head).action_decide()
        period.action_close()
        self.assertEqual(period.state, "closed")
        with self.assert_refused(UserError, "is closed"):
            period.action_open()
