"""What foreign keys among runs, payslips and lines would do, a statement at a time.

A foreign key looks up each of its rows by itself, which is a third of the ``COPY`` of a month: thousands of rows that
name the same run, a few units, and each payslip a dozen times. These triggers look once for all rows of a statement. A
line without its payslip, and a payslip without its run or of another ward than it, are refused by the trigger that
refuses what is sealed (`ward_pay_seal`). Here the lines go with their payslip and the payslips with their run; what
they name keeps its number, and its table is not emptied; and the run names the units and staff types of its payslips,
with foreign keys, so that those cannot be deleted. Whoever writes payslips holds the lock of their run, so nobody takes
it away in between.

The large tables are looked up by a list of numbers, never joined: PostgreSQL may believe a table empty that has just
been filled, and would then compare every row with every other.

Person and version are kept by one foreign key over both: a payslip names a version, and the person whose version it is.
"""

from .trigger import IN_ORDER

PARTS = {"ward_payslip": ("ward_pay_run", "run_id"), "ward_payslip_line": ("ward_payslip", "payslip_id")}
# By name after the trigger that refuses what is sealed, so that it refuses first.
TAKES = """
CREATE OR REPLACE FUNCTION {whole}_takes_{part}() RETURNS trigger LANGUAGE plpgsql {in_order} AS $body$
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE 'DELETE FROM {part} WHERE {link} = ANY(ARRAY(SELECT id FROM old_rows))';
    ELSIF EXISTS (SELECT FROM {part}) THEN
        RAISE foreign_key_violation
            USING MESSAGE = 'The rows of {whole} are named by rows of {part}: they keep their numbers and their table.';
    END IF;
    RETURN NULL;
END $body$;
CREATE OR REPLACE TRIGGER {whole}_takes_{part}_delete AFTER DELETE ON {whole}
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION {whole}_takes_{part}();
CREATE OR REPLACE TRIGGER {whole}_takes_{part}_other BEFORE TRUNCATE OR UPDATE OF id ON {whole}
    FOR EACH STATEMENT EXECUTE FUNCTION {whole}_takes_{part}();
"""
NAMED = {"department_id": "ward_pay_run_department_rel", "staff_type_id": "ward_pay_run_staff_type_rel"}
NAME = """
INSERT INTO {table} (run_id, {column}) SELECT DISTINCT run_id, {column} FROM {rows} WHERE {column} IS NOT NULL
    ON CONFLICT DO NOTHING;"""
FORGET = """
EXECUTE 'DELETE FROM {table} named WHERE run_id IN (SELECT run_id FROM old_rows) AND NOT EXISTS (
    SELECT FROM ward_payslip slip WHERE slip.run_id = named.run_id AND slip.{column} = named.{column})';"""


def _of_each(statement, rows="new_rows"):
    return "".join(statement.format(table=table, column=column, rows=rows) for column, table in NAMED.items())


NAME_UNITS = f"""
CREATE OR REPLACE FUNCTION ward_payslip_units_named() RETURNS trigger LANGUAGE plpgsql {IN_ORDER} AS $body$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        {_of_each("DELETE FROM {table};")}
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        {_of_each(FORGET)}
    END IF;
    IF TG_OP <> 'DELETE' THEN
        {_of_each(NAME)}
    END IF;
    RETURN NULL;
END $body$;
CREATE OR REPLACE TRIGGER ward_payslip_units_named_insert AFTER INSERT ON ward_payslip
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_units_named();
CREATE OR REPLACE TRIGGER ward_payslip_units_named_update AFTER UPDATE ON ward_payslip
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_units_named();
CREATE OR REPLACE TRIGGER ward_payslip_units_named_delete AFTER DELETE ON ward_payslip
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_units_named();
CREATE OR REPLACE TRIGGER ward_payslip_units_named_truncate AFTER TRUNCATE ON ward_payslip
    FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_units_named();
"""
OF_THE_PERSON = """
CREATE UNIQUE INDEX IF NOT EXISTS ward_version_of_employee ON hr_version (id, employee_id);
ALTER TABLE ward_payslip DROP CONSTRAINT IF EXISTS ward_payslip_version_of_employee;
ALTER TABLE ward_payslip ADD CONSTRAINT ward_payslip_version_of_employee
    FOREIGN KEY (version_id, employee_id) REFERENCES hr_version (id, employee_id)
    ON UPDATE RESTRICT ON DELETE RESTRICT;
"""
# Instead of what databases of before have; their payslips are named too.
OF_BEFORE = f"""
ALTER TABLE ward_payslip DROP CONSTRAINT IF EXISTS ward_payslip_run_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_company_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_department_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_staff_type_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_employee_id_fkey,
    DROP CONSTRAINT IF EXISTS ward_payslip_version_id_fkey;
DROP FUNCTION IF EXISTS ward_payslip_belongs_to_run, ward_payslip_leaves_run, ward_pay_run_takes_payslips,
    ward_payslip_line_needs_payslip, ward_payslip_takes_lines CASCADE;
DROP INDEX IF EXISTS ward_payslip__company_id_index, ward_payslip__department_id_index,
    ward_payslip__staff_type_id_index;
{_of_each(NAME, rows="ward_payslip")}
"""
NUMBERS = "ALTER SEQUENCE ward_payslip_line_id_seq CACHE 100"
LINES_OF_BEFORE = """
ALTER TABLE ward_payslip_line DROP CONSTRAINT IF EXISTS ward_payslip_line_payslip_id_fkey;
DROP INDEX IF EXISTS ward_payslip_line__company_id_index, ward_payslip_line__component_id_index;
"""


def _takes(part):
    whole, link = PARTS[part]
    return TAKES.format(part=part, whole=whole, link=link, in_order=IN_ORDER)


def keep_payslips_with_runs(cr):
    """Create the functions and triggers, and name what is there already; safe to repeat at each update."""
    for statement in (_takes("ward_payslip"), NAME_UNITS, OF_THE_PERSON, OF_BEFORE):
        cr.execute(statement)


def keep_lines_with_payslips(cr):
    """As `keep_payslips_with_runs`, for the lines."""
    for statement in (_takes("ward_payslip_line"), NUMBERS, LINES_OF_BEFORE):
        cr.execute(statement)


def drop_functions(cr):
    """Leave nothing behind when the addon is uninstalled."""
    taking = [f"{whole}_takes_{part}" for part, (whole, _link) in PARTS.items()]
    for function in ("ward_payslip_units_named", *taking):
        cr.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE")  # pylint: disable=sql-injection
    cr.execute("DROP INDEX IF EXISTS ward_version_of_employee CASCADE")
