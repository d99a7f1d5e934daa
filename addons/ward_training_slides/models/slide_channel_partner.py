from odoo import fields, models

from odoo.addons.ward_training.models.ward_course_completion import Completed


class SlideChannelPartner(models.Model):
    """Who completed the lessons of a channel has completed the course of the ward that is linked to it."""

    _inherit = "slide.channel.partner"

    def _post_completion_update_hook(self, completed=True):
        done = super()._post_completion_update_hook(completed)
        if completed:
            today = self.env["ward.course.session"]._local(fields.Datetime.now()).date()
            self._keep_completions(lambda _member: today)
        else:
            self._take_completions_back(self.env._("The lessons are no longer complete."))
        return done

    def unlink(self):
        self._take_completions_back(self.env._("The progress in the lessons was deleted."))
        return super().unlink()

    def _keep_completions(self, day_of):
        """Count these as completed on ``day_of(member)``; what is counted already stays."""
        # sudo: learners have no right on courses and hours; what they completed is counted by the system
        members = self.sudo()
        courses = self.env["ward.course"].sudo().search([("channel_id", "in", members.channel_id.ids)])
        linked = courses.grouped("channel_id")
        facts = [
            Completed(member.partner_id.id, course, day_of(member), _origin(member))
            for member in members
            for course in linked.get(member.channel_id, ())
        ]
        return self.env["ward.course.completion"].sudo()._keep(facts, "lessons")

    def _take_completions_back(self, reason):
        # sudo: whoever undoes the lessons undoes what they credited
        self.env["ward.course.completion"].sudo()._take_back([_origin(member) for member in self], reason)


def _origin(member):
    return f"slide.channel.partner,{member.channel_id.id},{member.partner_id.id}"
