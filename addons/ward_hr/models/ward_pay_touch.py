from odoo import fields, models
from odoo.tools import SQL

PAY_FACTS = (
    "active", "date_version", "contract_date_start", "contract_date_end", "departure_date",
    "department_id", "job_id", "staff_type_id", "pay_coefficient", "leadership_coefficient",
    "reserved_coefficient", "overgrade_percent", "responsibility_coefficient",
    "regional_coefficient", "hazard_coefficient", "trade_seniority_percent", "wage", "dependants",
)  # fmt: skip
TOUCHED = {
    "insert": "SELECT employee_id, date_version AS since FROM new_rows",
    "delete": "SELECT employee_id, date_version AS since FROM old_rows",
    "update": "SELECT n.employee_id, LEAST(o.date_version, n.date_version) AS since"
    " FROM old_rows o JOIN new_rows n USING (id) WHERE ({old}) IS DISTINCT FROM ({new})",
}
ALLOWED = "SELECT v.employee_id, v.date_version AS since FROM {rows} r JOIN hr_version v ON v.id = r.version_id"
# leave that the ward does not pay, entered, approved, changed or refused
LEAVES = """
SELECT employee_id, MIN(first) AS since FROM (
    SELECT r.employee_id, r.request_date_from AS first, r.request_date_to AS last, r.holiday_status_id AS type,
           r.state = 'validate' AS counts FROM {rows} r) leave
  JOIN hr_leave_type t ON t.id = leave.type
 WHERE counts AND ward_pay_absence(t.pay_absence, t.raise_absence, t.unpaid) IS NOT NULL
 GROUP BY employee_id
"""
LEAVE_FACTS = (
    "state", "request_date_from", "request_date_to", "request_date_from_period", "request_date_to_period",
    "holiday_status_id", "number_of_days",
)  # fmt: skip
MOVED_LEAVES = """(
    SELECT o.* FROM old_rows o JOIN new_rows n USING (id) WHERE {old} IS DISTINCT FROM {new}
     UNION ALL
    SELECT n.* FROM old_rows o JOIN new_rows n USING (id) WHERE {old} IS DISTINCT FROM {new}
)""".format(**{
    side: f"ROW({', '.join(f'{side[0]}.{name}' for name in LEAVE_FACTS)})" for side in ("old", "new")
})  # fmt: skip
# a kind of leave that does something else to pay from now on: all approved leave of that kind
MOVED_KINDS = """
SELECT l.employee_id, MIN(l.request_date_from) AS since
  FROM old_rows o JOIN new_rows n USING (id) JOIN hr_leave l ON l.holiday_status_id = n.id AND l.state = 'validate'
 WHERE ward_pay_absence(o.pay_absence, o.raise_absence, o.unpaid)
       IS DISTINCT FROM ward_pay_absence(n.pay_absence, n.raise_absence, n.unpaid)
 GROUP BY l.employee_id
"""
LEAVE_ROWS = {"insert": "new_rows", "delete": "old_rows", "update": MOVED_LEAVES}
TABLES = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
}
# amounts of the month and people left out concern their own month only: a run that is computed lacks them
ENTERED = "SELECT r.employee_id, r.month AS since FROM {rows} r"
OMITTED = "SELECT r.employee_id, run.month AS since FROM {rows} r JOIN ward_pay_run run ON run.id = r.run_id"
MOVED = """(
    SELECT n.* FROM old_rows o JOIN new_rows n USING (id) WHERE ROW({old}) IS DISTINCT FROM ROW({new})
     UNION ALL
    SELECT o.* FROM old_rows o JOIN new_rows n USING (id) WHERE ROW({old}) IS DISTINCT FROM ROW({new})
)"""
# A row per person, and a mark on each run not paid that its month concerns, a draft included: a month that is being
# computed at this moment is still one to everybody else. Executed, so that it is planned for as many rows as there
# are, not for the one of the first call.
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE $query$
    WITH moved AS (
        SELECT e.company_id, e.id, MIN(r.since) AS since, {until} AS until
          FROM ({rows}) r JOIN hr_employee e ON e.id = r.employee_id GROUP BY e.company_id, e.id
    ), run AS (
        SELECT id, company_id, month, state <> 'paid' AS open FROM ward_pay_run
    ), touched AS (
        INSERT INTO ward_pay_touch (company_id, employee_id, since, until, cause, noticed_at)
        SELECT company_id, id, since, until, '{cause}', now() AT TIME ZONE 'UTC' FROM moved touch
         WHERE EXISTS (SELECT FROM run WHERE {concerns})
        RETURNING id, company_id, since, until
    )
    INSERT INTO ward_pay_touch_unseen_rel (touch_id, run_id)
    SELECT touch.id, run.id FROM touched touch JOIN run ON {concerns} AND run.open
    $query$;
    RETURN NULL;
