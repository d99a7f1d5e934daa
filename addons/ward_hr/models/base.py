import psycopg2

from odoo import api, models


class Base(models.AbstractModel):
    """What still stands in kept records is not deleted, and the refusal says so in words.

    PostgreSQL has an error of its own for it since version 18, which Odoo hands on as it is.
    """

    _inherit = "base"

    @api.model
    def _sql_error_to_message_generic(self, exc):
        if isinstance(exc, psycopg2.errors.RestrictViolation):
            return self.env._(
                "What you want to delete still stands in records of “%(records)s”, and these are kept. Nothing was"
                " deleted. Archive it instead; of a person, record the departure.",
                records=self.env["ir.model"]._get(self._name).name or self._description,
            )
        return super()._sql_error_to_message_generic(exc)
