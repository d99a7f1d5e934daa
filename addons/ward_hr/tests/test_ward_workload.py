"""A person's month: hours by standard and calendar, load, lateness, backlog, and who may see it."""

from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

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
            with self.counted() as spent:
                self.env["ward.workload"]._refresh(self.ward, [OCTOBER])
            return spent()

        self.send(self.many(2))
        few = cost()
        for number in range(12):
            self.officer(f"Người {number}", f"{number}@ward.example", self.culture)
        self.send(self.many(300, 1000, handling="7@ward.example"))
        self.assertEqual(cost(), few)

    def recomputed(self, action, month=OCTOBER):
        """The people whose figures of a month ``action`` computes anew, by name."""
        old = datetime(2026, 1, 1)
        self.env.flush_all()
        self.cr.execute("UPDATE ward_workload SET refreshed_at = %s", [old])
        self.env.invalidate_all()
        action()
        loads = self.env["ward.workload"].search([("company_id", "=", self.ward.id), ("month", "=", month)])
        return set(loads.filtered(lambda one: one.refreshed_at > old).employee_id.mapped("name"))

    def test_one_day_sent_again_computes_only_the_people_it_touches(self):
        rows = [*self.many(3), *self.many(2, 50, handling="an@ward.example")]
        self.send(rows)
        names = self.recomputed(lambda: self.send(rows))
        self.assertEqual(names, set())  # nothing changed
        names = self.recomputed(lambda: self.send([*rows[1:], *self.many(1, processed="12/10/2026 11:00")]))
        self.assertEqual(names, {"Nguyễn Thị Lan"})

    def test_a_dossier_that_changes_hands_computes_the_old_and_the_new_holder(self):
        self.send(self.many(3))
        names = self.recomputed(lambda: self.send(self.many(1, handling="an@ward.example")))
        self.assertEqual(names, {"Nguyễn Thị Lan", "Lê Thị An"})
        self.assertEqual(self.load_of(self.lan).finished_count, 2)
        self.assertEqual(self.load_of(self.an).finished_count, 1)

    def test_the_backlog_of_later_months_follows_a_dossier_of_an_earlier_one(self):
        august = {"received": "03/08/2026 08:00", "due": "03/08/2026 17:00"}
        day = "03/09/2026"
        september = {"received": f"{day} 08:00", "due": f"{day} 17:00", "processed": f"{day} 09:00", "returned": day}
        waiting = {**august, "processed": "", "returned": "", "state": "Đang xử lý"}
        self.send(self.many(1, **waiting) + self.many(1, 50, **september) + self.many(1, 60))
        months = [date(2026, 8, 1), date(2026, 9, 1), OCTOBER]

        def backlog():
            return [self.load_of(self.lan, month).backlog_count for month in months]

        self.assertEqual(backlog(), [1, 1, 1])
        record = self.send(self.many(1, **{**august, "processed": "30/09/2026 09:00", "returned": "30/09/2026 10:00"}))
        self.assertEqual(backlog(), [1, 0, 0])
        self.assertEqual(record.months, "08/2026, 09/2026, 10/2026")
        self.send(self.many(1, 1, **waiting))  # received in August, sent late
        self.assertEqual(backlog(), [2, 1, 1])

    def test_the_first_dossiers_of_a_month_give_everybody_figures(self):
        self.send(self.many(1))
        self.assertEqual(self.load_of(self.an).hours_available, 176)

    def test_computing_some_people_gives_what_computing_everybody_gives(self):
        def figures():
            self.env.invalidate_all()
            loads = self.env["ward.workload"].search([("company_id", "=", self.ward.id)], order="month, employee_id")
            fields = loads._fields.values()
            names = [one.name for one in fields if one.store and one.column_type and one.name != "refreshed_at"]
            return loads.read(names, load=False), sorted(
                (line.employee_id.id, str(line.month), line.kind, line.procedure_id.id, line.quantity, line.hours)
                for line in loads.line_ids
            )

        self.send([*self.many(9), *self.many(4, 50, handling="an@ward.example", reception="hung@ward.example")])
        self.send(
            self.many(2, handling="hung@ward.example")
            + self.many(3, 50, handling="an@ward.example", processed="", returned="", state="Đang xử lý")
        )
        by_parts = figures()
        self.env["ward.workload"]._refresh(self.ward, [OCTOBER])
        self.assertEqual(by_parts, figures())

    def test_work_that_is_no_dossiers_counts_by_its_hours_and_not_for_support(self):
        def tasks(_workload, values):
            return [
                SQL(
                    "SELECT * FROM (VALUES (%s, '2026-10-31'::date, 'task', 2.5), (%s, '2026-10-01'::date, 'task', 1),"
                    " (%s, '2026-11-01'::date, 'task', 9)) AS task(person, day, kind, hours)",
                    *(self.lan.id,) * 3,
                )
            ]

        with patch.object(type(self.env["ward.workload"]), "_work_sources", tasks):
            self.send(self.many(30))
        load = self.load_of(self.lan)
        self.assertEqual((load.hours_service, load.hours_additional), (4, 3.5))
        self.assertAlmostEqual(load.hours_needed, 5.33 + 3.5)
        line = load.needed_line_ids.filtered(lambda one: one.kind == "task")
        self.assertEqual((line.quantity, line.hours), (2, 3.5))

    def test_time_away_of_another_kind_has_its_own_line_and_a_day_counts_once(self):
        def training(workload, values):
            days = "'2026-10-05'::date AS first, '2026-10-06'::date AS last"
            own = f"SELECT %s AS person, {days}, {{}} AS part, '{{}}' AS kind"
            return [SQL(own.format(0.5, "leave"), self.lan.id), SQL(own.format(1, "support"), self.lan.id)]

        with patch.object(type(self.env["ward.workload"]), "_absence_sources", training):
            self.send(self.many(1))
        load = self.load_of(self.lan)
        self.assertEqual((load.leave_days, load.hours_available), (1, 160))
        self.assertEqual(
            [(line.kind, line.quantity, line.hours) for line in load.available_line_ids],
            [("calendar", 22, 176), ("leave", 1, -8), ("support", 1, -8)],
        )

    def assign(self, person, unit, share, **values):
        return self.env["ward.assignment"].create(
            {"employee_id": person.id, "department_id": unit.id, "share": share, "date_from": OCTOBER, **values}
        )

    def hours_of(self, unit, side="available"):
        lines = self.env["ward.workload.line"].search([("unit_id", "=", unit.id), ("side", "=", side)])
        return round(sum(lines.mapped("hours")), 2)

    def test_a_share_in_another_unit_moves_hours_and_changes_no_sum(self):
        self.send(self.many(1))
        self.assertEqual((self.hours_of(self.office), self.hours_of(self.culture)), (352, 176))
        self.assign(self.lan, self.culture, 40, kind="reinforcement")
        self.env["ward.workload"]._refresh(self.ward, [OCTOBER])
        self.assertEqual((self.hours_of(self.office), self.hours_of(self.culture)), (281.6, 246.4))
        self.assertEqual(self.load_of(self.lan).hours_available, 176)
        self.assertEqual(
            [(line.kind, line.hours, line.posts) for line in self.load_of(self.lan).available_line_ids],
            [("calendar", 176, 1), ("lent", -70.4, -0.4), ("joined", 70.4, 0.4)],
        )

    def test_work_of_the_other_units_procedures_counts_there_while_a_share_is_given(self):
        procedure = self.env.ref("ward_hr.ward_procedure_1_004873")
        self.office.code = "X"
        self.env.flush_all()
        self.culture.code = procedure.department_code
        rows = [*self.many(30), *self.many(6, 100, procedure="1.004873")]
        self.send(rows)
        self.assertEqual(self.hours_of(self.culture, "needed"), 0)
        whole = self.hours_of(self.office, "needed")
        self.assign(self.lan, self.culture, 40)
        self.env["ward.workload"]._refresh(self.ward, [OCTOBER])
        self.assertGreater(self.hours_of(self.culture, "needed"), 0)
        self.assertAlmostEqual(self.hours_of(self.office, "needed") + self.hours_of(self.culture, "needed"), whole, 2)

    def test_secondment_out_of_the_ward_takes_working_time(self):
        centre = self.env["hr.department"].create(
            {"name": "Trung tâm thành phố", "block": "city_centre", "company_id": self.ward.id}
        )
        self.assign(self.lan, centre, 100, kind="secondment", date_to=date(2026, 10, 16))
        self.send(self.many(1))
        load = self.load_of(self.lan)
        self.assertEqual(load.hours_available, 80)  # 10 of 22 working days are left
        self.assertEqual((self.hours_of(centre), self.hours_of(self.office)), (0, 256))
        self.assertAlmostEqual(sum(load.available_line_ids.mapped("hours")), load.hours_available, 2)

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
