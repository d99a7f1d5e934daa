"""What is paid does not change by SQL: not of the owner of the tables, not of a role that may only write rows."""

import re
from contextlib import contextmanager

from psycopg2.errors import InsufficientPrivilege, RaiseException

from odoo.tests import tagged
from odoo.tools import mute_logger

from .seal_case import DECEMBER, NOVEMBER, SEALED, SealCase

# %(run)s, %(slip)s: of October, which is paid; %(open_run)s, %(open_slip)s: of November, which is computed;
# %(draft)s: of December, which is empty
CHANGES = (
    "UPDATE ward_payslip_line SET amount = 1 WHERE payslip_id = %(slip)s",
    "UPDATE ward_payslip SET net = 1 WHERE id = %(slip)s",
    "UPDATE ward_pay_run SET state = 'draft' WHERE id = %(run)s",
    "UPDATE ward_pay_input SET amount = 1 WHERE month = '2026-10-01'",
    "UPDATE ward_pay_revision SET net = 1 WHERE run_id = %(run)s",
    "UPDATE ward_pay_difference SET cause = 'law' WHERE run_id = %(run)s",
    "UPDATE ward_pay_omission SET reason = 'x' WHERE run_id = %(run)s",
    "DELETE FROM ward_payslip_line WHERE payslip_id = %(slip)s",
    "DELETE FROM ward_payslip WHERE id = %(slip)s",
    "DELETE FROM ward_pay_run WHERE id = %(run)s",
    "DELETE FROM ward_pay_input WHERE month = '2026-10-01'",
    "DELETE FROM ward_pay_revision WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_difference WHERE run_id = %(run)s",
    "DELETE FROM ward_pay_omission WHERE run_id = %(run)s",
)
ADDITIONS = (
    "INSERT INTO ward_payslip (run_id, company_id, employee_id, version_id, month, employee_name)"
    " SELECT %(run)s, company_id, employee_id, version_id, month, employee_name"
    " FROM ward_payslip WHERE run_id = %(open_run)s AND employee_id = %(left_out)s",
    "INSERT INTO ward_payslip_line (payslip_id, company_id, component_id, code, section, origin_month, amount)"
    " SELECT payslip_id, company_id, component_id, code, section, origin_month, 1"
    " FROM ward_payslip_line WHERE payslip_id = %(slip)s",
    "INSERT INTO ward_pay_input (company_id, month, employee_id, component_id, amount, reference)"
    " SELECT company_id, month, %(left_out)s, component_id, 1, 'x' FROM ward_pay_input WHERE month = '2026-10-01'",
    "INSERT INTO ward_pay_revision (run_id, company_id, number) SELECT id, company_id, 9 FROM ward_pay_run"
    " WHERE id = %(run)s",
    "INSERT INTO ward_pay_omission (run_id, company_id, employee_id, reason) SELECT id, company_id, %(person)s, 'x'"
    " FROM ward_pay_run WHERE id = %(run)s",
    "INSERT INTO ward_pay_difference (run_id, company_id, employee_id, component_id, against, cause)"
    " SELECT %(run)s, company_id, employee_id, component_id, against, cause FROM ward_pay_difference"
    " WHERE run_id = %(open_run)s LIMIT 1",
)
MOVES = (
    "UPDATE ward_payslip SET run_id = %(run)s WHERE run_id = %(open_run)s AND employee_id = %(left_out)s",
    "UPDATE ward_payslip SET run_id = %(draft)s WHERE id = %(slip)s",
    "UPDATE ward_payslip_line SET payslip_id = %(slip)s WHERE payslip_id = %(open_slip)s",
    "UPDATE ward_payslip_line SET payslip_id = %(open_slip)s WHERE payslip_id = %(slip)s",
    "UPDATE ward_pay_input SET month = '2026-10-01', employee_id = %(left_out)s WHERE month = '2026-11-01'",
    "UPDATE ward_pay_input SET month = '2026-12-01' WHERE month = '2026-10-01'",
    "UPDATE ward_pay_omission SET run_id = %(open_run)s WHERE run_id = %(run)s",
)
EMPTIED = tuple(f"TRUNCATE {table} CASCADE" for table in SEALED)
EVERY_ONE = CHANGES + ADDITIONS + MOVES + EMPTIED
# The trigger asks the table of runs: not one that a session has put before it.
SHADOWS = (
    "CREATE TEMPORARY TABLE ward_pay_run AS SELECT * FROM public.ward_pay_run WHERE false",
    "CREATE TEMPORARY TABLE ward_pay_run AS SELECT * FROM public.ward_pay_run WHERE false;"
    " CREATE TEMPORARY TABLE ward_payslip AS SELECT * FROM public.ward_payslip WHERE false",
)
SWITCHES = (
    "ALTER TABLE ward_payslip_line DISABLE TRIGGER USER",
    "DROP TRIGGER ward_payslip_line_sealed_update ON ward_payslip_line",
    "DROP FUNCTION ward_payslip_line_refuse_sealed() CASCADE",
    "CREATE OR REPLACE FUNCTION ward_payslip_line_refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS"
    " 'BEGIN RETURN NULL; END'",
    "SET session_replication_role = replica",
    "DROP TABLE ward_payslip_line",
)


