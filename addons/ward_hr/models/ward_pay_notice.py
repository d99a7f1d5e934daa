from markupsafe import Markup

from odoo import models

from .ward_pay_run_lists import month_words

PAYSLIPS = "/odoo/my-payslips"


class WardPayNotice(models.Model):
    """Who is paid is told so, with a link to the own payslips: no amount and no paper, since notices go far."""

    _inherit = "ward.pay.run"

    def action_pay(self):
        done = super().action_pay()
        for run in self:
            run._tell_paid()
        return done

    def _tell_paid(self):
        """One message a language, however many people."""
        # sudo: the logins of those paid, to tell them
        users = self.sudo().slip_ids.employee_id.user_id
        for lang, among in users.grouped("lang").items():
            env = self.with_context(lang=lang).env
            body = Markup('<p>%s</p><p><a href="%s">%s</a></p>') % (
                env._(
                    "Your pay of %(month)s is paid. Your payslip shows every amount and why.", month=self._paid_month()
                ),
                PAYSLIPS,
                env._("Open my payslips"),
            )
            env["mail.thread"].message_notify(
                partner_ids=among.partner_id.ids,
                subject=env._("Payslip %(month)s", month=self._paid_month()),
                body=body,
            )

    def _paid_month(self):
        return month_words(self.month)
