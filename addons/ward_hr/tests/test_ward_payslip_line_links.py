"""Lines and payslips stay together without a foreign key, whoever writes."""

from psycopg2.errors import ForeignKeyViolation

from odoo.tests import tagged
from odoo.tools import mute_logger

from .pay_case import PayCase

ORPHANS = (
    "INSERT INTO ward_payslip_line (payslip_id, company_id, component_id, code, section, origin_month)"
    " SELECT 0, company_id, component_id, code, section, origin_month FROM ward_payslip_line"
    " WHERE payslip_id = %(slip)s",
    "UPDATE ward_payslip_line SET payslip_id = 0 WHERE payslip_id = %(slip)s",
    "TRUNCATE ward_payslip",
)


@tagged("post_install", "-at_install")
class TestWardPayslipLineLinks(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in ("Lê Văn An", "Trần Thị Bình"):
            cls.hire(name, "civil_servant", pay_coefficient=3)
        cls.run_october = cls.computed()
        cls.env.flush_all()

    def _lines(self, **of):
        self.env.cr.execute("SELECT count(*) FROM ward_payslip_line WHERE payslip_id = %(slip)s", of)
        return self.env.cr.fetchone()[0]

    @mute_logger("odoo.sql_db")
    def test_a_line_without_its_payslip_is_refused(self):
        for statement in ORPHANS:
            with self.subTest(statement), self.assertRaises(ForeignKeyViolation):
                with self.cr.savepoint(flush=False):
                    self.cr.execute(statement, {"slip": self.run_october.slip_ids[0].id})

    def test_the_lines_go_with_their_payslip_and_with_no_other(self):
        gone, stays = self.run_october.slip_ids.ids
        before = self._lines(slip=stays)
        self.cr.execute("DELETE FROM ward_payslip WHERE id = %s", [gone])
        self.assertEqual((self._lines(slip=gone), self._lines(slip=stays)), (0, before))
        self.assertGreater(before, 0)

    def test_the_lines_go_with_their_run(self):
        slip = self.run_october.slip_ids[0].id
        self.cr.execute("DELETE FROM ward_pay_run WHERE id = %s", [self.run_october.id])
        self.assertEqual(self._lines(slip=slip), 0)

    def test_a_line_of_a_whole_month_explains_itself_from_its_own_figures(self):
        slip = self.run_october.slip_ids[0]
        salary = slip.line_ids.filtered(lambda line: line.code == "BASIC")
        self.assertFalse(salary.basis)
        self.assertIn("3,00 × Lương cơ sở 2.530.000", salary.with_context(lang="vi_VN").formula)