@tagged("post_install", "-at_install")
class TestWardPaySealSql(SealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bonus(NOVEMBER)
        chi = cls.hire("Võ Chi", "civil_servant", pay_coefficient=3, since=NOVEMBER)
        cls.november, cls.december = cls.run_of(NOVEMBER), cls.run_of(DECEMBER)
        cls.env["ward.pay.omission"].create({"run_id": cls.november.id, "employee_id": chi.id, "reason": "chờ"})
        cls.november.action_compute()
        cls.november.action_compute()
        cls.env.flush_all()
        slips = {slip.employee_id: slip.id for slip in cls.november.slip_ids}
        cls.ids = {
            "run": cls.run_october.id,
            "slip": cls.run_october.slip_ids.id,
            "open_run": cls.november.id,
            "open_slip": slips[cls.an],
            "draft": cls.december.id,
            "person": cls.an.id,
            "left_out": cls.binh.id,
        }

    @contextmanager
    def as_a_writer(self):
        """The block runs as a role that owns nothing and may read and write every row."""
        self.cr.execute("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user")
        if not self.cr.fetchone()[0]:
            self.skipTest("this role of PostgreSQL may not create another")
        with self.cr.savepoint(flush=False) as savepoint:
            self.cr.execute(
                "CREATE ROLE ward_writer NOLOGIN;"
                " GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO ward_writer;"
                " GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ward_writer;"
                " GRANT ward_writer TO current_user; SET LOCAL ROLE ward_writer"
            )
            yield
            savepoint.rollback()

    def assert_sealed(self, statement):
        with self.assertRaises(RaiseException) as refused, self.cr.savepoint(flush=False):
            self.cr.execute(statement, self.ids)
        self.assertIn("is paid and sealed", str(refused.exception))

    @mute_logger("odoo.sql_db")
    def test_the_owner_of_the_tables_is_refused_row_by_row_and_table_by_table(self):
        for statement in EVERY_ONE:
            with self.subTest(statement):
                self.assert_sealed(statement)

    @mute_logger("odoo.sql_db")
    def test_a_role_that_may_only_write_rows_is_refused_just_so(self):
        with self.as_a_writer():
            for statement in EVERY_ONE:
                with self.subTest(statement):
                    self.assert_sealed(statement)

    def test_the_same_statements_go_through_where_nothing_is_paid(self):
        """They are refused for the seal alone: no rights, columns or keys are in their way."""
        november = {**self.ids, "run": self.ids["open_run"], "slip": self.ids["open_slip"]}
        empty = {**self.ids, "run": self.ids["draft"]}
        for statement in CHANGES + ADDITIONS:
            with self.subTest(statement), self.as_a_writer():
                there = empty if "INTO ward_payslip (" in statement else november
                self.cr.execute(statement.replace("2026-10-01", "2026-11-01"), there)
                self.assertGreater(self.cr.rowcount, 0)

    @mute_logger("odoo.sql_db")
    def test_a_table_of_the_session_with_the_name_of_the_runs_deceives_no_trigger(self):
        for shadow in SHADOWS:
            with self.as_a_writer():
                self.cr.execute(shadow)
                for statement in CHANGES + ADDITIONS + EMPTIED:
                    with self.subTest(shadow=shadow, statement=statement):
                        self.assert_sealed(in_public(statement))

    @mute_logger("odoo.sql_db")
    def test_who_owns_no_table_cannot_switch_the_triggers_off(self):
        with self.as_a_writer():
            for statement in SWITCHES:
                with self.subTest(statement), self.assertRaises(InsufficientPrivilege):
                    with self.cr.savepoint(flush=False):
                        self.cr.execute(statement)

    @mute_logger("odoo.sql_db")
    def test_payslips_of_a_run_that_sql_moved_to_another_ward_are_sealed_too(self):
        self.cr.execute("UPDATE ward_pay_run SET company_id = %s WHERE id = %s", [self.other_ward.id, self.november.id])
        self.cr.execute("UPDATE ward_pay_run SET state = 'paid' WHERE id = %s", [self.november.id])
        with self.assertRaises(RaiseException), self.cr.savepoint(flush=False):
            self.cr.execute("DELETE FROM ward_payslip WHERE run_id = %s", [self.november.id])


def in_public(statement):
    """The statement with its tables named by their schema."""
    for table in SEALED:
        statement = re.sub(rf"(FROM|INTO|UPDATE|TRUNCATE) {table} ", rf"\1 public.{table} ", statement)
    return statement
