"""What a stranger may know of a certificate, and how often a stranger may ask."""

import re

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.misc import hmac

from ..rules import validity

CODE = re.compile(r"[A-Za-z0-9_-]{20,64}")
MOST_A_MINUTE = 30  # pages that one address may ask for
KEPT_MINUTES = 60


class WardCertificate(models.Model):
    _inherit = "ward.certificate"

    def init(self):
        """The count of asking, in the database so that every worker sees it; no client reaches it.

        It holds no address, but what only this database can make of one, and for an hour.
        """
        super().init()
        self.env.cr.execute(
            """
            CREATE UNLOGGED TABLE IF NOT EXISTS ward_certificate_asked
                (asker VARCHAR NOT NULL, minute TIMESTAMP NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (asker, minute))
            """
        )

    @api.model
    def _may_ask(self, address):
        """Whether this address may ask once more in this minute; counts the asking."""
        [(times,)] = self.env.execute_query(
            SQL(
                """
                INSERT INTO ward_certificate_asked (asker, minute, times) VALUES (%s, DATE_TRUNC('minute', %s), 1)
                    ON CONFLICT (asker, minute) DO UPDATE SET times = ward_certificate_asked.times + 1
             RETURNING times
                """,
                # sudo: the key of the database, which makes of an address what nobody can turn back
                hmac(self.env(su=True), "ward-certificate-check", address or ""),
                fields.Datetime.now(),
            )
        )
        return times <= MOST_A_MINUTE

    @api.autovacuum
    def _gc_asked(self):
        before = fields.Datetime.subtract(fields.Datetime.now(), minutes=KEPT_MINUTES)
        self.env.cr.execute(SQL("DELETE FROM ward_certificate_asked WHERE minute < %s", before))

    @api.model
    def _check(self, code):
        """``says, person, course, day, expires`` of the code for anybody, or None: nothing else leaves the ward."""
        if not CODE.fullmatch(code or ""):
            return None
        # sudo: a stranger has no rights; who holds the code may know just these
        one = self.sudo().search([("code", "=", code)], limit=1)
        if not one:
            return None
        day = fields.Date.context_today(self.with_context(tz="Asia/Ho_Chi_Minh"))
        return {
            "says": validity.says(one.expires_on or None, one.revoked_on or None, day),
            "person": one.employee_id.name,
            "course": one.title,
            "day": f"{one.issued_on:%d/%m/%Y}",
        }
