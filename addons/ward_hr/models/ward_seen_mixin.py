from odoo import fields, models
from odoo.exceptions import UserError


class WardSeenMixin(models.AbstractModel):
    """What a second person approves is what the page shows.

    Each computing has a number; the button of the approval carries the one of its page as ``seen_revision``.
    """

    _name = "ward.seen.mixin"
    _description = "Is approved as the page shows it"

    revision = fields.Integer(string="Computed, times", readonly=True, copy=False, aggregator=None)

    def _refuse_unseen(self):
        """Refused when it was computed again after the page was opened."""
        seen = self.env.context.get("seen_revision")
        for one in self:
            if seen is not None and seen != one.revision:
                raise UserError(
                    self.env._(
                        "%(what)s was computed again since you opened the page. Look at it again, with its new"
                        " figures, then decide.",
                        what=one.display_name,
                    )
                )
