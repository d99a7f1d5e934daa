"""Paid runs do not change: triggers in the database. Whether one changed all the same tells `ward_pay_hash`.

The triggers work set-wise (once a statement, over its changed rows), so that writing
thousands of lines costs one look. They bind whoever writes rows, SQL as the application's role
included; who owns the tables can switch them off first, and then the hash tells. The same look refuses
a payslip without its run and a line without its payslip, see `ward_payslip_links`.
"""

from odoo.tools import SQL

from .trigger import IN_ORDER

# Of changed rows: the month of a paid run that they belong to, and a sentence when they name what is not there.
SEALED_OF = {
    "ward_pay_run": "SELECT name FROM (SELECT month::text AS name, state FROM {rows}) r"
    " WHERE state = 'paid' LIMIT 1",
    "ward_payslip": """
SELECT min(run.month::text) FILTER (WHERE run.state = 'paid'),
       min(format('There is no pay run %s of that ward for a payslip.', c.run_id))
           FILTER (WHERE run.company_id IS DISTINCT FROM c.company_id)
  FROM (SELECT DISTINCT run_id, company_id FROM {rows}) c LEFT JOIN ward_pay_run run ON run.id = c.run_id""",
    # the payslips are looked up in a list, see ``ward_payslip_links``
    "ward_payslip_line": """
WITH named AS MATERIALIZED (SELECT DISTINCT payslip_id AS id FROM {rows}),
     slip AS MATERIALIZED (SELECT id, run_id FROM ward_payslip WHERE id = ANY(ARRAY(SELECT id FROM named)))
SELECT (SELECT month::text FROM ward_pay_run WHERE state = 'paid' AND id IN (SELECT run_id FROM slip) LIMIT 1),
       (SELECT format('There is no payslip %s for a line.', id)
          FROM (SELECT id FROM named EXCEPT SELECT id FROM slip) stray LIMIT 1)""",
    **dict.fromkeys(
        ("ward_pay_revision", "ward_pay_difference", "ward_pay_omission"),
        "SELECT run.month::text FROM (SELECT DISTINCT run_id FROM {rows}) c JOIN ward_pay_run run ON run.id = c.run_id"
        " WHERE run.state = 'paid' LIMIT 1",
    ),
    "ward_pay_input": "SELECT run.month::text FROM {rows} c"
    " JOIN ward_pay_run run ON run.company_id = c.company_id AND run.month = c.month"
    " WHERE run.state = 'paid' LIMIT 1",
}
FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_refuse_sealed() RETURNS trigger LANGUAGE plpgsql {in_order} AS $body$
DECLARE
    sealed text;
    stray text;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        SELECT month::text INTO sealed FROM ward_pay_run WHERE state = 'paid' LIMIT 1;
    ELSE
        IF TG_OP <> 'INSERT' THEN
            EXECUTE $query${old}$query$ INTO sealed;
        END IF;
        IF sealed IS NULL AND TG_OP <> 'DELETE' AND TG_TABLE_NAME <> 'ward_pay_run' THEN
            EXECUTE $query${new}$query$ INTO sealed, stray;
        END IF;
    END IF;
    IF sealed IS NOT NULL THEN
        RAISE EXCEPTION 'The pay of % is paid and sealed: %% of % is refused.',
            sealed, TG_TABLE_NAME USING HINT = 'Correct it by a line of a later month.';
    END IF;
    IF stray IS NOT NULL THEN
        RAISE foreign_key_violation USING MESSAGE = stray;
    END IF;
    RETURN NULL;
END $body$
"""
EVENTS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}


def refuse_changes_when_sealed(cr, table):
    """Create the function and triggers of one table, what its rows must name included; safe to repeat."""
    found = SEALED_OF[table]
    # only our own table names and texts go in; a function's body takes no parameters
    cr.execute(  # pylint: disable=sql-injection
        FUNCTION.replace("%% of", "change of").format(
            table=table,
            in_order=IN_ORDER,
            old=found.format(rows="old_rows"),
            new=found.format(rows="new_rows"),
        )
    )
    name, function = SQL.identifier(table), SQL.identifier(f"{table}_refuse_sealed")
    for event, rows in EVENTS.items():
        if event == "INSERT" and table == "ward_pay_run":
            continue
        cr.execute(
            SQL(
                "CREATE OR REPLACE TRIGGER %s AFTER %s ON %s %s"
                " FOR EACH STATEMENT EXECUTE FUNCTION %s()",
                SQL.identifier(f"{table}_sealed_{event.lower()}"),
                SQL(event),
                name,
                SQL(rows),
                function,
            )
        )
    cr.execute(
        SQL(
            "CREATE OR REPLACE TRIGGER %s BEFORE TRUNCATE ON %s"
            " FOR EACH STATEMENT EXECUTE FUNCTION %s()",
            SQL.identifier(f"{table}_sealed_truncate"),
            name,
            function,
        )
    )


def drop_functions(cr):
    """Leave nothing behind when the addon is uninstalled."""
    for table in SEALED_OF:
        function = SQL.identifier(f"{table}_refuse_sealed")
        cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", function))
