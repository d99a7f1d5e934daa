from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# What a month of a person rests on besides dossiers and tasks, which are reckoned when they come in.
VERSION = "date_version, department_id, departure_date, contract_date_end, resource_calendar_id, active"
ASSIGNMENT = "employee_id, department_id, share, date_from, date_to"
LEAVE = "employee_id, state, request_date_from, request_date_to, request_unit_half, request_unit_hours, number_of_days"
# Whose figures a rule of the ward reaches: of everybody's, since rules are few; a national one is for all wards.
EVERYBODY = (
    "SELECT DISTINCT w.employee_id, r.since, NULL::date FROM {rows} r"
    " JOIN ward_workload w ON r.company_id IS NULL OR w.company_id = r.company_id"
)
# (table, what makes two rows differ, person, first and last day of its rows)
SOURCES = [
    ("hr_version", VERSION, "SELECT r.employee_id, r.date_version, NULL::date FROM {rows} r"),
    ("ward_assignment", ASSIGNMENT, "SELECT r.employee_id, r.date_from, r.date_to FROM {rows} r"),
    (
        "hr_leave",
        LEAVE,
        "SELECT r.employee_id, r.request_date_from, r.request_date_to FROM {rows} r WHERE r.state = 'validate'",
    ),
    (
        "ward_procedure_standard",
        "procedure_id, since, reception_minutes, processing_minutes, company_id",
        "SELECT DISTINCT l.employee_id, r.since, NULL::date FROM {rows} r"
        " JOIN ward_workload_line l ON l.procedure_id = r.procedure_id"
        " JOIN ward_workload w ON w.id = l.workload_id AND (r.company_id IS NULL OR w.company_id = r.company_id)",
    ),
    ("ward_procedure_modifier", "code, since, minutes, percent, per, company_id", EVERYBODY),
    ("ward_workload_rule", "since, support_percent, overload_index, company_id", EVERYBODY),
]
TABLES = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
}
# executed, so that it is planned for as many rows as there are, not for the one of the first call
FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    EXECUTE $query$
    INSERT INTO ward_workload_touch (company_id, employee_id, month, noticed_at)
    SELECT DISTINCT m.company_id, e.id, m.month, now() AT TIME ZONE 'UTC'
      FROM ({rows}) r (person, first, last)
      JOIN hr_employee e ON e.id = r.person
      JOIN ward_workload_month m
        ON m.company_id = e.company_id AND m.state = 'open' AND m.month + INTERVAL '1 month' > r.first
       AND (r.last IS NULL OR m.month <= r.last)
    $query$;
    RETURN NULL;
