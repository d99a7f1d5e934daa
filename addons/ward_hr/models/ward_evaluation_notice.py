from odoo import models


class WardEvaluationPeriod(models.Model):
    """Who has something to do is told so, without a figure or a name: a notice is read by whoever gets it."""

    _inherit = "ward.evaluation.period"

    def _tell(self, employees, text):
        """One message to all of ``employees`` who have a login, except the one who acts."""
        self.ensure_one()
        partners = employees.user_id.filtered(lambda user: user != self.env.user).partner_id
        if partners:
            self.message_notify(partner_ids=partners.ids, subject=self.name, body=text)


class WardEvaluation(models.Model):
    """The steps, each telling the next person."""

    _inherit = "ward.evaluation"

    def action_start(self):
        done = super().action_start()
        self._tell_each("employee_id", self.env._("Your evaluation sheet is open: see My page / My evaluation."))
        return done

    def action_review(self):
        done = super().action_review()
        self._tell_each(
            "employee_id", self.env._("Your evaluation is proposed: read it under My page / My evaluation.")
        )
        return done

    def action_object(self):
        done = super().action_object()
        self._tell_each("reviewer_id", self.env._("Somebody whom you reviewed objects: see Evaluation sheets."))
        return done

    def action_answer(self):
        done = super().action_answer()
        self._tell_each("employee_id", self.env._("Your objection is answered: see My page / My evaluation."))
        return done

    def _tell_each(self, name, text):
        # sudo: the logins of those concerned, to tell them; one message a period, whatever the number of people
        for period, sheets in self.sudo().grouped("period_id").items():
            period._tell(sheets[name], text)
