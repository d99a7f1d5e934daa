from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import PHOTO, OversightCase


@tagged("post_install", "-at_install")
class TestLeague(OversightCase):
    @freeze_time("2026-12-27 03:00:00")
    def test_units_stand_by_their_last_score_with_what_is_open(self):
        self.office.manager_id = self.phuc
        self.signed_visit()
        self.signed_visit()
        league = self.env["ward.unit.league"].search([("company_id", "=", self.ward.id)])
        first = league.filtered(lambda one: one.department_id == self.economy)
        self.assertEqual((first.place, first.visit_count, first.last_score, first.change), (1, 2, 25.0, 0.0))
        self.assertEqual((first.open_findings, first.overdue_actions), (2, 0))
        self.assertFalse((league - first).place)

    def test_the_upper_tier_sees_sums_in_the_roll_up_by_statements_that_do_not_grow(self):
        visit = self.signed_visit()
        spent = []
        for number in (1, 20):
            self.env["res.company"].create([{"name": f"Phường {number}-{one}"} for one in range(number)])
            with self.counted() as statements, freeze_time("2026-11-27 03:00:00"):
                rows = self.env["ward.rollup"].search([("month", "=", date(2026, 11, 1))])
                row = rows.filtered(lambda one: one.company_id == self.ward)
                found = (row.visit_count, row.visit_score, row.finding_open_count)
            spent.append(statements())
        self.assertEqual(found, (1, 25.0, len(visit.finding_ids)))
        self.assertLessEqual(spent[1], spent[0])


@tagged("post_install", "-at_install")
class TestIndicator(OversightCase):
    def test_groups_with_dossiers_are_computed_and_the_others_not_covered(self):
        brought = self.env["ward.dossier.import"].create({"file": b"eA==", "file_name": "x.csv"})
        procedure = self.env["ward.procedure"].search([], limit=1)
        self.env["ward.dossier"].create(
            [
                {
                    "code": f"H26-{number}",
                    "company_id": self.ward.id,
                    "procedure_id": procedure.id,
                    "channel": "online" if number < 2 else "counter",
                    "received_at": datetime(2026, 10, 5, 2),
                    "due_at": datetime(2026, 10, 12, 2),
                    "processed_at": datetime(2026, 10, 8, 2),
                    "state": "returned",
                    "timeliness": "late" if number == 3 else "on_time",
                    "digitised": 1 if not number else 0,
                    "import_id": brought.id,
                }
                for number in range(4)
            ]
        )
        Figure = self.env["ward.indicator.figure"]
        for _again in range(2):
            Figure._compute_months(self.ward, date(2026, 11, 27))
        rows = Figure.search([("company_id", "=", self.ward.id), ("month", "=", date(2026, 10, 1))])
        self.assertEqual(
            [
                (row.indicator_id.code, row.covered, row.points)
                for row in rows.sorted(lambda one: one.indicator_id.code)
            ],
            [("1", False, 0), ("2", True, 15.0), ("3", True, 6.0), ("4", False, 0), ("5", True, 5.5), ("6", False, 0)],
        )


@tagged("post_install", "-at_install")
class TestPlace(OversightCase):
    def test_the_map_counts_what_is_open_at_the_units_of_a_place(self):
        self.signed_visit()
        self.env["ward.place"].create(
            {
                "name": "Trụ sở",
                "company_id": self.ward.id,
                "latitude": 21.02,
                "longitude": 105.84,
                "department_ids": [(6, 0, self.economy.ids)],
            }
        )
        [place] = self.env["ward.place"].with_user(self.oversight_lead).get_map()
        self.assertEqual((place["open"], place["visits"], place["x"], place["y"]), (1, 0, 50, 50))