END $body$
"""


class WardWorkloadTouch(models.Model):
    """A person's month whose figures do not say yet what a fact or a rule says since.

    Facts: leave, an assignment, a decision. Rules: standard minutes, additions to them, the ward's workload rule.

    Noted by PostgreSQL itself, whatever the route, for open months that have figures; taken away by the
    refresh that reckons the month. Rows are only added, never shared: who reckons takes away those that it
    sees, and with them sees the facts they stand for.
    """

    _name = "ward.workload.touch"
    _description = "Workload to bring up to date"
    _inherit = ["ward.company.mixin"]
    _order = "id"
    _log_access = False
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    month = fields.Date(required=True, readonly=True)
    noticed_at = fields.Datetime(required=True, readonly=True)

    def init(self):
        """The triggers on the tables above; safe to repeat."""
        for source in SOURCES:
            install(self.env.cr, *source)


def install(cr, table, compared, query):
    """Triggers on ``table`` that note whose months a change reaches; other addons add their own tables.

    ``query``: person, first and last day (NULL: no end) of ``{rows}``; ``compared``: the columns that count.
    """
    moved = "(SELECT {side}.* FROM old_rows o JOIN new_rows n USING (id) WHERE ROW({old}) IS DISTINCT FROM ROW({new}))"
    old, new = (", ".join(f"{row}.{name.strip()}" for name in compared.split(",")) for row in ("o", "n"))
    before, after = (query.format(rows=moved.format(side=side, old=old, new=new)) for side in ("o", "n"))
    rows = {
        "insert": query.format(rows="new_rows"),
        "delete": query.format(rows="old_rows"),
        "update": f"{before} UNION ALL {after}",
    }
    for event, query in rows.items():
        name = f"{table}_touches_workload_{event}"
        # our own names and texts only; a function's body takes no parameters
        cr.execute(FUNCTION.format(name=name, rows=query))  # pylint: disable=sql-injection
        cr.execute(
            SQL(
                "CREATE OR REPLACE TRIGGER %(name)s AFTER %(event)s ON %(table)s %(rows)s"
                " FOR EACH STATEMENT EXECUTE FUNCTION %(name)s()",
                name=SQL.identifier(name),
                event=SQL(event.upper()),
                table=SQL.identifier(table),
                rows=SQL(TABLES[event]),
            )
        )


def drop_touches(cr, tables=tuple(source[0] for source in SOURCES)):
    """Leave nothing behind when the addon is uninstalled."""
    for table in tables:
        for event in TABLES:
            function = SQL.identifier(f"{table}_touches_workload_{event}")
            cr.execute(SQL("DROP FUNCTION IF EXISTS %s() CASCADE", function))


class WardWorkload(models.Model):
    """Figures that wait say so, and are brought up to date by the minute."""

    _inherit = "ward.workload"

    waits = fields.Boolean(
        string="Being brought up to date",
        compute="_compute_waits",
        search="_search_waits",
        help="Leave, an assignment, training, a decision or a rule has changed since. The figure follows in minutes.",
    )

    @api.depends("employee_id", "month")
    def _compute_waits(self):
        # sudo: only that there is something, for who sees the figure
        rows = (
            self.env["ward.workload.touch"]
            .sudo()
            .search_read(
                [("employee_id", "in", self.employee_id.ids), ("month", "in", self.mapped("month"))],
                ["employee_id", "month"],
                load=None,
            )
        )
        touched = {(row["employee_id"], row["month"]) for row in rows}
        for record in self:
            record.waits = (record.employee_id.id, record.month) in touched

    def _search_waits(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = SQL(
            "(SELECT w.id FROM ward_workload w"
            "  JOIN ward_workload_touch t ON t.employee_id = w.employee_id AND t.month = w.month)"
        )
        return Domain("id", "in" if True in value else "not in", waiting)

    @api.model
    def _refresh(self, company, months, people=None):
        """As before; what was noted of these months and people is done with."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM ward_workload_touch WHERE company_id = %s AND month = ANY(%s::date[]) %s",
                company.id,
                sorted(months),
                self._of_people("employee_id", {"people": None if people is None else sorted(people)}),
            )
        )
        return super()._refresh(company, months, people)

    @api.model
    def _bring_up_to_date(self, company):
        """Reckon the months that were noted, of those people only; how many persons' months these are."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL("SELECT DISTINCT month, employee_id FROM ward_workload_touch WHERE company_id = %s", company.id)
        )
        people = defaultdict(set)
        for month, person in rows:
            people[month].add(person)
        self.env["ward.dossier"]._measure(company, sorted(people))
        same = defaultdict(set)
        for month, those in people.items():
            same[frozenset(those)].add(month)
        for those, months in same.items():
            self._refresh(company, months, those)
        return len(rows)

    @api.model
    def _cron_bring_up_to_date(self):
        """Ward by ward, each kept at once, so that what is noted meanwhile meets no long transaction."""
        rows = self.env.execute_query(SQL("SELECT DISTINCT company_id FROM ward_workload_touch ORDER BY company_id"))
        for number, (company,) in enumerate(rows, 1):
            # sudo: figures follow from facts, whoever changes them
            self.sudo()._bring_up_to_date(self.env["res.company"].browse(company))
            self.env["ir.cron"]._commit_progress(1, remaining=len(rows) - number)
