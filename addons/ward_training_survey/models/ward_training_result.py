from odoo import api, fields, models


class WardTrainingResult(models.Model):
    """An attempt at the test that was made in Surveys."""

    _inherit = "ward.training.result"

    source = fields.Selection(selection_add=[("survey", "Online test")], ondelete={"survey": "set default"})
    user_input_id = fields.Many2one(
        "survey.user_input", string="Answers", readonly=True, index="btree_not_null", ondelete="set null"
    )
    online_passed = fields.Boolean(
        string="Passed online", readonly=True, help="What the online test says, which rounds more finely."
    )

    _one_of_an_attempt = models.UniqueIndex(
        "(user_input_id) WHERE user_input_id IS NOT NULL", "This attempt has been entered already."
    )

    @api.depends("online_passed", "source")
    def _compute_passed(self):
        super()._compute_passed()
        for result in self.filtered(lambda one: one.source == "survey" and not one.void_reason):
            result.passed = result.online_passed


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    def _has_attempts_left(self):
        counted = self.result_ids.filtered(lambda result: not result.void_reason)
        return len(counted) < self.course_id.attempts_max
