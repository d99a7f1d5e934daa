"""A staff list goes in and comes out the same; what is wrong in it comes back with its reason."""

import base64
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.ward_hr.importing.staff_columns import COLUMNS
from odoo.addons.ward_hr.importing.tables import Table

from .common import WardCase

HEADER = [column.vi for column in COLUMNS]
LAN = {
    "code": "CN-001",
    "name": "Nguyễn Thị Lan",
    "sex": "Female",
    "birthday": "01/02/1990",
    "unit": "VP",
    "title": "Chuyên viên",
    "staff_type": "civil_servant",
    "rank": "01.003",
    "scale": "A1",
    "step": "3",
    "coefficient": "3.00",
    "counted_from": "01/07/2024",
    "dependants": "1",
    "decision": "12/QĐ-UBND",
    "decision_date": "20/12/2025",
    "since": "01/01/2026",
    "email": "lan@ward.example",
    "phone": "024 0000 0001",
}


@tagged("post_install", "-at_install")
class TestWardStaffImport(WardCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hr.department"].create({"name": "Văn phòng", "code": "VP", "company_id": cls.ward.id})
        cls.type_code = cls.env["ward.staff.type"].search([], limit=1).code

    @classmethod
    def row(cls, **cells):
        return [({**LAN, "staff_type": cls.type_code} | cells).get(column.key, "") for column in COLUMNS]

    def sent(self, rows, header=HEADER, user=None):
        content = "\r\n".join(";".join(line) for line in [header, *rows]).encode("utf-8-sig")
        return self.of_file(content, user)

    def of_file(self, content, user=None):
        imports = self.env["ward.staff.import"].with_user(user or self.hr_officer)
        return imports.create({"file": base64.b64encode(content), "file_name": "a.csv", "company_id": self.ward.id})

    def brought(self, rows):
        record = self.sent(rows)
        record.action_import()
        return record

    def counts(self, record):
        return record.new_count, record.changed_count, record.unchanged_count, record.refused_count

    def person(self, code="CN-001"):
        domain = [("staff_code", "=", code), ("company_id", "=", self.ward.id)]
        return self.env["hr.employee"].search(domain)

    def test_a_dry_run_counts_and_changes_nobody(self):
        record = self.sent([self.row(), self.row(code="CN-002", unit="??")])
        record.action_check()
        self.assertEqual((record.state, self.counts(record)), ("checked", (1, 0, 0, 1)))
        self.assertFalse(self.person())

    def test_the_export_of_an_import_equals_the_file_cell_by_cell(self):
        second = {"code": "CN-002", "name": "Trần Văn Hùng", "email": "", "sex": "Male"}
        rows = [self.row(), self.row(**second, step="4", coefficient="3.33")]
        self.brought(rows)
        content = self.env["hr.employee"].with_user(self.hr_officer)._staff_list_file(self.ward)
        self.assertEqual(list(Table(content))[1:], rows)

    def test_the_import_of_an_export_changes_nothing(self):
        self.brought([self.row()])
        self.employ("Lê Thị An", department_id=self.person().department_id.id, pay_coefficient=2.85)
        self.env["hr.employee"].search([("company_id", "=", self.ward.id)]).staff_type_id = self.person().staff_type_id
        content = self.env["hr.employee"].with_user(self.hr_officer)._staff_list_file(self.ward)
        record = self.of_file(content)
        record.action_import()
        self.assertEqual(self.counts(record), (0, 0, 2, 0))

    def test_a_later_day_makes_a_new_version_and_the_history_stays(self):
        self.brought([self.row()])
        record = self.brought([self.row(step="4", coefficient="", since="15/10/2026")])
        self.assertEqual(self.counts(record), (0, 1, 0, 0))
        versions = self.person().version_ids.sorted("date_version")
        self.assertEqual(versions.mapped("date_version"), [date(2026, 1, 1), date(2026, 10, 15)])
        self.assertEqual([round(c, 2) for c in versions.mapped("pay_coefficient")], [3.0, 3.33])

    def test_the_same_day_changes_the_version_of_that_day(self):
        self.brought([self.row()])
        self.brought([self.row(dependants="2")])
        self.assertEqual(self.person().version_ids.mapped("dependants"), [2])

    def test_the_day_from_which_a_raise_counts_comes_in_and_goes_out_with_its_version(self):
        self.brought([self.row()])
        self.brought([self.row(step="4", coefficient="", counted_from="", since="15/10/2026")])
        versions = self.person().version_ids.sorted("date_version")
        self.assertEqual(versions.mapped("raise_counted_from"), [date(2024, 7, 1), False])

    def test_a_version_that_the_import_adds_leaves_leave_and_schedule_as_they_are(self):
        self.brought([self.row()])
        leave = self.leave_of(self.person())
        self.brought([self.row(dependants="2", since="15/10/2026")])
        versions = self.person().version_ids
        self.assertEqual(len(versions.resource_calendar_id), 1)
        self.assertEqual((leave.state, leave.number_of_days), ("validate", 3))

    def leave_of(self, person):
        kind = self.env["hr.leave.type"].create({"name": "Nghỉ", "requires_allocation": False})
        leave = self.env["hr.leave"].create(
            {
                "employee_id": person.id,
                "holiday_status_id": kind.id,
                "request_date_from": date(2026, 10, 19),
                "request_date_to": date(2026, 10, 21),
            }
        )
        leave.action_approve()
        return leave

    def test_each_fault_is_named_with_its_column(self):
        self.brought([self.row()])
        for column, value, sentence in (
            ("name", "", "must not be empty"),
            ("unit", "XX", "has this code"),
            ("sex", "x", "not known"),
            ("birthday", "31/02/1990", "not a day"),
            ("birthday", "01/01/2026", "not before"),
            ("counted_from", "31/06/2024", "not a day"),
            ("coefficient", "3.01", "is 3.00 on"),
            ("coefficient", "abc", "not a coefficient"),
            ("step", "10", "steps 1 to 9"),
            ("dependants", "-1", "not a whole number"),
            ("overgrade", "5", "only granted at the last step, 9"),
            ("since", "31/12/2025", "first decision of this person is of 01/01/2026"),
        ):
            with self.subTest(column=column, value=value):
                record = self.sent([self.row(**{column: value})])
                record.action_check()
                fault = record.fault_ids.filtered(lambda f, v=value: f.value == v)
                self.assertIn(sentence, fault.reason)
                self.assertEqual(fault.row, 2)

    def test_a_scale_before_its_law_and_a_post_without_coefficient_are_refused(self):
        post = self.env["ward.leadership.post"].search([("known", "=", False)], limit=1)
        for cells, sentence in (
            ({"since": "30/09/2004"}, "not known on the day in force"),
            ({"post": post.code}, "No text gives the coefficient"),
        ):
            with self.subTest(cells=cells):
                record = self.sent([self.row(**cells)])
                record.action_check()
                self.assertIn(sentence, record.fault_ids.reason)

    def test_a_refused_row_comes_back_to_be_corrected_and_sent_again(self):
        record = self.brought([self.row(), self.row(), self.row(code="CN-003", unit="XX")])
        self.assertEqual(self.counts(record), (1, 0, 0, 2))
        self.assertIn("stands in row 2", record.fault_ids[0].reason)
        text = base64.b64decode(record.refused_file).decode("utf-8-sig").replace("XX", "VP")
        again = self.of_file(text.encode())
        again.action_import()
        self.assertTrue(self.person("CN-003"))

    def test_a_file_without_the_columns_is_refused(self):
        for header, sentence in (
            (HEADER[:-1], "are missing: Work phone"),
            ([*HEADER, "Tên"], "not part of a staff list"),
            ([*HEADER[:-1], HEADER[0]], "occur twice"),
            (["a", "b"], "No row of the file"),
        ):
            with self.subTest(sentence=sentence):
                record = self.sent([self.row()], header)
                self.assertEqual((record.state, record.file), ("refused", False))
                self.assertIn(sentence, record.message)
                with self.assert_refused(UserError, "choose a file first"):
                    record.action_check()

    def test_a_file_that_cannot_be_read_is_refused_without_a_word_of_dossiers(self):
        for content in (b" ", b"%PDF\x00", b"PK\x03\x04nothing"):
            record = self.of_file(content)
            self.assertEqual(record.state, "refused")
            self.assertNotIn("dossier", record.message)

    def test_the_file_is_forgotten_once_it_is_imported(self):
        record = self.sent([self.row()])
        self.assertTrue(record.file)
        record.action_import()
        self.assertFalse(record.file)
        self.assertTrue(record.file_hash)

    def test_while_another_list_of_the_ward_is_imported_the_second_is_told_to_wait(self):
        record = self.sent([self.row()])
        with self.registry.cursor() as other:
            other.execute("SELECT pg_advisory_xact_lock(HASHTEXT('ward.staff.import'), %s)", (self.ward.id,))
            with self.assert_refused(UserError, "being imported at this moment"):
                record.action_import()

    def test_a_phone_at_work_comes_back_whole_in_the_refused_rows(self):
        record = self.brought([self.row(phone="0912345678", unit="XX")])
        self.assertIn("0912345678", base64.b64decode(record.refused_file).decode("utf-8-sig"))

    def test_a_finished_import_stays_as_it_is(self):
        record = self.brought([self.row()])
        with self.assert_refused(UserError, "finished"):
            record.write({"file_name": "b.csv"})
        with self.assert_refused(UserError, "imported already"):
            record.action_import()
        with self.assert_refused(UserError, "stays as their source"):
            record.unlink()

    def test_only_the_hr_officer_imports(self):
        for role in ("staff", "unit_head", "pay_officer", "ward_head", "upper_tier", "auditor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.sent([self.row()], user=getattr(self, role))

    def test_the_check_costs_no_more_statements_for_a_longer_list(self):
        def cost(count):
            record = self.sent([self.row(code=f"CN-{n:03}") for n in range(count)])
            with self.counted() as spent:
                record.action_check()
                self.env.flush_all()
            return spent()

        cost(1)
        self.assertEqual(cost(2), cost(60))

    def test_bringing_rows_in_costs_no_more_statements_for_more_people(self):
        def cost(first, count, **cells):
            numbers = range(first, first + count)
            self.env.flush_all()
            record = self.sent([self.row(code=f"CN-{n:04}", name=f"Người {n}", **cells) for n in numbers])
            with self.counted() as spent:
                record.action_import()
                self.env.flush_all()
            return spent()

        later = {"since": "15/10/2026", "step": "4", "coefficient": ""}
        for cells in ({}, {"dependants": "3"}, later):  # new people, the version of the day, a version more
            with self.subTest(cells=cells):
                cost(0, 2, **cells)
                few, many = cost(100, 3, **cells), cost(200, 40, **cells)
                self.assertLessEqual(many, few)

    def test_no_client_can_ask_that_a_version_is_checked_later(self):
        self.brought([self.row()])
        version = self.person().version_ids
        later = version.with_context(ward_check_later=True)
        with self.assert_refused(ValidationError, "is not that of step"):
            later.pay_coefficient = 9
