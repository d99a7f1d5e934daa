import base64
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..rules import sheet
from ..wizard.ward_task_import import COLUMNS
from .common import OversightCase


class RegisterCase(OversightCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.economy.code, cls.office.code = "KT", "VP"
        cls.basis = cls.env["ward.legal.basis"].search([], limit=1)


@tagged("post_install", "-at_install")
class TestPassingOn(RegisterCase):
    def test_passing_on_is_refused_where_the_mechanism_forbids(self):
        for mechanism, values, said in [
            ("uq", {}, "this mechanism never allows it"),
            ("pc", {}, "the giver has not agreed"),
            ("pq", {"onward_forbidden": True}, "the text that gave the task forbids it"),
        ]:
            with self.subTest(mechanism), self.assert_refused(ValidationError, said):
                self.make_task(
                    mechanism,
                    self.economy,
                    mechanism_id=self.env.ref(f"ward_oversight.mechanism_{mechanism}").id,
                    passed_on_to="Trạm Y tế",
                    **values,
                )
        task = self.make_task("PC-1", self.economy, passed_on_to="Trạm Y tế", giver_consent="12/CV-SYT")
        self.assertEqual(task.passed_on_to, "Trạm Y tế")


@tagged("post_install", "-at_install")
class TestOverlap(RegisterCase):
    def find(self):
        self.env["ward.task.overlap"]._find(self.ward)
        return self.env["ward.task.overlap"].search([("company_id", "=", self.ward.id)])

    def test_the_same_product_of_two_units_is_found_once_and_settled_with_a_day(self):
        self.make_task("A", self.economy, product="Giấy phép xây dựng")
        second = self.make_task("B", self.office, product="giấy phép xây dựng.")
        overlap = self.find()
        self.assertEqual((overlap.kind, overlap.task_count, overlap.priority), ("product", 2, 1))
        self.assertEqual(self.find(), overlap)
        lead = overlap.with_user(self.oversight_lead)
        with self.assert_refused(UserError, "enter Effect, Proposal, Level Asked first"):
            lead.action_ask()
        lead.write({"effect": "Dân hỏi hai nơi", "proposal": "Phòng Kinh tế chủ trì", "level_asked": "Sở Nội vụ"})
        lead.action_ask()
        lead.answer = "Đồng ý"
        lead.action_answered()
        lead.action_close()
        self.assertEqual(overlap.state, "closed")
        self.assertTrue(overlap.closed_on)
        second.product = "Khác"
        self.assertEqual(self.find().state, "closed")

    def test_what_is_no_longer_there_is_marked_and_comes_again(self):
        self.make_task("A", self.economy, product="X")
        second = self.make_task("B", self.office, product="X")
        overlap = self.find()
        second.product = "Y"
        self.assertEqual(self.find().state, "gone")
        second.product = "X"
        self.find()
        self.assertEqual(overlap.state, "found")

    def test_the_same_article_under_two_mechanisms_and_two_proposed_leads(self):
        values = {"legal_basis_ids": [(6, 0, self.basis.ids)], "article": "Điều 5"}
        self.make_task("A", self.economy, **values)
        self.make_task("B", self.economy, mechanism_id=self.env.ref("ward_oversight.mechanism_pq").id, **values)
        self.make_task("C", self.economy, proposed_lead_id=self.office.id)
        self.assertEqual(set(self.find().mapped("kind")), {"basis", "two_leads"})

    def test_five_thousand_tasks_cost_as_many_statements_as_five(self):
        first = self.make_task("0", self.economy)
        self.env.flush_all()
        spent = []
        for count in (4, 4996):
            self._copy_tasks(first, count)
            with self.counted() as statements:
                found = self.find()
            spent.append(statements())
            self.assertEqual(len(found.filtered(lambda one, count=count: one.what.startswith(f"p{count}-"))), count / 2)
        self.assertEqual(spent[1], spent[0])

    def _copy_tasks(self, first, count):
        """``count`` tasks, each product claimed by two units; by SQL, since it is the search that is measured."""
        self.env.cr.execute(
            """
            WITH task AS (
                INSERT INTO ward_delegated_task (company_id, code, name, sector_id, mechanism_id, date_from, state,
                                                 report_cycle, conditions_state, product)
                SELECT company_id, %(count)s || '-' || n, 'T', sector_id, mechanism_id, date_from, state,
                       report_cycle, conditions_state, 'P' || %(count)s || '-' || n / 2
                  FROM ward_delegated_task, GENERATE_SERIES(0, %(count)s - 1) n WHERE id = %(first)s
             RETURNING id, company_id, date_from)
            INSERT INTO ward_task_assignment (task_id, company_id, department_id, role, date_from)
            SELECT id, company_id, CASE id %% 2 WHEN 0 THEN %(one)s ELSE %(other)s END, 'lead', date_from FROM task
            """,
            {"count": count, "first": first.id, "one": self.economy.id, "other": self.office.id},
        )


@tagged("post_install", "-at_install")
class TestOrphan(RegisterCase):
    def test_a_task_without_a_person_or_whose_person_left_or_moved_is_an_orphan(self):
        task = self.make_task("A", self.economy)
        task.action_activate()
        seen = []
        an = self.employ("Lê An", department_id=self.economy.id)
        for change in (
            lambda: None,
            lambda: task.write({"holder_id": an.id}),
            lambda: an.write({"department_id": self.office.id}),
            lambda: an.write({"active": False}),
        ):
            change()
            task.invalidate_recordset(["orphan"])
            seen.append(task.orphan)
        self.assertEqual(seen, ["no_holder", False, "holder_moved", "holder_left"])
        self.assertIn(task, task.search([("orphan", "=", "holder_left")]))

    def test_one_wizard_hands_over_all_that_a_person_is_in_charge_of(self):
        an, binh = (self.employ(name, department_id=self.economy.id) for name in ("Lê An", "Lê Bình"))
        task = self.make_task("A", self.economy, holder_id=an.id)
        action = self.env["ward.action"].create(
            {
                "name": "Lập sổ",
                "finding_id": self.signed_visit().finding_ids.id,
                "employee_id": an.id,
                "deadline": date(2026, 11, 30),
            }
        )
        obstacle = self.env["ward.obstacle"].create(
            {"name": "Thiếu mẫu", "text": "Xin mẫu", "company_id": self.ward.id, "employee_id": an.id}
        )
        wizard = self.env["ward.task.handover"].with_user(self.oversight_lead)
        values = {"employee_id": an.id, "successor_id": binh.id, "reason": "Chuyển công tác"}
        wizard.create(values).action_confirm()
        self.assertEqual(task.holder_id | action.employee_id | obstacle.employee_id, binh)
        with self.assert_refused(UserError, "Lê An is in charge of nothing"):
            wizard.create(values).action_confirm()


@tagged("post_install", "-at_install")
class TestReport(RegisterCase):
    def test_recurring_duties_are_made_a_month_ahead_once_and_the_rate_is_of_those_due(self):
        task = self.make_task("A", self.economy, report_cycle="monthly", report_days=2)
        task.action_activate()
        Report = self.env["ward.task.report"]
        Report._make(date(2026, 11, 27))
        Report._make(date(2026, 11, 27))
        self.assertEqual(task.report_ids.mapped("due"), [date(2026, 12, 2)])
        Report._make(date(2026, 12, 20))
        december = task.report_ids - task.report_ids.filtered(lambda one: one.due == date(2026, 12, 2))
        self.assertEqual(december.due, date(2027, 1, 5))  # New Year is a holiday
        with freeze_time("2026-12-04 03:00:00"):
            first = task.report_ids - december
            self.assertTrue(first.overdue)
            first.action_sent()
            self.assertEqual((first.late_days, first.on_time, first.overdue), (2, 0.0, False))
            self.assertEqual(task.on_time_rate, 0.0)
        with freeze_time("2027-01-05 03:00:00"):
            december.action_sent()
            task.invalidate_recordset()
            self.assertEqual((december.late_days, task.on_time_rate), (0, 0.5))


@tagged("post_install", "-at_install")
class TestTaskImport(RegisterCase):
    ROW = {
        "code": "NV-9",
        "name": "Cấp phép",
        "sector": "FIN",
        "mechanism": "PC",
        "lead": "KT",
        "coordinators": "VP",
        "date_from": date(2026, 7, 1),
        "report_cycle": "monthly",
        "product": "Giấy phép",
    }

    def send(self, *rows):
        content = base64.b64encode(sheet.write(COLUMNS, rows, "vi_VN"))
        wizard = self.env["ward.task.import"].with_user(self.oversight_lead)
        return wizard.create({"company_id": self.ward.id, "file": content}).action_import()

    def test_a_list_comes_in_as_drafts_with_lead_and_coordinators(self):
        self.send(self.ROW, {**self.ROW, "code": "NV-10", "coordinators": ""})
        tasks = self.env["ward.delegated.task"].search([("company_id", "=", self.ward.id)])
        self.assertEqual((len(tasks), set(tasks.mapped("state"))), (2, {"draft"}))
        first = tasks.filtered(lambda one: one.code == "NV-9")
        self.assertEqual((first.lead_department_id, first.coordinator_ids), (self.economy, self.office))
        self.assertEqual(first.report_cycle, "monthly")

    def test_unknown_codes_and_doubled_ones_are_named_and_nothing_comes_in(self):
        with self.assert_refused(UserError, "Row 3: Lead unit code “XX” is not known"):
            self.send(self.ROW, {**self.ROW, "code": "NV-10", "lead": "XX"})
        with self.assert_refused(UserError, "Rows 2, 3: NV-9 is in the file more than once"):
            self.send(self.ROW, self.ROW)
        self.assertFalse(self.env["ward.delegated.task"].search([("company_id", "=", self.ward.id)]))
