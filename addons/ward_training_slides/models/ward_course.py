from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WardCourse(models.Model):
    """The eLearning course in which the lessons of a course of the ward are."""

    _inherit = "ward.course"

    channel_id = fields.Many2one(
        "slide.channel",
        string="eLearning course",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        help="Whoever completes it has completed this course online: hours, and the level where there is no test.",
    )

    _one_of_a_channel = models.UniqueIndex(
        "(channel_id, company_id) WHERE channel_id IS NOT NULL",
        "These lessons belong to another course of the ward already, and would count twice. Unlink that one first.",
    )

    @api.constrains("channel_id", "delivery")
    def _check_channel_online(self):
        for course in self:
            if course.channel_id and course.delivery == "class":
                raise ValidationError(
                    self.env._(
                        "%(course)s is given in class, so it has no online lessons."
                        " Set its delivery to online, or to class and online, first.",
                        course=course.name,
                    )
                )

    def _compute_online_url(self):
        super()._compute_online_url()
        for course in self:
            # sudo: where lessons are is told to all; who may take them is asked there
            course.online_url = course.sudo().channel_id.website_absolute_url or course.online_url

    def _keep_earlier(self):
        members = self.env["slide.channel.partner"].search(
            [("channel_id", "in", self.channel_id.ids), ("member_status", "=", "completed")]
        )
        local = self.env["ward.course.session"]._local
        return super()._keep_earlier() | members._keep_completions(lambda one: local(one.write_date).date())
