"""Runs, payslips, lines and what they name stay together without foreign keys of their own, whoever writes."""

from psycopg2 import IntegrityError
from psycopg2.errors import ForeignKeyViolation

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .pay_case import PayCase

STRAYS = (
    "INSERT INTO ward_payslip (run_id, company_id, employee_id, version_id, month, employee_name)"
    " SELECT 0, company_id, employee_id, version_id, month, employee_name FROM ward_payslip WHERE id = %(slip)s",
    "UPDATE ward_payslip SET run_id = 0 WHERE id = %(slip)s",
    "UPDATE ward_payslip SET company_id = company_id + 1 WHERE id = %(slip)s",
    "UPDATE ward_payslip SET version_id = %(other)s WHERE id = %(slip)s",
    "UPDATE ward_payslip SET employee_id = 0, version_id = 0 WHERE id = %(slip)s",
    "UPDATE hr_version SET employee_id = NULL WHERE id = %(version)s",
    "TRUNCATE ward_pay_run CASCADE",
    "DELETE FROM hr_department WHERE id = %(unit)s",
    "DELETE FROM ward_staff_type WHERE id = %(staff_type)s",
    "DELETE FROM hr_employee WHERE id = %(person)s",
    "DELETE FROM hr_version WHERE id = %(version)s",
)
ORPHANS = {
    "INSERT INTO ward_payslip_line (payslip_id, company_id, component_id, code, section, origin_month)"
    " SELECT 0, company_id, component_id, code, section, origin_month FROM ward_payslip_line"
    " WHERE payslip_id = %(slip)s": "There is no payslip 0 for a line",
    "UPDATE ward_payslip_line SET payslip_id = 0 WHERE payslip_id = %(slip)s": "There is no payslip 0 for a line",
    "INSERT INTO ward_payslip (run_id, company_id, employee_id, version_id, month, employee_name, department_id)"
    " SELECT 0, company_id, employee_id, version_id, month, employee_name, department_id FROM ward_payslip"
    " WHERE id = %(slip)s": "There is no pay run 0",
    "TRUNCATE ward_payslip": "keep their numbers and their table",
    "UPDATE ward_payslip SET id = 0 WHERE id = %(slip)s": "keep their numbers and their table",
    "UPDATE ward_pay_run SET id = 0 WHERE id = %(run)s": "keep their numbers and their table",
}


@tagged("post_install", "-at_install")
class TestWardPayslipLinks(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls.env["hr.department"].create({"name": "Phòng Kinh tế", "company_id": cls.ward.id})
        for name in ("Lê Văn An", "Trần Thị Bình"):
            cls.hire(name, "civil_servant", pay_coefficient=3, department_id=cls.unit.id)
        cls.run_october = cls.computed()
        cls.env.flush_all()

    def _count(self, table, **of):
        [(column, value)] = of.items()
        names = SQL.identifier(table), SQL.identifier(column)
        self.cr.execute(SQL("SELECT count(*) FROM %s WHERE %s = %s", *names, value))
        return self.cr.fetchone()[0]

    @mute_logger("odoo.sql_db")
    def test_a_payslip_without_its_run_or_of_another_ward_and_the_loss_of_what_it_names_are_refused(self):
        slip = self.run_october.slip_ids[0]
        names = {
            "slip": slip.id,
            "unit": self.unit.id,
            "staff_type": slip.staff_type_id.id,
            "person": slip.employee_id.id,
            "version": slip.version_id.id,
            "other": self.run_october.slip_ids[1].version_id.id,
        }
        # nobody else names them, so that the payslips alone hold them
        self.cr.execute("UPDATE hr_version SET department_id = NULL, staff_type_id = NULL")
        for statement in STRAYS:
            with self.subTest(statement), self.assertRaises(IntegrityError):
                with self.cr.savepoint(flush=False):
                    self.cr.execute(statement, names)

    def test_the_run_names_the_units_and_staff_types_of_its_payslips_as_long_as_it_has_them(self):
        run = self.run_october
        self.assertEqual(run.department_ids, self.unit)
        self.assertEqual(run.staff_type_ids, run.slip_ids.staff_type_id)
        self.cr.execute("DELETE FROM ward_payslip WHERE id = %s", [run.slip_ids[0].id])
        run.invalidate_recordset()
        self.assertEqual(run.department_ids, self.unit)
        self.cr.execute("DELETE FROM ward_payslip WHERE run_id = %s", [run.id])
        run.invalidate_recordset()
        self.assertFalse(run.department_ids)
        self.assertFalse(run.staff_type_ids)

    @mute_logger("odoo.sql_db")
    def test_what_would_lose_its_whole_is_refused_by_name(self):
        ids = {"slip": self.run_october.slip_ids[0].id, "run": self.run_october.id}
        for statement, sentence in ORPHANS.items():
            with self.subTest(statement), self.assertRaisesRegex(ForeignKeyViolation, sentence):
                with self.cr.savepoint(flush=False):
                    self.cr.execute(statement, ids)

    def test_an_emptied_table_of_payslips_leaves_no_unit_named(self):
        self.cr.execute("TRUNCATE ward_payslip_line")
        self.cr.execute("TRUNCATE ward_payslip")
        self.run_october.invalidate_recordset()
        self.assertFalse(self.run_october.department_ids)
        self.assertFalse(self.run_october.staff_type_ids)

    def test_the_lines_go_with_their_payslip_and_with_no_other(self):
        gone, stays = self.run_october.slip_ids.ids
        before = self._count("ward_payslip_line", payslip_id=stays)
        self.cr.execute("DELETE FROM ward_payslip WHERE id = %s", [gone])
        self.assertEqual(self._count("ward_payslip_line", payslip_id=gone), 0)
        self.assertEqual(self._count("ward_payslip_line", payslip_id=stays), before)
        self.assertGreater(before, 0)

    def test_payslips_and_lines_go_with_their_run(self):
        slip = self.run_october.slip_ids[0].id
        self.cr.execute("DELETE FROM ward_pay_run WHERE id = %s", [self.run_october.id])
        self.assertEqual(self._count("ward_payslip", id=slip), 0)
        self.assertEqual(self._count("ward_payslip_line", payslip_id=slip), 0)

    def test_a_line_of_a_whole_month_explains_itself_from_its_own_figures(self):
        slip = self.run_october.slip_ids[0]
        salary = slip.line_ids.filtered(lambda line: line.code == "BASIC")
        self.assertFalse(salary.basis)
        self.assertIn("3,00 × Lương cơ sở 2.530.000", salary.with_context(lang="vi_VN").formula)

    @mute_logger("odoo.sql_db")
    def test_who_deletes_a_person_with_a_payslip_reads_what_keeps_the_person_and_what_to_do(self):
        slip = self.run_october.slip_ids[0]
        with self.assertRaises(IntegrityError) as refused, self.cr.savepoint(flush=False):
            self.cr.execute("DELETE FROM hr_employee WHERE id = %s", [slip.employee_id.id])
        said = self.env["ward.payslip"]._sql_error_to_message(refused.exception)
        self.assertIn("still stands in records of “Payslip”", said)
        self.assertIn("record the departure", said)
