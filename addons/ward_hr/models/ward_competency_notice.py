from odoo import models


class WardCompetencyAssessment(models.Model):
    """Who has something to do is told so, without a level or a name: a notice is read by whoever gets it."""

    _inherit = "ward.competency.assessment"

    def action_submit(self):
        done = super().action_submit()
        self._tell(
            "reviewer_id",
            lambda env: env._("A competency assessment waits for you: see Competency / Assessments."),
        )
        return done

    def action_agree(self):
        done = super().action_agree()
        self._tell(
            "employee_id",
            lambda env: env._("Your competency levels were agreed: see My page / My skills and certificates."),
        )
        return done

    def _tell_people(self):
        self._tell(
            "employee_id",
            lambda env: env._("Your competency assessment is open: see My page / My skills and certificates."),
        )

    def _tell(self, name, sentence):
        """One message a language to those concerned who have a login, except the one who acts."""
        # sudo: the logins of those concerned, to tell them
        users = self.sudo()[name].user_id - self.env.user
        for lang, among in users.grouped("lang").items():
            env = self.with_context(lang=lang).env
            env["mail.thread"].message_notify(
                partner_ids=among.partner_id.ids, subject=env._("Competency assessment"), body=sentence(env)
            )
