from odoo import api, fields, models

from odoo.addons.ward_hr.law import NoLawOn

FEE_READERS = ",".join(
    f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "pay_officer", "ward_head", "auditor")
)
FEE_NORM = "trainer_fee_max_session"


class WardTrainingTrainer(models.Model):
    """Who teaches: somebody of the ward, or from outside, with the fee of a half-day.

    The fee is compared with the norm in force today, which carries how sure it is.
    """

    _name = "ward.training.trainer"
    _description = "Trainer"
    _inherit = ["ward.company.mixin"]
    _order = "name"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True, readonly=False, required=True, precompute=True)
    active = fields.Boolean(default=True)
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        help="Empty for somebody from outside.",
    )
    organisation = fields.Char(help="Where an outside trainer comes from.")
    phone = fields.Char(groups=FEE_READERS)
    email = fields.Char(groups=FEE_READERS)
    topics = fields.Char(help="What this person teaches.")
    currency_id = fields.Many2one(related="company_id.currency_id")
    fee = fields.Monetary(string="Fee of a half-day", groups=FEE_READERS)
    fee_norm = fields.Monetary(string="Norm, at most", compute="_compute_fee_norm", groups=FEE_READERS)
    fee_norm_text = fields.Char(string="By", compute="_compute_fee_norm", groups=FEE_READERS)
    fee_above_norm = fields.Boolean(compute="_compute_fee_norm", groups=FEE_READERS)
    part_ids = fields.One2many("ward.course.session.part", "trainer_id", string="Teaches")

    _employee_once = models.UniqueIndex(
        "(employee_id) WHERE employee_id IS NOT NULL", "This staff member is a trainer already."
    )
    _fee_not_negative = models.Constraint("CHECK(fee >= 0)", "A fee is not below 0.")

    @api.depends("employee_id")
    def _compute_name(self):
        for trainer in self:
            # sudo: the name of a colleague is public within the ward
            trainer.name = trainer.sudo().employee_id.name or trainer.name

    @api.depends("fee", "company_id")
    def _compute_fee_norm(self):
        today = fields.Date.context_today(self)
        confidences = dict(self.env["ward.law.value"]._fields["confidence"]._description_selection(self.env))
        for ward, trainers in self.grouped("company_id").items():
            entry = trainers._norm(ward, today)
            for trainer in trainers:
                trainer.fee_norm = float(entry.value) if entry else 0
                trainer.fee_norm_text = entry and f"{entry.reference} · {confidences.get(entry.confidence, '')}"
                trainer.fee_above_norm = bool(entry) and trainer.fee > trainer.fee_norm

    def _norm(self, ward, day):
        try:
            return self.env["ward.law.value"]._law(ward).entry(FEE_NORM, day)
        except NoLawOn:
            return None