@tagged("post_install", "-at_install")
class TestCampaign(OversightCase):
    def signed_in(self, ward, checklist):
        """A visit of ``ward`` with this checklist, all passed and signed by its leader."""
        unit, office = self.env["hr.department"].create([{"name": name, "company_id": ward.id} for name in ("A", "B")])
        inspector = self.user_of("inspector", ward, module="ward_oversight", login="far_inspector")
        leader = self.employ("Lê Xa", company=ward, user=inspector, department_id=office.id)
        values = {"company_id": ward.id, "department_id": unit.id, "leader_id": leader.id, "checklist_id": checklist.id}
        visit = self.make_visit(**values).with_user(inspector).with_context(allowed_company_ids=ward.ids)
        visit.action_start()
        visit.answer_ids.write({"result": "pass"})
        visit._sign(PHOTO, PHOTO, "Lê A", "Trưởng phòng", False, False)

    def test_a_campaign_goes_to_the_wards_below_and_counts_who_returned_a_signed_visit(self):
        city = self.env["res.company"].create({"name": "Thành phố"})
        first, second = self.env["res.company"].create(
            [{"name": name, "parent_id": city.id} for name in ("Phường Một", "Phường Hai")]
        )
        officer = self.user_of("upper_tier", city, login="city_officer")
        chief = self.user_of("oversight_lead", first, module="ward_oversight", login="first_lead")
        shipped = self.env.ref("ward_oversight.checklist_tthc")
        campaign = (
            self.env["ward.check.campaign"]
            .with_user(officer)
            .with_context(allowed_company_ids=city.ids)
            .create(
                {
                    "name": "Kiểm tra một cửa",
                    "company_id": city.id,
                    "checklist_id": shipped.id,
                    "since": date(2026, 11, 1),
                    "deadline": date(2026, 12, 31),
                }
            )
        )
        campaign.action_send()
        self.assertEqual((campaign.ward_count, campaign.returned_count), (2, 0))
        row = campaign.sudo().ward_ids.filtered(lambda one: one.company_id == first)
        self.assertEqual(row.activity_ids.user_id, chief)
        self.signed_in(first, shipped)
        campaign.invalidate_recordset()
        row.invalidate_recordset()
        self.assertEqual((row.returned, row.score), (True, 100.0))
        self.assertEqual((campaign.returned_count, campaign.return_rate), (1, 0.5))
        with self.assert_refused(UserError, "stays as it is"):
            campaign.since = date(2026, 11, 2)


