from datetime import date, timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .ward_certificate import SOON
from .ward_competency_gap import SKILL_IDS
from .ward_establishment_board import people_on


class WardCertificateGap(models.Model):
    """Which certificates positions ask for and people have, on a day: 1 row for each person and kind asked for.

    Of several of a kind the one that holds longest counts. What a person has declared counts once it is
    confirmed. The day is ``competency_day`` of the context, as for ``ward.competency.gap``.
    """

    _name = "ward.certificate.gap"
    _description = "Certificate missing"
    _auto = False
    _order = "urgency, expires_on, department_id, employee_id, kind_id, id"
    _rec_name = "kind_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    job_id = fields.Many2one("hr.job", string="Position", readonly=True)
    kind_id = fields.Many2one("ward.certificate.kind", string="Certificate", readonly=True)
    certificate_id = fields.Many2one("ward.certificate", string="Certificate held", readonly=True)
    expires_on = fields.Date(string="Expires", readonly=True)
    urgency = fields.Integer(readonly=True, export_string_translation=False, aggregator=None)
    missing = fields.Integer(readonly=True, help="1 where the person has no certificate that holds on the day.")
    state = fields.Selection(
        [
            ("missing", "None"),
            ("expired", "Expired"),
            ("declared", "To confirm"),
            ("soon", "Expires soon"),
            ("valid", "Valid"),
        ],
        string="Standing",
        readonly=True,
    )

    @property
    def _table_query(self):
        return self._query(tuple(self.env.companies.ids) or (0,), self.env["ward.competency.gap"]._day())

    @api.model
    def _query(self, wards: tuple[int, ...], day: date):
        return SQL(
            """
            WITH people AS (%(people)s),
            asked AS (
                SELECT DISTINCT ward.id AS company_id, r.job_id, r.kind_id
                  FROM ward_certificate_requirement r
                  JOIN res_company ward ON ward.id IN %(wards)s AND ward.id = COALESCE(r.company_id, ward.id)
                 WHERE r.date_from <= %(day)s AND (r.date_to IS NULL OR r.date_to >= %(day)s)),
            held AS (
                SELECT DISTINCT ON (c.employee_id, c.kind_id) c.employee_id, c.kind_id, c.id, c.expires_on, c.state
                  FROM ward_certificate c JOIN people ON people.id = c.employee_id
                 WHERE c.issued_on <= %(day)s AND c.state IN ('declared', 'confirmed')
                 ORDER BY c.employee_id, c.kind_id,
                       (c.state = 'confirmed' AND COALESCE(c.expires_on, 'infinity') >= %(day)s) DESC,
                       c.expires_on DESC NULLS FIRST, c.id),
            rows AS (
                SELECT people.id::bigint * %(ids)s + asked.kind_id AS id, people.company_id,
                       people.id AS employee_id, people.department_id, people.job_id, asked.kind_id,
                       held.id AS certificate_id, held.expires_on,
                       CASE WHEN held.id IS NULL THEN 0
                            WHEN held.expires_on < %(day)s THEN 1
                            WHEN held.state = 'declared' THEN 2
                            WHEN held.expires_on <= %(soon)s THEN 3 ELSE 4 END AS urgency
                  FROM people
                  JOIN asked ON asked.company_id = people.company_id AND asked.job_id = people.job_id
             LEFT JOIN held ON held.employee_id = people.id AND held.kind_id = asked.kind_id
                 WHERE people.until >= %(day)s OR people.until IS NULL AND people.active)
            SELECT rows.*, (urgency < 3)::int AS missing,
                   (ARRAY['missing', 'expired', 'declared', 'soon', 'valid'])[urgency + 1] AS state FROM rows
            """,
            people=people_on(day, wards),
            wards=wards,
            day=day,
            soon=day + timedelta(days=SOON),
            ids=SKILL_IDS,
        )

    def action_open(self):
        """The certificate that there is, or a new one of this person and kind."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate"),
            "res_model": "ward.certificate",
            "res_id": self.certificate_id.id,
            "views": [(False, "form")],
            "context": {
                "default_employee_id": self.employee_id.id,
                "default_kind_id": self.kind_id.id,
                "default_company_id": self.company_id.id,
            },
        }
