"""Final sheets do not change, corrections come after them; the quota; the year from its periods."""

from datetime import date

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .evaluation_case import EvaluationCase

YEAR = date(2026, 1, 1)
STATEMENTS = (
    "UPDATE ward_evaluation SET level = 'T' WHERE id = %(sheet)s",
    "UPDATE ward_evaluation SET state = 'head' WHERE id = %(sheet)s",
    "UPDATE ward_evaluation SET state = 'superseded', level = 'T' WHERE id = %(sheet)s",
    "DELETE FROM ward_evaluation WHERE id = %(sheet)s",
    "UPDATE ward_evaluation_score SET head_points = 1 WHERE evaluation_id = %(sheet)s",
    "DELETE FROM ward_evaluation_score WHERE evaluation_id = %(sheet)s",
    "UPDATE ward_evaluation_line SET units_done = 1 WHERE evaluation_id = %(sheet)s",
    "DELETE FROM ward_evaluation_line WHERE evaluation_id = %(sheet)s",
    "UPDATE ward_evaluation_line SET evaluation_id = %(sheet)s WHERE evaluation_id <> %(sheet)s",
)


@tagged("post_install", "-at_install")
class TestWardEvaluationFinal(EvaluationCase):
    def final(self, person, period, points=(9, 9, 9), head=None, **product):
        sheet = self.proposed(self.sheet_of(person, period), head or self.unit_head, points, **product)
        sheet.with_user(self.ward_head).action_decide()
        return sheet

    # -- the seal ----------------------------------------------------------------------------------

    def test_sql_cannot_change_a_final_sheet(self):
        period = self.opened()
        sheet = self.final(self.lan, period)
        self.product(self.sheet_of(self.an, period), self.hr_officer)
        self.env.flush_all()
        for statement in STATEMENTS:
            with (
                self.subTest(statement),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.errors.CheckViolation) as refused,
                self.cr.savepoint(flush=False),
            ):
                self.cr.execute(statement, {"sheet": sheet.id})
            self.assertIn("final evaluation do", str(refused.exception))

    def test_every_button_of_a_final_sheet_is_refused_with_a_sentence(self):
        sheet = self.final(self.lan, self.opened())
        for user, step in (
            (self.unit_head, "action_review"),
            (self.ward_head, "action_return"),
            (self.ward_head, "action_decide"),
            (self.staff, "action_submit"),
            (self.staff, "action_object"),
        ):
            with self.assert_refused(UserError, "is “Final”: this step needs"):
                getattr(sheet.with_user(user), step)()
        with self.assert_refused(UserError, "cannot be deleted"):
            sheet.with_user(self.hr_officer).unlink()

    def test_computing_anew_leaves_final_sheets_alone(self):
        period = self.opened()
        sheet = self.final(self.lan, period)
        before = sheet.total_points
        self.send([self.row("0001", processed="", returned="", state="Đang xử lý")])
        period.action_refresh()
        self.assertEqual(sheet.total_points, before)

    def test_a_correction_is_a_new_sheet_that_supersedes_with_its_reason(self):
        sheet = self.final(self.lan, self.opened())
        wizard = (
            self.env["ward.evaluation.correction"]
            .with_user(self.hr_officer)
            .create({"evaluation_id": sheet.id, "reason": "Thiếu sản phẩm của tháng 12."})
        )
        corrected = self.env["ward.evaluation"].browse(wizard.action_correct()["res_id"])
        self.assertEqual((corrected.state, corrected.supersedes_id, corrected.revision), ("head", sheet, 1))
        self.assertEqual(corrected.total_points, sheet.total_points, "it begins with what the first one rests on")
        with self.assert_refused(UserError, "is being corrected already"):
            sheet.with_user(self.hr_officer)._correct("x")
        corrected.with_user(self.unit_head).score_ids[0].head_points = 5
        corrected.with_user(self.unit_head).action_review()
        self.assertEqual(sheet.state, "final", "the first one holds until the second is decided")
        corrected.with_user(self.ward_head).action_decide()
        self.assertEqual((sheet.state, corrected.state), ("superseded", "final"))
        self.assertEqual((sheet.total_points, corrected.total_points), (97, 93))

    def test_only_hr_or_who_decides_corrects(self):
        sheet = self.final(self.lan, self.opened())
        with self.assert_refused(UserError, "this step is not yours"):
            sheet.with_user(self.unit_head).action_correct()
        with self.assert_refused(UserError, "is your own"):
            sheet.with_user(self.staff).action_correct()

    # -- the quota ---------------------------------------------------------------------------------

    def test_the_quota_of_a_quarter_is_shown_and_does_not_bind(self):
        period = self.opened()
        self.assertEqual(self.final(self.lan, period).level, "XS")
        self.assertEqual(period.quota_over, 2, "once for the unit, once for the group of similar tasks")
        self.assertIn("Nguyễn Thị Lan", period.quota_html)

    def test_names_of_the_excellent_are_not_shown_with_the_period(self):
        period = self.opened()
        self.final(self.lan, period)
        for role in ("staff", "unit_head", "pay_officer"):
            with self.assertRaises(AccessError):
                period.with_user(getattr(self, role)).read(["quota_html"])
        self.assertEqual(period.with_user(self.pay_officer).read(["final_count"])[0]["final_count"], 0)

    def test_a_correction_counts_once_in_the_quota(self):
        period = self.opened()
        corrected = self.final(self.lan, period).with_user(self.hr_officer)._correct("Thiếu sản phẩm.")
        self.score(corrected, self.unit_head, (1, 1, 1))
        self.assertEqual([(quota.good, quota.excellent) for quota in period._quotas()], [(1, ()), (1, ())])

    def test_a_quota_that_binds_names_who_is_over_until_one_is_good(self):
        self.env["ward.law.value"].with_user(self.hr_officer).create(
            {
                "code": "eval_quota_periods",
                "since": date(2026, 2, 1),
                "value_word": "every period",
                "reference": "HD 3/HD-UBND",
                "confidence": "common",
                "company_id": self.ward.id,
            }
        )
        sheet = self.proposed(self.sheet_of(self.lan, self.opened()), self.unit_head)
        with self.assert_refused(UserError, "Văn phòng: 1 excellent (Nguyễn Thị Lan), at most 0 with 0 rated good"):
            sheet.with_user(self.ward_head).action_decide()
        sheet.with_user(self.ward_head).write({"level": "T", "decision_reason": "Vượt tỷ lệ 20%."})
        sheet.with_user(self.ward_head).action_decide()
        self.assertEqual((sheet.level, sheet.total_points), ("T", 97))

    def test_a_setting_that_no_rule_knows_is_refused_with_those_that_it_knows(self):
        self.env["ward.law.value"].with_user(self.hr_officer).create(
            {
                "code": "eval_quota_rounding",
                "since": date(2026, 2, 1),
                "value_word": "lên",
                "reference": "x",
                "confidence": "common",
                "company_id": self.ward.id,
            }
        )
        with self.assert_refused(UserError, "says “lên”. Enter one of: down, half up"):
            self.opened()

    def test_outstanding_units_have_a_decision(self):
        with self.assert_refused(Exception, "name the decision that recognises"):
            self.period().outstanding_unit_ids = self.office

    def test_all_proposed_sheets_are_decided_in_one_go(self):
        period = self.opened()
        sheets = self.proposed(self.sheet_of(self.lan, period), self.unit_head)
        sheets |= self.proposed(self.sheet_of(self.an, period), self.ward_head)
        period.with_user(self.ward_head).action_decide_all()
        self.assertEqual(set(sheets.mapped("state")), {"final"})
        with self.assert_refused(UserError, "has no proposed sheet"):
            period.with_user(self.ward_head).action_decide_all()
        with self.assert_refused(UserError, "for the HR officer or the head"):
            period.with_user(self.hr_officer).action_decide_all()

    # -- the year ----------------------------------------------------------------------------------

    def test_a_year_needs_final_sheets(self):
        with self.assert_refused(UserError, "no sheet of its Quarters is final"):
            self.opened("year", YEAR)

    def test_a_year_is_rated_by_the_day_of_the_law(self):
        self.assertEqual(self.period("year", YEAR).deadline, date(2026, 12, 15))
        self.assertFalse(self.period().deadline)

    def test_a_year_weighs_its_quarters_by_the_days_worked_also_across_units(self):
        third, fourth = self.opened(first=date(2026, 7, 1)), self.period()
        first = self.final(self.lan, third)
        self.lan.create_version({"date_version": date(2026, 11, 2), "department_id": self.culture.id})
        fourth.action_open()
        before, after = self.env["ward.evaluation"].search(
            [("employee_id", "=", self.lan.id), ("period_id", "=", fourth.id)], order="date_from"
        )
        for sheet, head, points in ((before, self.unit_head, (6, 6, 6)), (after, self.ward_head, (3, 3, 3))):
            self.proposed(sheet, head, points)
            sheet.with_user(self.ward_head).action_decide()
        year = self.opened("year", YEAR)
        sheet = self.sheet_of(self.lan, year)
        days = [one.real_days for one in first | before | after]
        self.assertEqual(sorted(sheet.part_ids.mapped("real_days")), sorted(days))
        self.assertAlmostEqual(sum(sheet.part_ids.mapped("weight")), 1, 5)
        self.assertEqual(self.sheet_of(self.an, year).missing, "no_period")
        expected = (27 * days[0] + 18 * days[1] + 9 * days[2]) / sum(days)
        self.assertAlmostEqual(sheet.common_points, expected, 2)
        self.assertEqual(sheet.department_id, self.culture, "the unit of the last day rates the year")
        sheet.with_user(self.hr_officer).action_start()
        sheet.with_user(self.ward_head).action_review()
        self.assertEqual(sheet.state, "objection")

    # -- paper -------------------------------------------------------------------------------------

    def test_the_sheet_on_paper_is_in_vietnamese_and_shows_what_it_rests_on(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.staff.lang = "vi_VN"
        sheet = self.final(self.lan, self.opened())
        report = self.env["ir.actions.report"].with_user(self.staff)
        text = report._render_qweb_html("ward_hr.ward_evaluation_report", sheet.ids)[0].decode()
        self.assertIn("PHIẾU ĐÁNH GIÁ", text)
        self.assertIn("Báo cáo chuyên đề", text)
        self.assertIn("97", text)
        with self.assertRaises(AccessError):
            report._render_qweb_html("ward_hr.ward_evaluation_report", self.sheet_of(self.an, sheet.period_id).ids)
        pdf, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "ward_hr.ward_evaluation_report", sheet.ids
        )
        self.assertEqual((kind, pdf[:4]), ("pdf", b"%PDF"))
