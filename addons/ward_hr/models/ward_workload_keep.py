import json

from odoo import api, fields, models
from odoo.tools import SQL


class WardWorkload(models.Model):
    """How computed figures are kept: new rows in the place of the old, by three statements."""

    _inherit = "ward.workload"

    @api.model
    def _keep(self, values, rows, lines):
        """Put the rows in the place of the old ones (an unchanged person keeps its record)."""
        names = list(rows[0]) if rows else []
        values = values | {
            "rows": json.dumps(rows, default=str),
            "lines": json.dumps(lines, default=str),
            "now": fields.Datetime.now(),
            "own": self._of_people("employee_id", values),
        }
        cr = self.env.cr
        cr.execute(
            SQL(
                """
                DELETE FROM ward_workload
                 WHERE company_id = %(company)s AND month = ANY(%(months)s) %(own)s
                   AND (employee_id, month) NOT IN (
                       SELECT employee_id, month
                         FROM JSONB_TO_RECORDSET(%(rows)s::jsonb) AS r(employee_id int, month date))
                """,
                **values,
            )
        )
        if rows:
            self._keep_rows(values, names)
            self._keep_lines(values)
        self.env.invalidate_all()

    @api.model
    def _keep_rows(self, values, names):
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_workload (company_id, refreshed_at, %(columns)s)
                SELECT %(company)s, %(now)s, %(columns)s
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_workload, %(rows)s::jsonb)
                    ON CONFLICT (employee_id, month) DO UPDATE SET refreshed_at = %(now)s, %(sets)s
                """,
                columns=columns,
                sets=SQL(", ").join(SQL("%s = EXCLUDED.%s", SQL.identifier(n), SQL.identifier(n)) for n in names),
                **values,
            )
        )

    @api.model
    def _keep_lines(self, values):
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM ward_workload_line
                 WHERE company_id = %(company)s AND month = ANY(%(months)s) %(own)s
                """,
                **values,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_workload_line (workload_id, company_id, employee_id, department_id,
                       month, side, kind, procedure_id, quantity, minutes, hours,
                       unit_id, other_unit_id, posts)
                SELECT w.id, w.company_id, w.employee_id, w.department_id,
                       w.month, l.side, l.kind, l.procedure_id, l.quantity, l.minutes, l.hours,
                       COALESCE(l.unit_id, w.department_id), l.other_unit_id, l.posts
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_workload_line, %(lines)s::jsonb)
                       WITH ORDINALITY AS l
                  JOIN ward_workload w ON w.employee_id = l.employee_id AND w.month = l.month
                 ORDER BY l.ordinality
                """,
                **values,
            )
        )
