from odoo import models

from .ward_certificate_paper import ISSUER, PLACE
from .ward_training_commitment import _dong


class WardTrainingCommitment(models.Model):
    """The undertaking on paper."""

    _inherit = "ward.training.commitment"

    def _paper(self):
        """What the undertaking says, in the words and figures of the form."""
        self.ensure_one()
        self.check_access("read")
        one = self.sudo()  # sudo: birthday, post and unit stand on the paper of who may read the commitment
        ward, person = ISSUER.sub("", one.company_id.name), one.employee_id
        return {
            "ward": ward,
            "place": PLACE.sub("", ward),
            "person": person.name,
            "birthday": f"{person.birthday:%d/%m/%Y}" if person.birthday else "……",
            "post": person.job_title or person.job_id.name or "……",
            "unit": person.department_id.name or "……",
            "training": one.name,
            "school": one.school or "……",
            "decision": one.decision_number or "……",
            "decided_on": f"{one.decided_on:%d/%m/%Y}",
            "first": f"{one.date_from:%d/%m/%Y}",
            "last": f"{one.date_to:%d/%m/%Y}",
            "months": f"{one.months:g}".replace(".", ","),
            "multiple": f"{one.multiple:g}".replace(".", ","),
            "owed": one.months_owed,
            "until": f"{one.serves_until:%d/%m/%Y}",
            "cost": _dong(one.cost),
            "day": f"ngày {one.signed_on:%d} tháng {one.signed_on:%m} năm {one.signed_on:%Y}"
            if one.signed_on
            else "ngày …… tháng …… năm ……",
        }
