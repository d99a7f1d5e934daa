"""What people are told: the answer to the button, messages without private content, activities."""

from odoo import fields, models

from .ward_course_session_seats import QUIET


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    def _answer(self):
        """What the person who pressed the button reads. Called on one enrolment."""
        self.ensure_one()
        name = self.session_id.with_env(self.env).display_name
        if self.state == "waiting":
            text = self.env._(
                "%(session)s is full. You are number %(place)s on the waiting list and will be"
                " told when a seat is yours.",
                session=name,
                place=self.waiting_position,
            )
        elif self.state == "requested":
            text = self.env._(
                "A seat in %(session)s is held for you until your head decides.", session=name
            )
        else:
            text = self.env._("You have a seat in %(session)s.", session=name)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if self.state == "waiting" else "success",
                "message": text,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _tell_promoted(self):
        """Tell people who come off the waiting list, by message and activity."""
        self._tell(
            lambda env, session: env._(
                "A seat has become free in %(session)s, and it is yours.",
                session=session.display_name,
            )
        )
        self._schedule(
            "ward_training.mail_activity_seat",
            lambda one: one.employee_id.user_id,
            lambda one: one.session_id._local(one.date_begin).date(),
        )

    def _ask_approval(self):
        """One activity a request, on the list of whoever approves it."""
        today = fields.Date.context_today(self)
        self._schedule(
            "ward_training.mail_activity_approval",
            lambda one: one._approver(),
            lambda _one: today,
        )

    def _schedule(self, type_xmlid, user_of, day_of):
        """Activities in one go, without mail. Called with sudo."""
        activity_type = self.env.ref(type_xmlid)
        model_id = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].with_context(**QUIET).create(
            [
                {
                    "activity_type_id": activity_type.id,
                    "res_model_id": model_id,
                    "res_id": enrolment.id,
                    "user_id": user_of(enrolment).id,
                    "date_deadline": day_of(enrolment),
                    "automated": True,
                }
                for enrolment in self
                if user_of(enrolment)
            ]
        )

    def _tell(self, sentence):
        """One message a session and language to the people of these enrolments.

        ``sentence(env, session)`` says what happened, and nothing private: whoever is
        notified can read it without access to the record.
        """
        # sudo: the session's thread writes to people whose files the caller cannot read
        for session, enrolments in self.sudo().grouped("session_id").items():
            partners = enrolments.employee_id.user_id.partner_id
            for lang, readers in partners.grouped("lang").items():
                spoken = session.with_context(**QUIET, lang=lang)
                text = sentence(spoken.env, spoken)
                spoken.message_notify(
                    partner_ids=readers.ids, subject=spoken.display_name, body=text
                )
