from odoo import models


class WardDecisionRejoin(models.Model):
    """An appointment of somebody whose service was over: the new one begins, and the day on which they left stays."""

    _inherit = "ward.decision"

    def _rejoins(self, before):
        """Whether it appoints somebody again whose service was over by the version ``before``."""
        left = before.departure_date or before.contract_date_end
        return self.kind == "appointment" and bool(left) and left < self.effective_date

    def _wake(self):
        """Takes the people out of the archive who come back; the decisions that did it."""
        woken = self.filtered(lambda decision: not decision.employee_id.active and decision._rejoins(decision._last()))
        woken.employee_id.active = True
        return woken

    def _last(self):
        """The version that held the day before the decision."""
        return self._versions().filtered(lambda version: version.date_version < self.effective_date)[-1:]
