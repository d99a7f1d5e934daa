from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What a user may say of a study, by its state; all else is the server's to write.
GIVEN = {
    "collecting": {"procedure_id", "since", "note"},
    "proposed": {"since", "reason"},
    "accepted": {"reason"},
    "refused": set(),
}


class WardTimeStudy(models.Model):
    """How long a procedure really takes: observed by the staff, proposed by HR, accepted by the head of the ward.

    Collecting -> proposed -> accepted (a dated standard of the ward) or refused (with the reason). Nobody
    is rated by an observation: who observed is seen by the person and by HR alone.
    """

    _name = "ward.time.study"
    _description = "Time study"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "since desc, id desc"
    _rec_name = "procedure_id"
    _check_company_auto = True

    procedure_id = fields.Many2one(
        "ward.procedure", required=True, index=True, ondelete="restrict", check_company=True
    )
    since = fields.Date(string="Standard holds from", required=True, default=lambda self: self._next_month())
    state = fields.Selection(
        [
            ("collecting", "Collecting"),
            ("proposed", "Proposed"),
            ("accepted", "Made a standard"),
            ("refused", "Refused"),
        ],
        required=True,
        default="collecting",
        readonly=True,
        tracking=True,
    )
    note = fields.Char(help="What is observed, and where: which counter, which weeks.")
    reason = fields.Char(
        help="Why it is refused, or why a sample that is too small is accepted all the same.", tracking=True
    )
    proposed_by_id = fields.Many2one("res.users", string="Proposed by", readonly=True)
    observation_ids = fields.One2many("ward.time.observation", "study_id", string="Observations")
    line_ids = fields.One2many("ward.time.study.line", "study_id", string="Figures", readonly=True)
    standard_id = fields.Many2one(
        "ward.procedure.standard",
        string="New standard",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
        check_company=True,
    )
    observed_count = fields.Integer(string="Observed", compute="_compute_observed_count")
    too_small = fields.Boolean(compute="_compute_too_small")

    _one_at_a_time = models.UniqueIndex(
        "(company_id, procedure_id) WHERE state IN ('collecting', 'proposed')",
        "This procedure is being studied already.",
    )

    @api.model
    def _next_month(self):
        return fields.Date.add(fields.Date.start_of(fields.Date.context_today(self), "month"), months=1)

    @api.depends("observation_ids.minutes")
    def _compute_observed_count(self):
        # sudo: how many there are is no secret, whose they are is
        counts = self.env["ward.time.observation"].sudo()._read_group(
            [("study_id", "in", self.ids), ("minutes", ">", 0)], ["study_id"], ["__count"]
        )
        by_study = {study.id: count for study, count in counts}
        for study in self:
            study.observed_count = by_study.get(study.id, 0)

    @api.depends("line_ids.size", "line_ids.minimum")
    def _compute_too_small(self):
        for study in self:
            study.too_small = any(line.size < line.minimum for line in study.line_ids)

    @api.constrains("since")
    def _check_since(self):
        today = fields.Date.context_today(self)
        for study in self:
            if study.since <= today:
                raise ValidationError(
                    self.env._(
                        "The new standard cannot hold from %(day)s: loads of days that have passed stay as they"
                        " were. Choose a day after today.",
                        day=f"{study.since:%d/%m/%Y}",
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self.flush_model(["state"])  # the unique index asks whether another study is still open
        given = GIVEN["collecting"] | {"company_id", "observation_ids"}
        return super().create([{name: vals[name] for name in vals if name in given} for vals in vals_list])

    def write(self, vals):
        if not self.env.su:
            for study in self:
                study._check_given(vals)
        return super().write(vals)

    def _check_given(self, vals):
        ours = {name for name in vals if name in self._fields and name not in ("observation_ids", "message_ids")}
        strange = {name for name in ours - GIVEN[self.state] if not name.startswith(("message_", "activity_"))}
        if strange:
            raise UserError(
                self.env._(
                    "%(study)s is %(state)s: %(fields)s cannot be changed. Continue collecting, or make a new study.",
                    study=self.display_name,
                    state=self._state_name(),
                    fields=", ".join(self._fields[name]._description_string(self.env) for name in sorted(strange)),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_accepted(self):
        # sudo: whether there is an observation, not whose
        if kept := self.filtered(lambda one: one.state != "collecting" or one.sudo().observation_ids):
            raise UserError(
                self.env._(
                    "%(study)s has observations or a decision and stays as the source of its figures.",
                    study=kept[0].display_name,
                )
            )

    def _state_name(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]
