from odoo import api, fields, models
from odoo.tools import SQL


class WardFindingEffect(models.Model):
    """A finding that asks for training: a person needs a course, among the needs of the year of the finding."""

    _inherit = "ward.finding.effect"

    kind = fields.Selection(selection_add=[("need", "Training need")], ondelete={"need": "cascade"})
    course_id = fields.Many2one("ward.course", index="btree_not_null", ondelete="restrict", check_company=True)
    employee_id = fields.Many2one(
        "hr.employee",
        string="Who needs it",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    need_id = fields.Many2one(
        "ward.training.need", string="Need of the year", compute="_compute_need_id", compute_sudo=True
    )

    @api.depends("state", "course_id", "employee_id")
    def _compute_need_id(self):
        for one in self:
            accepted = one.kind == "need" and one.state == "accepted"
            one.need_id = (
                accepted
                and one.env["ward.training.need.reason"]
                .search(
                    [
                        ("need_id.course_id", "=", one.course_id.id),
                        ("employee_id", "=", one.employee_id.id),
                        ("source", "=", "finding"),
                    ],
                    limit=1,
                )
                .need_id
            )

    def _subject(self):
        return self.course_id and self.employee_id if self.kind == "need" else super()._subject()

    def _make(self):
        # the need is gathered from the accepted proposals, see ``_step``
        return {} if self.kind == "need" else super()._make()

    def _unmake(self):
        if self.kind != "need":
            super()._unmake()

    def _step(self, state, **values):
        super()._step(state, **values)
        if self.kind == "need" and state in ("accepted", "undone"):
            year = self.sudo().finding_id.visit_date.year
            # sudo: needs are gathered by the server alone
            self.env["ward.training.need"].sudo()._gather(self.company_id, year)
            self.invalidate_recordset(["need_id"])


class WardTrainingNeed(models.Model):
    """Findings are a reason of a need, as long as their proposal is accepted."""

    _inherit = "ward.training.need"

    @api.model
    def _need_sources(self, values):
        return [*super()._need_sources(values), self._needs_of_findings(values)]

    @api.model
    def _needs_of_findings(self, values):
        """The accepted proposals of findings of the year and of the year before."""
        return SQL(
            """
            SELECT effect.employee_id AS person, effect.course_id AS course, 'finding' AS source, 0::float AS amount,
                   NULL::date AS until, finding.name AS note
              FROM ward_finding_effect effect
              JOIN ward_finding finding ON finding.id = effect.finding_id
              JOIN hr_employee e ON e.id = effect.employee_id AND e.active
             WHERE effect.kind = 'need' AND effect.state = 'accepted' AND effect.company_id = %(company)s
               AND EXTRACT(YEAR FROM finding.visit_date) BETWEEN %(year)s - 1 AND %(year)s
            """,
            company=values["company"].id,
            year=values["year"],
        )
