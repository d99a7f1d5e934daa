from odoo import api, models
from odoo.exceptions import UserError

from .named import labels_of


class WardKeptMixin(models.AbstractModel):
    """Fields that only the steps of a model keep (`_kept_fields`): refused to whoever writes them otherwise."""

    _name = "ward.kept.mixin"
    _description = "Has fields that its steps keep"

    _kept_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_kept(vals)
        return super().write(vals)

    def _refuse_kept(self, vals):
        kept = set(vals) & self._kept_fields
        if kept:
            raise UserError(
                self.env._(
                    "%(fields)s cannot be written by hand. Use the buttons of the page.", fields=labels_of(self, kept)
                )
            )

    def _keep(self, values):
        """Write what a step keeps, past the guard of ``write``; the step checked role and state before."""
        # sudo: whoever takes a step may not write these fields otherwise
        return super(WardKeptMixin, self.sudo()).write(values)
