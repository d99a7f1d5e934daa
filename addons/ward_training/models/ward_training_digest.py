from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

NAMED = 12  # people named in a message; the board has the rest


class WardTrainingHours(models.Model):
    """Once a week each head is told who of the team will be short on 31 December: one message, none when nobody is.

    A ward keeps the week it was told for, so that a second run of the cron (by hand, after a fault) tells nobody twice.
    """

    _inherit = "ward.training.hours"

    @api.model
    def _cron_digest(self):
        """To every head with somebody short; a fixed number of statements before the messages, which go at once."""
        today = fields.Date.context_today(self)
        week = "{}-W{:02d}".format(*today.isocalendar())
        # sudo: the cron works for every ward
        companies = self.env["res.company"].sudo().search([])
        companies = companies.filtered(lambda ward: ward.training_digest_week != week)
        companies.training_digest_week = week
        short = [one for one in self._people(companies, today.year) if one.standing.state == "short"]
        heads = self.env["hr.department"]._heads_of({one.employee: one.department for one in short})
        teams = defaultdict(list)
        for one in short:
            if heads[one.employee]:
                teams[heads[one.employee]].append(one)
        told = self._names([*teams, *(one.employee for one in short)])
        rows = [(told[head], people, told) for head, people in teams.items() if told[head][1]]
        self._send_digest(rows, today)
        return len(rows)

    @api.model
    def _names(self, people):
        """``{person: (name, partner of the login or None, language)}``; one statement."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT e.id, e.name, u.partner_id, p.lang FROM hr_employee e
             LEFT JOIN res_users u ON u.id = e.user_id AND u.active
             LEFT JOIN res_partner p ON p.id = u.partner_id WHERE e.id = ANY(%s)
                """,
                people,
            )
        )
        return {person: (name, partner, lang) for person, name, partner, lang in rows}

    @api.model
    def _send_digest(self, rows, today):
        """One notification each in the reader's language, all created at once."""
        root = self.env.ref("base.partner_root").id
        values = []
        for (_name, partner, lang), people, told in rows:
            env = self.with_context(lang=lang or "vi_VN").env
            values.append(
                {
                    "message_type": "notification",
                    "author_id": root,
                    "subject": env._(
                        "%(count)s of your team will be short of training hours on 31 December", count=len(people)
                    ),
                    "body": self._digest_body(env, people, told),
                    "partner_ids": [(4, partner)],
                    "notification_ids": [
                        (0, 0, {"res_partner_id": partner, "notification_type": "inbox", "is_read": False})
                    ],
                    "date": fields.Datetime.now(),
                }
            )
        # sudo: the system tells heads; nobody follows, no e-mail leaves
        self.env["mail.message"].sudo().create(values)

    @api.model
    def _digest_body(self, env, people, told):
        people = sorted(people, key=lambda one: -one.standing.forecast_shortfall)
        lines = [
            env._(
                "%(person)s: %(done)g of %(asked)g hours, %(missing)g missing on 31 December",
                person=told[one.employee][0],
                done=one.standing.done,
                asked=one.standing.required,
                missing=one.standing.forecast_shortfall,
            )
            for one in people[:NAMED]
        ]
        if len(people) > NAMED:
            lines.append(env._("and %(count)s more", count=len(people) - NAMED))
        items = Markup("").join(Markup("<li>%s</li>") % line for line in lines)
        link = Markup('<p><a href="/odoo/training-shortfall">%s</a></p>') % env._("Hours of the year")
        return Markup("<ul>%s</ul>%s") % (items, link)
