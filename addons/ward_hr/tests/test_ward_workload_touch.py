"""Leave, assignments and decisions that come later bring figures up to date, of their people and months only."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .dossier_case import GOOD, DossierCase

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@tagged("post_install", "-at_install")
class TestWardWorkloadTouch(DossierCase):
    def setUp(self):
        super().setUp()
        self.env["ward.workload"]._refresh(self.ward, [SEPTEMBER, OCTOBER])
        self.kind = self.env["hr.leave.type"].create(
            {"name": "Nghỉ", "requires_allocation": False, "leave_validation_type": "no_validation"}
        )

    def figure(self, person, month=OCTOBER):
        figure = self.env["ward.workload"].search([("employee_id", "=", person.id), ("month", "=", month)])
        figure.invalidate_recordset()
        return figure

    def touched(self):
        """``{(person, month)}`` that wait."""
        self.env.flush_all()
        rows = self.env["ward.workload.touch"].search([("company_id", "=", self.ward.id)])
        return {(row.employee_id, row.month) for row in rows}

    def leave(self, person, first, last=None, state="validate"):
        leave = self.env["hr.leave"].create(
            {
                "employee_id": person.id,
                "holiday_status_id": self.kind.id,
                "request_date_from": first,
                "request_date_to": last or first,
            }
        )
        leave.state = state
        return leave

    def lent(self, person, first, last=None, share=50):
        return self.env["ward.assignment"].create(
            {
                "employee_id": person.id,
                "department_id": self.culture.id,
                "share": share,
                "date_from": first,
                "date_to": last,
                "company_id": self.ward.id,
            }
        )

    def brought_up(self):
        return self.env["ward.workload"]._bring_up_to_date(self.ward)

    def test_leave_of_two_months_waits_in_both_and_then_stands_in_them(self):
        self.leave(self.lan, date(2026, 9, 29), date(2026, 10, 2))
        self.assertEqual(self.touched(), {(self.lan, SEPTEMBER), (self.lan, OCTOBER)})
        self.assertTrue(self.figure(self.lan).waits)
        self.assertFalse(self.figure(self.hung).waits)
        self.assertEqual(self.brought_up(), 2)
        self.assertEqual([self.figure(self.lan, month).leave_days for month in (SEPTEMBER, OCTOBER)], [2, 2])
        self.assertFalse(self.touched())

    def test_only_the_person_and_month_that_changed_are_reckoned(self):
        old = "2026-01-01 00:00:00"
        figures = self.env["ward.workload"].search([("company_id", "=", self.ward.id)])
        figures.write({"refreshed_at": old})
        self.leave(self.lan, date(2026, 10, 5))
        self.brought_up()
        figures.invalidate_recordset()
        fresh = figures.filtered(lambda one: str(one.refreshed_at) != old)
        self.assertEqual(fresh, self.figure(self.lan))

    def test_leave_that_was_never_approved_moves_nothing_and_refused_leave_gives_the_days_back(self):
        leave = self.leave(self.lan, date(2026, 10, 5))
        self.brought_up()
        self.leave(self.an, date(2026, 10, 5), state="confirm")
        self.brought_up()
        self.assertFalse(self.touched())
        leave.state = "refuse"
        self.assertEqual(self.touched(), {(self.lan, OCTOBER)})
        self.brought_up()
        self.assertEqual(self.figure(self.lan).leave_days, 0)

    def test_an_assignment_that_comes_changes_and_goes_is_noted_each_time(self):
        assignment = self.lent(self.lan, date(2026, 10, 1))
        self.assertEqual(self.touched(), {(self.lan, OCTOBER)})
        self.brought_up()
        assignment.share = 30
        self.assertEqual(self.touched(), {(self.lan, OCTOBER)})
        self.brought_up()
        assignment.reason = "Không đổi con số nào"
        self.assertFalse(self.touched())
        assignment.date_from = date(2026, 9, 15)
        self.assertEqual(self.touched(), {(self.lan, SEPTEMBER), (self.lan, OCTOBER)})
        self.brought_up()
        assignment.unlink()
        self.assertEqual(self.touched(), {(self.lan, SEPTEMBER), (self.lan, OCTOBER)})

    def test_a_decision_that_moves_a_person_is_noted_from_its_day_on(self):
        self.lan.create_version({"date_version": date(2026, 10, 12), "department_id": self.culture.id})
        self.assertEqual(self.touched(), {(self.lan, OCTOBER)})
        self.brought_up()
        self.assertEqual(self.figure(self.lan).department_id, self.culture)

    def test_a_closed_month_and_a_month_without_figures_are_left_alone(self):
        self.env["ward.workload.month"].search([("month", "=", SEPTEMBER)]).write({"state": "closed"})
        self.env.flush_all()
        self.leave(self.lan, date(2026, 9, 29), date(2026, 9, 30))
        self.leave(self.lan, date(2027, 3, 1), date(2027, 3, 2))
        self.assertFalse(self.touched())

    def test_computing_anew_and_an_import_take_away_what_they_reckoned(self):
        self.leave(self.lan, date(2026, 10, 5))
        self.leave(self.an, date(2026, 10, 5))
        self.figure(self.lan).with_user(self.hr_officer).action_refresh()
        self.assertFalse(self.touched())
        self.leave(self.lan, date(2026, 10, 6))
        self.leave(self.an, date(2026, 10, 6))
        self.send([self.row("0001")])
        self.assertEqual(self.touched(), {(self.an, OCTOBER)})

    def test_new_standard_minutes_reach_those_who_did_such_work_from_their_month_on(self):
        self.send([self.row("0001")])
        before = self.figure(self.lan).hours_needed
        standard = {"since": date(2026, 10, 1), "reception_minutes": 5, "processing_minutes": 600}
        procedure = self.env["ward.procedure"].search([("code", "=", GOOD["procedure"])])
        self.env["ward.procedure.standard"].create(
            {"procedure_id": procedure.id, "company_id": self.ward.id, **standard}
        )
        self.assertEqual(self.touched(), {(self.lan, OCTOBER)})
        self.brought_up()
        self.assertGreater(self.figure(self.lan).hours_needed, before)

    def test_an_addition_to_the_minutes_is_measured_before_hours_are_counted(self):
        self.send([self.row("0001")])
        before = self.figure(self.lan).hours_needed
        self.env["ward.procedure.modifier"].create(
            {"code": "online", "name": "Trực tuyến", "since": date(2026, 10, 1), "minutes": 600,
             "company_id": self.ward.id}
        )  # fmt: skip
        self.assertIn((self.lan, OCTOBER), self.touched())
        self.assertNotIn((self.lan, SEPTEMBER), self.touched())
        self.brought_up()
        self.assertGreater(self.figure(self.lan).hours_needed, before + 9)

    def test_a_rule_of_the_ward_reaches_all_its_people_and_no_other_ward(self):
        self.env["ward.workload"]._refresh(self.other_ward, [OCTOBER])
        rule = self.env["ward.workload.rule"].create(
            {"since": date(2026, 10, 1), "support_percent": 40, "company_id": self.ward.id}
        )
        everybody = self.env["ward.workload"].search([("company_id", "=", self.ward.id), ("month", "=", OCTOBER)])
        self.assertEqual(self.touched(), {(one.employee_id, OCTOBER) for one in everybody})
        self.assertFalse(self.env["ward.workload.touch"].search([("company_id", "=", self.other_ward.id)]))
        self.brought_up()
        rule.reference = "Không đổi con số nào"
        self.assertFalse(self.touched())

    def test_figures_that_wait_are_found(self):
        self.leave(self.lan, date(2026, 10, 5))
        self.env.flush_all()
        ours = [("company_id", "=", self.ward.id)]
        waiting = self.env["ward.workload"].search([*ours, ("waits", "=", True)])
        self.assertEqual(waiting, self.figure(self.lan))
        self.assertNotIn(waiting, self.env["ward.workload"].search([*ours, ("waits", "=", False)]))

    def test_who_sees_a_figure_sees_that_it_waits_and_nobody_writes_the_notes(self):
        self.leave(self.lan, date(2026, 10, 5))
        self.env.flush_all()
        self.assertTrue(self.figure(self.lan).with_user(self.staff).waits)
        with self.assertRaises(AccessError):
            self.env["ward.workload.touch"].with_user(self.staff).search([])
        note = self.env["ward.workload.touch"].with_user(self.hr_officer).search([])
        with self.assertRaises(AccessError):
            note.unlink()

    def test_the_statements_do_not_grow_with_the_people_who_wait(self):
        people = self.env["hr.employee"].create(
            [{"name": f"Người {n}", "company_id": self.ward.id, "date_version": date(2026, 1, 1)} for n in range(60)]
        )
        self.env["ward.workload"]._refresh(self.ward, [SEPTEMBER, OCTOBER])

        def cost(number):
            for person in people[:number]:
                self.lent(person, date(2026, 10, 1), date(2026, 10, 9))
            self.env.flush_all()
            with self.counted() as spent:
                self.assertEqual(self.brought_up(), number)
            self.env["ward.assignment"].search([("employee_id", "in", people.ids)]).unlink()
            self.brought_up()
            return spent()

        cost(2)
        self.assertLessEqual(cost(60), cost(2))
