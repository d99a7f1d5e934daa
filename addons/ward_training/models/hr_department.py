from odoo import fields, models
from odoo.tools import SQL


class HrDepartment(models.Model):
    """A unit of which only so many may be away on a day, by a rule of absence."""

    _inherit = "hr.department"

    training_revision = fields.Integer(readonly=True, copy=False, export_string_translation=False)

    def _lock_absence(self):
        """Wait for those of these units that a rule of absence protects, in the order of their ids.

        Two people of one unit who enrol in two sessions at the same moment hold two different sessions locked; only
        here the second waits for the first. The row is written, not only locked, so that a call with an older
        snapshot is repeated by Odoo and does not count on what it saw before. Always after the sessions, never before.
        """
        self.env["ward.training.absence.rule"].flush_model()
        self.env.execute_query(
            SQL(
                """
                UPDATE hr_department AS unit
                   SET training_revision = COALESCE(training_revision, 0) + 1
                  FROM (SELECT id FROM hr_department one
                         WHERE id = ANY(%s)
                           AND EXISTS (SELECT 1 FROM ward_training_absence_rule rule
                                        WHERE rule.company_id = one.company_id
                                          AND (rule.department_id IS NULL OR rule.department_id = one.id))
                         ORDER BY id FOR NO KEY UPDATE) AS wanted
                 WHERE unit.id = wanted.id
             RETURNING unit.id
                """,
                self.ids,
            )
        )
