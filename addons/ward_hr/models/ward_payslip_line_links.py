"""What a foreign key from the lines to their payslip would do, a statement at a time.

A foreign key looks up each of its rows by itself, which is a third of the ``COPY`` of a month.
These triggers look once for all rows of a statement: a line without its payslip is refused, the
lines go with their payslip, and a table of payslips that have lines is not emptied. Whoever
writes lines holds the lock of their run, so nobody takes a payslip away in between.

What they ask looks numbers up in a list, never joins: PostgreSQL may believe a table empty
that has just been filled, and would then compare every row with every other.
"""

from .trigger import IN_ORDER

NO_PAYSLIP = f"""
CREATE OR REPLACE FUNCTION ward_payslip_line_needs_payslip() RETURNS trigger LANGUAGE plpgsql {IN_ORDER} AS $body$
DECLARE
    orphan integer;
BEGIN
    EXECUTE $query$
    SELECT payslip_id FROM new_rows EXCEPT
    SELECT id FROM ward_payslip WHERE id = ANY(ARRAY(SELECT DISTINCT payslip_id FROM new_rows)) LIMIT 1
    $query$ INTO orphan;
    IF orphan IS NOT NULL THEN
        RAISE foreign_key_violation USING MESSAGE = format('There is no payslip %s for a line.', orphan);
    END IF;
    RETURN NULL;
END $body$
"""
GO_WITH_PAYSLIP = f"""
CREATE OR REPLACE FUNCTION ward_payslip_takes_lines() RETURNS trigger LANGUAGE plpgsql {IN_ORDER} AS $body$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        IF EXISTS (SELECT FROM ward_payslip_line) THEN
            RAISE foreign_key_violation USING MESSAGE = 'Payslips that have lines cannot be emptied.';
        END IF;
    ELSE
        EXECUTE 'DELETE FROM ward_payslip_line WHERE payslip_id = ANY(ARRAY(SELECT id FROM old_rows))';
    END IF;
    RETURN NULL;
END $body$
"""
TRIGGERS = """
ALTER TABLE ward_payslip_line DROP CONSTRAINT IF EXISTS ward_payslip_line_payslip_id_fkey;
DROP INDEX IF EXISTS ward_payslip_line__company_id_index, ward_payslip_line__component_id_index;
ALTER SEQUENCE ward_payslip_line_id_seq CACHE 100;
CREATE OR REPLACE TRIGGER ward_payslip_line_needs_payslip_insert AFTER INSERT ON ward_payslip_line
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_line_needs_payslip();
CREATE OR REPLACE TRIGGER ward_payslip_line_needs_payslip_update AFTER UPDATE ON ward_payslip_line
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_line_needs_payslip();
CREATE OR REPLACE TRIGGER ward_payslip_takes_lines_delete AFTER DELETE ON ward_payslip
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_takes_lines();
CREATE OR REPLACE TRIGGER ward_payslip_takes_lines_truncate BEFORE TRUNCATE ON ward_payslip
    FOR EACH STATEMENT EXECUTE FUNCTION ward_payslip_takes_lines();
"""


def keep_lines_with_payslips(cr):
    """Create the functions and triggers; safe to repeat at each update."""
    cr.execute(NO_PAYSLIP)
    cr.execute(GO_WITH_PAYSLIP)
    cr.execute(TRIGGERS)


def drop_functions(cr):
    """Leave nothing behind when the addon is uninstalled."""
    for function in ("ward_payslip_line_needs_payslip", "ward_payslip_takes_lines"):
        cr.execute(f"DROP FUNCTION IF EXISTS {function}() CASCADE")  # pylint: disable=sql-injection
