from odoo import fields, models

from ..models.ward_training_feedback import PARTS, SCORES


class WardTrainingAnswer(models.TransientModel):
    """The questions of an evaluation: the four of the person, or the one of the head."""

    _name = "ward.training.answer"
    _description = "Answer an evaluation"

    feedback_id = fields.Many2one("ward.training.feedback", required=True)
    part = fields.Selection([("reaction", "Reaction"), ("behaviour", "At work")], required=True)
    content = fields.Selection(SCORES, string="Was the content good?")
    trainer_score = fields.Selection(SCORES, string="Was the trainer good?")
    organisation = fields.Selection(SCORES, string="Were place and time good?")
    useful = fields.Selection(SCORES, string="Is it useful for my work?")
    behaviour = fields.Selection(SCORES, string="Does the person use it at work?")
    comment = fields.Text(string="What else")

    def action_answer(self):
        """By the button of the evaluation, which checks who may."""
        self.ensure_one()
        if self.part == "reaction":
            self.feedback_id.action_react({part: self[part] for part in PARTS}, self.comment)
        else:
            self.feedback_id.action_behaviour(self.behaviour, self.comment)
        return {"type": "ir.actions.act_window_close"}