END $body$
"""
CONCERNS = """run.company_id = touch.company_id AND run.month + INTERVAL '1 month' > touch.since
           AND (touch.until IS NULL OR run.month <= touch.until)"""


class WardPayTouch(models.Model):
    """A month that has a run may have to be reckoned again: for whom, since when, because of what.

    Written by PostgreSQL itself whenever a decision's pay facts, an amount of the month or who is left out
    change for a month that has a run, whatever the route; by the run for a law that came late; and for people
    left out of a run. A run that is computed takes what is open of earlier months; when it is paid that is
    settled. What a run has not seen since it was computed, `ward_pay_run_stale` tells.
    """

    _name = "ward.pay.touch"
    _description = "Earlier pay to look at again"
    _inherit = ["ward.company.mixin"]
    _order = "id desc"
    _log_access = False
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        index=True,
        readonly=True,
        ondelete="cascade",
        check_company=True,
        help="Empty: everybody paid in the month.",
    )
    since = fields.Date(string="From", required=True, readonly=True)
    until = fields.Date(readonly=True, help="Empty: every month paid since then.")
    cause = fields.Selection(
        [
            ("decision", "Decision that came late"),
            ("leave", "Leave that came late"),
            ("law", "Law or component that came late"),
            ("amount", "Amount of the month that came late"),
            ("omission", "Other people left out"),
            ("left_out", "Left out of a run"),
            ("asked", "Looked through again"),
        ],
        required=True,
        readonly=True,
    )
    law = fields.Char(string="Value that moved", readonly=True)
    noticed_at = fields.Datetime(readonly=True, required=True, default=fields.Datetime.now)
    run_id = fields.Many2one(
        "ward.pay.run",
        string="Made up in",
        index=True,
        readonly=True,
        ondelete="set null",
        check_company=True,
    )
    unseen_run_ids = fields.Many2many(
        "ward.pay.run",
        "ward_pay_touch_unseen_rel",
        "touch_id",
        "run_id",
        string="Not yet in",
        readonly=True,
        help="Runs that were computed without it, or are not computed yet.",
    )

    def init(self):
        """The triggers on decisions and on the allowances they name; safe to repeat."""
        facts = {row: ", ".join(f"{row}.{name}" for name in PAY_FACTS) for row in ("o", "n")}
        for event, rows in TOUCHED.items():
            rows = rows.format(old=f"ROW({facts['o']})", new=f"ROW({facts['n']})")
            self._install("hr_version", event, rows)
            self._install("hr_leave", event, LEAVES.format(rows=LEAVE_ROWS[event]), cause="leave")
            if event != "update":
                side = "new_rows" if event == "insert" else "old_rows"
                self._install("ward_version_allowance_rel", event, ALLOWED.format(rows=side))
        self._install("hr_leave_type", "update", MOVED_KINDS, cause="leave")

    def _watch(self, table, names, rows, cause):
        """Note changes of ``names`` in a table whose ``rows`` concern one month each."""
        moved = MOVED.format(**{row: ", ".join(f"{row[0]}.{name}" for name in names) for row in ("old", "new")})
        for event, changed in {"insert": "new_rows", "delete": "old_rows", "update": moved}.items():
            self._install(table, event, rows.format(rows=changed), cause, until="MAX(r.since)")

    def _install(self, table, event, rows, cause="decision", until="NULL::date"):
        name = f"{table}_touches_pay_{event}"
        # our own names and texts only; a function's body takes no parameters
        self.env.cr.execute(  # pylint: disable=sql-injection
            FUNCTION.format(name=name, rows=rows, cause=cause, until=until, concerns=CONCERNS)
        )
        self.env.cr.execute(
            SQL(
                "CREATE OR REPLACE TRIGGER %(name)s AFTER %(event)s ON %(table)s %(rows)s"
                " FOR EACH STATEMENT EXECUTE FUNCTION %(name)s()",
                name=SQL.identifier(name),
                event=SQL(event.upper()),
                table=SQL.identifier(table),
                rows=SQL(TABLES[event]),
            )
        )


def drop_touches(cr):
    """Leave nothing behind when the addon is uninstalled."""
    leave = ("hr_leave", "hr_leave_type")
    for table in ("hr_version", "ward_version_allowance_rel", *leave, "ward_pay_input", "ward_pay_omission"):
        for event in TOUCHED:
            function = SQL.identifier(f"{table}_touches_pay_{event}")
            cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", function))
