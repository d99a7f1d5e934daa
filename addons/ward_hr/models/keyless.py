from odoo import fields


class KeylessMany2one(fields.Many2one):
    """A link without a foreign key of its own, for tables written by the million.

    A foreign key costs a look-up a row, which is most of the time of a ``COPY``. The model
    that uses such a link says beside it what keeps the link true instead.
    """

    def update_db_foreign_key(self, model, column):
        """Nothing: see the class."""
