"""A person's month: hours by standard and calendar, load, lateness, backlog, and who may see it."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .dossier_case import DossierCase

OCTOBER = date(2026, 10, 1)


@tagged("post_install", "-at_install")
class TestWardWorkload(DossierCase):
    def many(self, count, first=0, **cells):
        return [self.row(f"{number:04}", **cells) for number in range(first, first + count)]

    def test_hours_needed_are_dossiers_times_standard_minutes_plus_support(self):
        self.send(self.many(30))
        load = self.load_of(self.lan)
        self.assertEqual(load.hours_service, 4)  # 30 certified copies at 8 minutes
        self.assertAlmostEqual(load.hours_needed, 5.33)  # a quarter of the time is support work
        self.assertEqual(load.hours_available, 176)  # 22 working days
        self.assertAlmostEqual(load.load_index, 5.33 / 176, 4)

    def test_the_lines_of_a_month_add_up_to_its_figures(self):
        self.send(
            self.many(7)
            + self.many(5, 100, procedure="1.004873", reception="an@ward.example")
            + self.many(3, 200, procedure="1.004837", handling="an@ward.example")
        )
        for load in self.load_of(self.lan) + self.load_of(self.an):
            for side in ("needed", "available"):
                hours = sum(load[f"{side}_line_ids"].mapped("hours"))
                self.assertAlmostEqual(hours, load[f"hours_{side}"], 2)

    def test_reception_counts_only_for_the_wards_own_people(self):
        self.send([*self.many(6, reception="an@ward.example"), *self.many(6, 50)])
        self.assertEqual(self.load_of(self.an).needed_line_ids.mapped("quantity"), [6, 0])
        self.assertEqual(self.load_of(self.lan).finished_count, 12)

    def test_a_standard_of_the_ward_goes_before_the_shipped_one_from_its_day_on(self):
        procedure = self.env.ref("ward_hr.ward_procedure_2_000815")
        self.env["ward.procedure.standard"].with_user(self.hr_officer).create(
            {
                "procedure_id": procedure.id,
                "since": date(2026, 10, 12),
                "reception_minutes": 4,
                "processing_minutes": 20,
            }
        )
        before = {
            "received": "09/10/2026 08:00",
            "due": "09/10/2026 17:00",
            "processed": "09/10/2026 09:00",
            "returned": "",
        }
        self.send([*self.many(3), *self.many(3, 50, state="Đã xử lý xong", **before)])
        minutes = self.load_of(self.lan).needed_line_ids.filtered("procedure_id").mapped("minutes")
        self.assertEqual(sorted(minutes), [8, 20])
        self.assertEqual(self.load_of(self.lan).hours_service, 1 + 0.4)

    def test_work_without_standard_minutes_is_shown_and_not_taken_for_nothing(self):
        self.env["ward.procedure"].with_user(self.hr_officer).create(
            {"code": "9.000001", "name": "Thủ tục riêng", "field_name": "Khác"}
        )
        self.send([*self.many(2, procedure="9.000001"), *self.many(3, 50)])
        load = self.load_of(self.lan)
        self.assertEqual((load.unmeasured_count, load.finished_count), (2, 5))
        self.assertEqual(load.hours_service, 0.4)

    def test_on_time_late_and_open_at_the_end_of_the_month(self):
        open_row = {"processed": "", "returned": "", "state": "Đang xử lý"}
        november = {"processed": "02/11/2026 09:00", "returned": "", "state": "9"}
        self.send(
            self.many(3)
            + self.many(1, 50, processed="13/10/2026 09:00", returned="13/10/2026")
            + self.many(2, 60, **open_row)
            + self.many(1, 70, **november)
        )
        load = self.load_of(self.lan)
        self.assertEqual((load.on_time_count, load.late_count, load.backlog_count), (3, 1, 3))
        self.assertEqual(load.on_time_rate, 0.75)
        self.assertEqual(self.load_of(self.lan, date(2026, 11, 1)).late_count, 1)

    def test_approved_leave_takes_working_time_and_refused_leave_does_not(self):
        kind = self.env["hr.leave.type"].create(
            {"name": "Nghỉ", "requires_allocation": False, "leave_validation_type": "no_validation"}
        )
        for day, state in ((date(2026, 10, 5), "validate"), (date(2026, 10, 7), "refuse")):
            self.env["hr.leave"].create(
                {
                    "employee_id": self.lan.id,
                    "holiday_status_id": kind.id,
                    "request_date_from": day,
                    "request_date_to": day,
                }
            ).state = state
        self.send(self.many(1))
        load = self.load_of(self.lan)
        self.assertEqual((load.leave_days, load.hours_available), (1, 168))

    def test_the_load_of_a_unit_is_its_hours_needed_over_its_hours_available(self):
        self.send([*self.many(660), *self.many(33, 900, handling="hung@ward.example")])
        [(index, needed, available)] = self.env["ward.workload"]._read_group(
            [("department_id", "=", self.office.id), ("month", "=", OCTOBER)],
            [],
            ["load_index:avg", "hours_needed:sum", "hours_available:sum"],
        )
        self.assertAlmostEqual(index, needed / available)

    def test_above_the_threshold_of_the_rule_a_month_is_overloaded(self):
        self.env["ward.workload.rule"].with_user(self.ward_head).create(
            {"since": OCTOBER, "support_percent": 0, "overload_index": 0.02, "reference": "12/QĐ-UBND"}
        )
        self.send([*self.many(27), *self.many(26, 100, handling="hung@ward.example")])
        self.assertTrue(self.load_of(self.lan).overloaded)  # 3.60 of 176 hours
        self.assertFalse(self.load_of(self.hung).overloaded)  # 3.47 of 176 hours

    def test_computing_anew_keeps_the_record_and_follows_the_facts(self):
        self.send(self.many(30))
        load = self.load_of(self.lan)
        self.env["ward.procedure.standard"].with_user(self.hr_officer).create(
            {
                "procedure_id": self.env.ref("ward_hr.ward_procedure_2_000815").id,
                "since": OCTOBER,
                "reception_minutes": 4,
                "processing_minutes": 16,
            }
        )
        load.with_user(self.hr_officer).action_refresh()
        self.assertEqual(self.load_of(self.lan), load)
        self.assertEqual(load.hours_service, 8)

    def test_the_cost_of_a_month_does_not_grow_with_people_and_dossiers(self):
        def cost():
            self.env.invalidate_all()
            self.env["ward.workload"]._refresh(self.ward, [OCTOBER])  # warm
            before = self.cr.sql_log_count
            self.env["ward.workload"]._refresh(self.ward, [OCTOBER])
            return self.cr.sql_log_count - before

        self.send(self.many(2))
        few = cost()
        for number in range(12):
            self.officer(f"Người {number}", f"{number}@ward.example", self.culture)
        self.send(self.many(300, 1000, handling="7@ward.example"))
        self.assertEqual(cost(), few)

    def test_a_person_sees_the_own_figure_a_head_the_unit_and_the_ward_head_all(self):
        self.send([*self.many(2), *self.many(2, 50, handling="an@ward.example")])
        self.load_of(self.lan)

        def seen(user):
            loads = self.env["ward.workload"].with_user(user).search([("volume_based", "=", True)])
            dossiers = self.env["ward.dossier"].with_user(user).search([])
            lines = self.env["ward.workload.line"].with_user(user).search([("procedure_id", "!=", False)])
            return loads.employee_id, dossiers.handling_officer_id, lines.employee_id

        self.assertEqual(seen(self.staff), (self.lan,) * 3)
        self.assertEqual(seen(self.unit_head), (self.lan,) * 3)
        for user in (self.ward_head, self.hr_officer, self.auditor):
            for people in seen(user):
                self.assertEqual(people, self.lan + self.an)

    def test_shipped_procedures_and_standards_cannot_be_changed(self):
        procedure = self.env.ref("ward_hr.ward_procedure_2_000815").with_user(self.hr_officer)
        for change in (
            lambda: procedure.write({"deadline": 9}),
            procedure.unlink,
            lambda: procedure.standard_ids.write({"processing_minutes": 1}),
        ):
            with self.assertRaisesRegex(Exception, "comes with the system"):
                change()
        with self.assertRaises(AccessError):
            self.env["ward.procedure"].with_user(self.staff).create({"code": "9", "name": "x", "field_name": "x"})

    def test_sixty_five_procedures_are_shipped_each_with_a_standard_and_a_class(self):
        shipped = self.env["ward.procedure"].search([("origin", "=", "shipped")])
        self.assertEqual(len(shipped), 65)
        self.assertTrue(all(p.class_id and p.standard_ids for p in shipped))
