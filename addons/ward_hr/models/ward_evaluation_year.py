from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..evaluation.year import Part, weights


class WardEvaluationPeriod(models.Model):
    """A year's sheets rest on the final sheets of its periods, weighted by the days worked."""

    _inherit = "ward.evaluation.period"

    def _keep_parts(self, sheet_ids):
        """Put the final sheets of the year in the place of the parts gathered before."""
        if not sheet_ids:
            return
        rows = self._final_of_the_year(sheet_ids)
        if not rows:
            raise UserError(
                self.env._(
                    "%(period)s cannot be opened: no sheet of its %(kind)s is final. Finish these first.",
                    period=self.name,
                    kind=dict(self._fields["source_kind"]._description_selection(self.env))[self.source_kind],
                )
            )
        cr = self.env.cr
        cr.execute(SQL("DELETE FROM ward_evaluation_part WHERE evaluation_id = ANY(%s)", list(sheet_ids)))
        by_sheet = {}
        for sheet, source, days in rows:
            by_sheet.setdefault(sheet, []).append(Part(source, Decimal(days), Decimal(0), Decimal(0)))
        shares = {(sheet, key): w for sheet, parts in by_sheet.items() for key, w in weights(parts).items()}
        cr.execute(
            SQL(
                """
                INSERT INTO ward_evaluation_part (company_id, evaluation_id, source_id, department_id, date_from,
                       date_to, real_days, weight, common_points, task_points)
                SELECT s.company_id, w.sheet, s.id, s.department_id, s.date_from, s.date_to, s.real_days,
                       w.weight, s.common_points, s.task_points
                  FROM UNNEST(%s, %s, %s) AS w(sheet, source, weight)
                  JOIN ward_evaluation s ON s.id = w.source
                """,
                [sheet for sheet, _source in shares],
                [source for _sheet, source in shares],
                [float(share) for share in shares.values()],
            )
        )

    def _final_of_the_year(self, sheet_ids):
        """(sheet of the year, final sheet, days worked) of everybody."""
        return self.env.execute_query(
            SQL(
                """
                SELECT year.id, s.id, s.real_days::text
                  FROM ward_evaluation year
                  JOIN ward_evaluation s ON s.employee_id = year.employee_id AND s.state = 'final'
                   AND s.date_from >= %s AND s.date_to <= %s
                  JOIN ward_evaluation_period p ON p.id = s.period_id AND p.kind = %s
                 WHERE year.id = ANY(%s)
                """,
                self.date_from,
                self.date_to,
                self.source_kind,
                list(sheet_ids),
            )
        )
