from odoo import fields, models
from odoo.exceptions import UserError
from odoo.http import request


class WardSeenMixin(models.AbstractModel):
    """Nobody approves what they have not seen: a page says which revision it shows, and another one is refused.

    The button names it in the context (``ward_revision``), a program as the argument ``revision``. Whoever asks over
    the network has to name one; code of the server, which looks and approves in one transaction, need not.
    """

    _name = "ward.seen.mixin"
    _description = "Is approved in the revision that was seen"

    revision = fields.Integer(readonly=True, copy=False)

    def _refuse_unseen(self, revision=None):
        seen = self.env.context.get("ward_revision") if revision is None else revision
        if seen is None and not request:
            return
        for one in self:
            if seen is None:
                raise UserError(
                    self.env._(
                        "%(what)s is at revision %(revision)s. Look at it, and name the revision that you approve"
                        " (revision=%(revision)s).",
                        what=one.display_name,
                        revision=one.revision,
                    )
                )
            if one.revision != seen:
                raise UserError(
                    self.env._(
                        "%(what)s was computed again since you opened it: you saw revision %(seen)s, it is at"
                        " %(revision)s now. Load the page again and look at what differs.",
                        what=one.display_name,
                        seen=seen,
                        revision=one.revision,
                    )
                )
