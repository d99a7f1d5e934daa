"""What foreign keys from the payslips to their run, ward, unit and staff type would do, a statement at a time.

A foreign key looks up each of its rows by itself, and a month has thousands that all name the same run and few units.
These triggers look once: a payslip without its run, or of another ward than it, is refused; the payslips go with their
run; and the run names the units and staff types of its payslips, with foreign keys, so that those cannot be deleted.
Whoever writes payslips holds the lock of their run, so nobody takes it away in between.

Person and version are kept by one foreign key over both: a payslip names a version, and the person whose version it is.
"""

from .trigger import IN_ORDER

NAMED = {"department_id": "ward_pay_run_department_rel", "staff_type_id": "ward_pay_run_staff_type_rel"}
NAME = """
INSERT INTO {table} (run_id, {column}) SELECT DISTINCT run_id, {column} FROM new_rows WHERE {column} IS NOT NULL
    ON CONFLICT DO NOTHING;"""
FORGET = """
EXECUTE 'DELETE FROM {table} named WHERE run_id IN (SELECT run_id FROM old_rows) AND NOT EXISTS (
    SELECT FROM ward_payslip slip WHERE slip.run_id = named.run_id AND slip.{column} = named.{column})';"""
BELONGS = f"""
CREATE OR REPLACE FUNCTION ward_payslip_belongs_to_run() RETURNS trigger LANGUAGE plpgsql {IN_ORDER} AS $body$
DECLARE
    stray integer;
BEGIN
    SELECT c.run_id INTO stray FROM (SELECT DISTINCT run_id, company_id FROM new_rows) c
     WHERE NOT EXISTS (SELECT FROM ward_pay_run run WHERE run.id = c.run_id AND run.company_id = c.company_id) LIMIT 1;
    IF stray IS NOT NULL THEN
        RAISE foreign_key_violation USING MESSAGE = format('There is no pay run %s of that ward for a payslip.', stray);
    END IF;
    {"".join(NAME.format(table=table, column=column) for column, table in NAMED.items())}
    RETURN NULL;
END $body$
"""
LEAVES = f"""
CREATE OR REPLACE FUNCTION ward_payslip_leaves_run() RETURNS trigger LANGUAGE plpgsql {IN_ORDER} AS $body$
BEGIN
    {"".join(FORGET.format(table=table, column=column) for column, table in NAMED.items())}
    RETURN NULL;
END $body$
"""
GO_WITH_RUN = f"""
CREATE OR REPLACE FUNCTION ward_pay_run_takes_payslips() RETURNS trigger LANGUAGE plpgsql {IN_ORDER} AS $body$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF EXISTS (SELECT FROM ward_payslip) THEN
            RAISE foreign_key_violation USING MESSAGE = 'Pay runs that have payslips cannot be emptied.';
        END IF;
    ELSE
        EXECUTE 'DELETE FROM ward_payslip WHERE run_id = ANY(ARRAY(SELECT id FROM old_rows))';
    END IF;
    RETURN NULL;
END $body$
"""
OF_THE_PERSON = """
CREATE UNIQUE INDEX IF NOT EXISTS ward_version_of_employee ON hr_version (id, employee_id);
ALTER TABLE ward_payslip DROP CONSTRAINT IF EXISTS ward_payslip_version_of_employee,
    DROP CONSTRAINT IF EXISTS ward_payslip_employee_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_version_id_fkey;
ALTER TABLE ward_payslip ADD CONSTRAINT ward_payslip_version_of_employee
    FOREIGN KEY (version_id, employee_id) REFERENCES hr_version (id, employee_id)
    ON UPDATE RESTRICT ON DELETE RESTRICT;
"""
TRIGGERS = """
ALTER TABLE ward_payslip DROP CONSTRAINT IF EXISTS ward_payslip_run_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_company_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_department_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_staff_type_id_fkey;
CREATE OR REPLACE TRIGGER ward_payslip_belongs_to_run_insert AFTER INSERT ON ward_payslip
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_belongs_to_run();
CREATE OR REPLACE TRIGGER ward_payslip_belongs_to_run_update AFTER UPDATE ON ward_payslip
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_belongs_to_run();
CREATE OR REPLACE TRIGGER ward_payslip_leaves_run_update AFTER UPDATE ON ward_payslip
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_leaves_run();
CREATE OR REPLACE TRIGGER ward_payslip_leaves_run_delete AFTER DELETE ON ward_payslip
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_leaves_run();
CREATE OR REPLACE TRIGGER ward_pay_run_takes_payslips_delete AFTER DELETE ON ward_pay_run
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_pay_run_takes_payslips();
CREATE OR REPLACE TRIGGER ward_pay_run_takes_payslips_truncate BEFORE TRUNCATE ON ward_pay_run
    FOR EACH STATEMENT EXECUTE FUNCTION ward_pay_run_takes_payslips();
"""
NAME_ALL = "".join(NAME.format(table=table, column=column).replace("new_rows", "ward_payslip")
                   for column, table in NAMED.items())


def keep_payslips_with_runs(cr):
    """Create the functions and triggers, and name what is there already; safe to repeat at each update."""
    for statement in (BELONGS, LEAVES, GO_WITH_RUN, OF_THE_PERSON, TRIGGERS, NAME_ALL):
        cr.execute(statement)


def drop_functions(cr):
    """Leave nothing behind when the addon is uninstalled."""
    for function in ("ward_payslip_belongs_to_run", "ward_payslip_leaves_run", "ward_pay_run_takes_payslips"):
        cr.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE")  # pylint: disable=sql-injection
    cr.execute("DROP INDEX IF EXISTS ward_version_of_employee CASCADE")
