from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

A_DAY = 24 * 60


class WardTimeObservation(models.Model):
    """One dossier's time at one stage, taken by who did the work: by a timer, or typed.

    Seen by the person and by HR; the figures of the study name nobody.
    """

    _name = "ward.time.observation"
    _description = "Observed time"
    _inherit = ["ward.company.mixin"]
    _order = "day desc, id desc"
    _rec_name = "study_id"
    _check_company_auto = True

    study_id = fields.Many2one(
        "ward.time.study",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        domain=[("state", "=", "collecting")],
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Observed by",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self.env.user.employee_id,
    )
    stage = fields.Selection(
        [("reception", "Reception"), ("processing", "Processing")], required=True, default="processing"
    )
    day = fields.Date(required=True, default=fields.Date.context_today)
    started_at = fields.Datetime(readonly=True)
    minutes = fields.Float(digits=(8, 2))
    running = fields.Boolean(compute="_compute_running")

    _one_timer = models.UniqueIndex(
        "(employee_id) WHERE started_at IS NOT NULL AND COALESCE(minutes, 0) = 0",
        "A timer of this person is running already. Stop it first.",
    )
    _minutes_of_a_day = models.Constraint(
        "CHECK(COALESCE(minutes, 0) >= 0 AND COALESCE(minutes, 0) < 1440)",
        "Minutes lie between 0 and a day.",
    )

    @api.depends("started_at", "minutes")
    def _compute_running(self):
        for observation in self:
            observation.running = bool(observation.started_at and not observation.minutes)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not self.env.su:
                vals.pop("started_at", None)
            study = self.env["ward.time.study"].browse(vals.get("study_id"))
            vals["company_id"] = study.company_id.id
        return super().create(vals_list)

    def write(self, vals):
        self._check_collecting()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_collecting(self):
        self._check_collecting()

    @api.constrains("study_id")
    def _check_collecting(self):
        for study in self.study_id:
            if study.state != "collecting":
                raise ValidationError(
                    self.env._(
                        "%(study)s is no longer collecting. Ask HR to go on collecting.", study=study.display_name
                    )
                )

    def action_stop(self):
        """Stop the timer: the minutes since its start."""
        now = fields.Datetime.now()
        for observation in self:
            if not observation.running:
                raise UserError(self.env._("This timer is not running. Start one on the study."))
            minutes = (now - observation.started_at).total_seconds() / 60
            if minutes >= A_DAY:
                raise UserError(
                    self.env._(
                        "The timer of %(study)s has run since %(start)s, longer than a day. Type the minutes instead.",
                        study=observation.study_id.display_name,
                        start=fields.Datetime.context_timestamp(observation, observation.started_at).strftime(
                            "%d/%m/%Y %H:%M"
                        ),
                    )
                )
            observation.minutes = max(round(minutes, 2), 0.01)
        return True


class WardTimeStudy(models.Model):
    """What a member of staff does with a study on a phone."""

    _inherit = "ward.time.study"

    def action_start_reception(self):
        """Start the timer for the reception of a dossier."""
        return self._start("reception")

    def action_start_processing(self):
        """Start the timer for the processing of a dossier."""
        return self._start("processing")

    def _start(self, stage):
        self.ensure_one()
        if not self.env.user.employee_id:
            raise UserError(self.env._("Your account is not linked to a staff file, so nothing can be timed."))
        observations = self.env["ward.time.observation"]
        observations.check_access("create")
        # sudo: the start of a timer is the server's clock, not what somebody types; the right was checked
        made = observations.sudo().create(
            {
                "study_id": self.id,
                "employee_id": self.env.user.employee_id.id,
                "stage": stage,
                "started_at": fields.Datetime.now(),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Timer"),
            "res_model": "ward.time.observation",
            "res_id": made.id,
            "views": [(False, "form")],
            "target": "current",
        }
