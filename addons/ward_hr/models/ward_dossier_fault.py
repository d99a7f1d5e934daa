from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL


class WardDossierFault(models.Model):
    """A failed quality check of the work on a dossier: the evaluation counts it against its handler.

    Faults of the reception are kept for learning, and count in no evaluation of who handled.
    """

    _name = "ward.dossier.fault"
    _description = "Quality fault"
    _inherit = ["ward.dossier.mark"]
    _order = "day desc, id desc"
    _rec_name = "kind"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Whose work",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._default_person(),
    )
    kind = fields.Selection(
        [
            ("content", "Wrong content of the result"),
            ("form", "Wrong form, seal or signature"),
            ("papers", "Papers asked for that the procedure does not ask for"),
            ("incomplete", "Incomplete dossier taken"),
            ("returned", "Sent back to be done again"),
            ("conduct", "Complaint found right"),
            ("other", "Other"),
        ],
        required=True,
    )
    day = fields.Date(string="Found on", required=True, default=fields.Date.context_today)

    @api.model
    def _default_person(self):
        dossier = self.env.context.get("default_dossier_id")
        return self.env["ward.dossier"].browse(dossier).handling_officer_id

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("employee_id"):
                dossier = self.env["ward.dossier"].browse(vals.get("dossier_id"))
                vals["employee_id"] = dossier.handling_officer_id.id
        return super().create(vals_list)

    @api.constrains("employee_id", "dossier_id")
    def _check_person(self):
        for fault in self:
            dossier = fault.dossier_id
            if fault.employee_id not in dossier.handling_officer_id | dossier.reception_officer_id:
                # sudo: the name of a colleague is no secret, the staff file is
                raise ValidationError(
                    self.env._(
                        "%(person)s neither received nor handled %(dossier)s. Choose who did the work.",
                        person=fault.employee_id.sudo().name,
                        dossier=dossier.code,
                    )
                )

    @api.constrains("day", "dossier_id")
    def _check_day(self):
        today = fields.Date.context_today(self)
        for fault in self:
            received = fault.dossier_id._ward_day("received_at")
            if not received <= fault.day <= today:
                raise ValidationError(
                    self.env._(
                        "A fault of %(dossier)s cannot be found on %(day)s: it was received on %(received)s,"
                        " and today is %(today)s. Correct the day.",
                        dossier=fault.dossier_id.code,
                        day=f"{fault.day:%d/%m/%Y}",
                        received=f"{received:%d/%m/%Y}",
                        today=f"{today:%d/%m/%Y}",
                    )
                )

    def _changed(self):
        """The dossiers' counts, and the open evaluation sheets in which they stand."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_dossier d SET fault_count = COALESCE(d.faults_reported, 0) + %s
                 WHERE d.id = ANY(%s)
                """,
                self._recorded(),
                self.dossier_id.ids,
            )
        )
        # sudo: counts and open sheets follow from faults, whoever recorded them
        dossiers = self.dossier_id.sudo()
        dossiers.invalidate_recordset(["fault_count"])
        for company, own in dossiers.grouped("company_id").items():
            months = dossiers._months_of(own)
            for period in self.env["ward.evaluation.period"].sudo()._open_in(company, months):
                period._refresh_sheets()

    @api.model
    def _recorded(self):
        """How many faults of the handling officer are recorded and not withdrawn, of dossier ``d``."""
        return SQL(
            """
            (SELECT COUNT(*) FROM ward_dossier_fault f
              WHERE f.dossier_id = d.id AND f.employee_id = d.handling_officer_id
                AND f.withdrawn IS NOT TRUE)
            """
        )