@tagged("post_install", "-at_install")
class TestEffect(OversightCase):
    def dossier(self):
        brought = self.env["ward.dossier.import"].create({"file": b"eA==", "file_name": "x.csv"})
        lan = self.employ("Nguyễn Thị Lan", department_id=self.economy.id)
        return self.env["ward.dossier"].create(
            {
                "code": "H26-1",
                "company_id": self.ward.id,
                "procedure_id": self.env["ward.procedure"].search([], limit=1).id,
                "channel": "counter",
                "received_at": datetime(2026, 10, 5, 2),
                "due_at": datetime(2026, 10, 12, 2),
                "processed_at": datetime(2026, 10, 8, 2),
                "state": "returned",
                "timeliness": "on_time",
                "handling_officer_id": lan.id,
                "department_id": self.economy.id,
                "import_id": brought.id,
            }
        )

    @freeze_time("2026-11-27 03:00:00")
    def test_a_finding_makes_a_fault_once_its_owner_accepts_and_both_are_undone_together(self):
        finding = self.signed_visit().finding_ids
        effect = (
            self.env["ward.finding.effect"]
            .with_user(self.inspector)
            .create({"finding_id": finding.id, "dossier_id": self.dossier().id, "reason": "Thiếu phiếu xin lỗi"})
        )
        with self.assert_refused(UserError, "decided by HR, or for a fault by the head of the unit"):
            effect.action_accept()
        head = effect.with_user(self.economy_head)
        head.action_accept()
        fault = effect.sudo().fault_id
        self.assertEqual((effect.state, fault.effect_ids, fault.withdrawn), ("accepted", effect, False))
        with self.assert_refused(UserError, "Write why"):
            head.action_undo()
        head.decision_note = "Nhầm hồ sơ"
        head.action_undo()
        self.assertEqual((effect.state, fault.withdrawn), ("undone", True))

    @freeze_time("2026-11-27 03:00:00")
    def test_a_fault_that_is_withdrawn_on_the_other_side_undoes_the_proposal(self):
        finding = self.signed_visit().finding_ids
        effect = self.env["ward.finding.effect"].create(
            {"finding_id": finding.id, "dossier_id": self.dossier().id, "reason": "Sai mẫu"}
        )
        effect.with_user(self.hr_officer).action_accept()
        effect.fault_id.withdraw_reason = "Đã kiểm tra lại"
        effect.fault_id.action_withdraw()
        self.assertEqual(effect.state, "undone")

    @freeze_time("2026-11-27 03:00:00")
    def test_a_finding_makes_a_training_need_that_goes_when_it_is_undone(self):
        finding = self.signed_visit().finding_ids
        course = self.env["ward.course"].search([("company_id", "=", False)], limit=1)
        values = {"finding_id": finding.id, "kind": "need", "course_id": course.id, "reason": "Chưa nắm quy trình"}
        effects = self.env["ward.finding.effect"].with_user(self.inspector)
        with self.assert_refused(UserError, "who needs which course"):
            effects.create(values)
        effect = effects.create({**values, "employee_id": self.head.id}).with_user(self.hr_officer)
        effect.action_accept()
        reasons = effect.sudo().need_id.reason_ids.filtered(lambda one: one.source == "finding")
        self.assertEqual((reasons.employee_id, reasons.note), (self.head, finding.name))
        effect.decision_note = "Đã học"
        effect.action_undo()
        self.assertFalse(effect.sudo().need_id)
        self.assertFalse(reasons.exists())

    @freeze_time("2026-11-27 03:00:00")
    def test_a_new_task_is_a_training_need_of_its_lead_unit_until_they_had_the_course(self):
        course = self.env["ward.course"].create(
            {"code": "NEW", "name": "New tasks", "content_group": "job_position", "company_id": self.ward.id}
        )
        task = self.make_task(lead=self.economy, course_id=course.id)
        self.make_task("NV-02", lead=self.office, since=date(2024, 12, 31), course_id=course.id).action_activate()
        needs = self.env["ward.training.need"].sudo()

        def people():
            needs._gather(self.ward, 2026)
            reasons = needs.search([("company_id", "=", self.ward.id), ("course_id", "=", course.id)]).reason_ids
            return reasons.mapped(lambda one: (one.employee_id, one.source, one.note))

        self.assertEqual(people(), [])  # a draft asks nothing, a task of 2024 is not new
        task.action_activate()
        self.assertEqual(people(), [(self.head, "task", "NV-01 Nhiệm vụ NV-01")])
        self.env["ward.course.completion"].sudo().create(
            {
                "employee_id": self.head.id,
                "company_id": self.ward.id,
                "course_id": course.id,
                "day": date(2026, 11, 20),
                "source": "lessons",
                "hours": 8,
                "origin": "test",
            }
        )
        self.assertEqual(people(), [])

    @freeze_time("2026-11-27 03:00:00")
    def test_a_finding_asks_for_a_time_study_that_hr_accepts(self):
        finding = self.signed_visit().finding_ids
        procedure = self.env["ward.procedure"].search([], limit=1)
        effect = self.env["ward.finding.effect"].create(
            {"finding_id": finding.id, "kind": "study", "procedure_id": procedure.id, "reason": "Quá tải"}
        )
        with self.assert_refused(UserError, "decided by HR"):
            effect.with_user(self.economy_head).action_accept()
        officer = effect.with_user(self.hr_officer)
        self.assertEqual(officer.read(["display_name", "finding_name"])[0]["finding_name"], finding.name)
        officer.action_accept()
        self.assertEqual(effect.study_id.state, "collecting")
        officer.decision_note = "Đã có định mức"
        officer.action_undo()
        self.assertEqual((effect.state, effect.study_id.exists().ids), ("undone", []))
