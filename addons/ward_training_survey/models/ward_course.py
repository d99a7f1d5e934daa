from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WardCourse(models.Model):
    """The certification of Surveys that is the test of a course of the ward."""

    _inherit = "ward.course"

    survey_id = fields.Many2one(
        "survey.survey",
        string="Online test",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        domain="[('certification', '=', True), ('users_login_required', '=', True)]",
        help="A certification of Surveys for which people log in. Whoever has a seat in a session gets a test result;"
        " whoever passes without one has completed the course online.",
    )
    pass_mark = fields.Float(compute="_compute_pass_mark", store=True, readonly=False)

    _one_of_a_survey = models.UniqueIndex(
        "(survey_id, company_id) WHERE survey_id IS NOT NULL",
        "This test belongs to another course of the ward already, and would count twice. Unlink that one first.",
    )

    @api.depends("survey_id.scoring_success_min")
    def _compute_pass_mark(self):
        """The pass mark is that of the test, so that both say the same."""
        for course in self:
            course.pass_mark = course.survey_id.scoring_success_min if course.survey_id else course.pass_mark

    @api.constrains("survey_id", "pass_mark")
    def _check_survey(self):
        # sudo: HR chooses a test, without the rights of who writes its questions
        for course in self.sudo().filtered("survey_id"):
            survey = course.survey_id
            if not (survey.certification and survey.users_login_required and survey.scoring_success_min):
                raise ValidationError(
                    self.env._(
                        "%(survey)s cannot be the test of %(course)s: who passed it would not be certain. In Surveys,"
                        " make it a certification, with a required score above 0, and let people log in for it.",
                        survey=survey.title,
                        course=course.name,
                    )
                )

    def _compute_online_url(self):
        super()._compute_online_url()
        for course in self.filtered(lambda one: not one.online_url):
            # sudo: where the test is is told to all; who may take it is asked there
            survey = course.sudo().survey_id
            if survey:
                course.online_url = survey.get_base_url() + survey.get_start_url()

    def _keep_earlier(self):
        inputs = self.env["survey.user_input"].search(
            [("survey_id", "in", self.survey_id.ids), ("scoring_success", "=", True), ("state", "=", "done")]
        )
        return super()._keep_earlier() | inputs._keep_completions()
