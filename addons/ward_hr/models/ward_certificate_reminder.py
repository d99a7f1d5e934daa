from collections import defaultdict
from datetime import datetime

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

from ..competency.reminder import due, renewed
from .ward_certificate import HR
from .ward_dossier_loader import WARD_TIMEZONE

THRESHOLDS = (90, 30, 7)  # days before the last day
QUIET = {"mail_activity_quick_update": True, "mail_create_nosubscribe": True, "tracking_disable": True}


class WardCertificateReminder(models.Model):
    """That somebody was reminded of an expiry: each threshold once, by the records and not by their names.

    A corrected day of expiry is another expiry, and is reminded of anew.
    """

    _name = "ward.certificate.reminder"
    _description = "Reminder of an expiry"
    _inherit = ["ward.company.mixin"]
    _order = "sent_on desc, id"
    _check_company_auto = True
    _log_access = False

    certificate_id = fields.Many2one(
        "ward.certificate", required=True, readonly=True, ondelete="cascade", check_company=True
    )
    user_id = fields.Many2one("res.users", string="Reminded", required=True, readonly=True, ondelete="cascade")
    days = fields.Integer(string="Days before", required=True, readonly=True)
    expires_on = fields.Date(string="Expires", required=True, readonly=True)
    sent_on = fields.Date(required=True, readonly=True)

    _once = models.UniqueIndex(
        "(certificate_id, user_id, expires_on, days)", "This person was reminded of this expiry already."
    )


class WardCertificate(models.Model):
    """Who is reminded of an expiry, when, and how that stops."""

    _inherit = "ward.certificate"

    @api.model
    def _cron_remind(self):
        """Every day: 90, 30 and 7 days before the last day, to the person, the head and HR."""
        self._remind(datetime.now(pytz.timezone(WARD_TIMEZONE)).date())

    @api.model
    def _remind(self, day):
        """Fire what is due on ``day`` of the wards; the number of reminders. Statements do not grow."""
        self.env.flush_all()
        expiring = self._expiring(day)
        wanted = self._due(expiring, self._recipients(expiring), day) if expiring else []
        sent = self._keep_sent(wanted, day) if wanted else []
        if sent:
            self._put_on_lists(sent, day)
        return len(sent)

    @api.model
    def _expiring(self, day):
        """(certificate, ward, person, unit, last day) of those that nothing renews."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.id, c.company_id, c.employee_id, v.department_id, c.expires_on,
                       ARRAY(SELECT other.expires_on FROM ward_certificate other
                              WHERE other.employee_id = c.employee_id AND other.kind_id = c.kind_id
                                AND other.id <> c.id AND other.state = 'confirmed')
                  FROM ward_certificate c
                  JOIN hr_employee e ON e.id = c.employee_id AND e.active
             LEFT JOIN hr_version v ON v.id = e.current_version_id
                 WHERE c.state = 'confirmed' AND c.expires_on BETWEEN %(day)s AND %(day)s::date + %(most)s
                """,
                day=day,
                most=max(THRESHOLDS),
            )
        )
        return [row for *row, others in rows if not renewed(row[-1], others)]

    @api.model
    def _recipients(self, expiring):
        """``{certificate: {users}}``: the person, the head above, the HR officers of the ward."""
        heads = self.env["hr.department"]._heads_of({person: unit for _c, _w, person, unit, _day in expiring})
        people = {person for _c, _w, person, _unit, _day in expiring} | {head for head in heads.values() if head}
        logins = dict(
            self.env.execute_query(
                SQL(
                    """SELECT e.id, u.id FROM hr_employee e JOIN res_users u ON u.id = e.user_id AND u.active
                        WHERE e.id = ANY(%s)""",
                    list(people),
                )
            )
        )
        officers = defaultdict(set)
        # sudo: the cron asks whose role is that of HR; only ids are used
        for user in self.env["res.users"].sudo().search([("all_group_ids", "in", self.env.ref(HR).ids)]):
            for company in user.company_ids:
                officers[company.id].add(user.id)
        return {
            certificate: {logins.get(person), logins.get(heads[person])} - {None} | officers[ward]
            for certificate, ward, person, _unit, _day in expiring
        }

    @api.model
    def _due(self, expiring, recipients, day):
        """Rows of the ledger that are due on ``day``."""
        ledger = defaultdict(list)
        # sudo: the ledger is the cron's own, nobody reads it
        sent = self.env["ward.certificate.reminder"].sudo().search([("certificate_id", "in", list(recipients))])
        for one in sent:
            ledger[one.certificate_id.id, one.user_id.id, one.expires_on].append(one.days)
        rows = [
            (certificate, ward, user, due(last, day, THRESHOLDS, ledger[certificate, user, last]), last)
            for certificate, ward, _person, _unit, last in expiring
            for user in sorted(recipients[certificate])
        ]
        return [row for row in rows if row[3]]

    @api.model
    def _keep_sent(self, rows, day):
        """Those of ``rows`` that were not sent yet: two runs at once cannot both send one."""
        certificates, wards, users, days, lasts = map(list, zip(*rows, strict=True))
        return self.env.execute_query(
            SQL(
                """
                INSERT INTO ward_certificate_reminder (certificate_id, company_id, user_id, days, expires_on, sent_on)
                SELECT one.*, %(day)s
                  FROM UNNEST(%(certificates)s::int[], %(wards)s::int[], %(users)s::int[], %(days)s::int[],
                              %(lasts)s::date[]) one
                    ON CONFLICT DO NOTHING
             RETURNING certificate_id, user_id, days, expires_on
                """,
                certificates=certificates,
                wards=wards,
                users=users,
                days=days,
                lasts=lasts,
                day=day,
            )
        )

    @api.model
    def _put_on_lists(self, sent, day):
        """One activity each, in the reader's language; it takes the place of the earlier one."""
        # sudo: the cron puts things to do on other people's lists
        activities = self.env["mail.activity"].sudo().with_context(**QUIET)
        kind = self.env.ref("ward_hr.mail_activity_certificate")
        certificates = self.sudo().browse({certificate for certificate, *_rest in sent})
        now = {(certificate, user) for certificate, user, *_rest in sent}
        certificates._open_reminders().filtered(lambda one: (one.res_id, one.user_id.id) in now).unlink()
        certificates.mapped("display_name")  # read at once; each activity then asks for one
        users = self.env["res.users"].sudo().browse({user for _certificate, user in now})
        said = {user.id: self.with_context(lang=user.lang).env for user in users}
        activities.create(
            [
                {
                    "activity_type_id": kind.id,
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": certificate,
                    "user_id": user,
                    "date_deadline": day,
                    "automated": True,
                    "summary": said[user]._(
                        "Expires on %(day)s, within %(days)s days", day=f"{last:%d/%m/%Y}", days=days
                    ),
                }
                for certificate, user, days, last in sent
            ]
        )

    def _open_reminders(self):
        # sudo: activities of others, to take away what no longer holds
        return self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", self.env.ref("ward_hr.mail_activity_certificate").id),
            ]
        )

    def _end_reminders(self, changed=None):
        """Take the reminders off the lists of those that are renewed now, and of ``changed`` ones."""
        self.invalidate_model(["is_renewed", "status"])  # of the others, which the changed ones may renew
        # sudo: the earlier certificates of these people, whoever enters the later ones
        same = self.sudo().search([("employee_id", "in", self.employee_id.ids), ("kind_id", "in", self.kind_id.ids)])
        ended = same.filtered("is_renewed") | (changed or self.browse())
        ended._open_reminders().unlink()

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Nobody follows a certificate for having been reminded of it."""
        if self.env.context.get("mail_activity_quick_update"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)
