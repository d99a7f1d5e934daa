import re

from odoo import models
from odoo.exceptions import UserError

from ..report.qr import qr_address

ISSUER = re.compile(r"^(UBND|Ủy ban nhân dân)\s+", re.IGNORECASE)
PLACE = re.compile(r"^(phường|xã|đặc khu)\s+", re.IGNORECASE)


class WardCertificate(models.Model):
    """The paper of a certificate that the ward issued."""

    _inherit = "ward.certificate"

    def _check_papers(self):
        for one in self:
            if not one.code:
                raise UserError(
                    self.env._(
                        "“%(certificate)s” was not issued by the ward and has no paper of ours. Its scan stands in it.",
                        certificate=one.display_name,
                    )
                )
            if one.state == "revoked":
                raise UserError(
                    self.env._("The certificate %(number)s is revoked and is not printed any more.", number=one.number)
                )
        return self

    def _paper(self):
        """What the paper says, in the words of the form."""
        self.ensure_one()
        self.check_access("read")
        one = self.sudo()  # sudo: name, birthday and unit stand on the paper of who may read the certificate
        ward = ISSUER.sub("", one.company_id.name)
        session = one.enrolment_id.session_id
        return {
            "ward": ward,
            "place": PLACE.sub("", ward),
            "person": one.employee_id.name,
            "birthday": f"{one.employee_id.birthday:%d/%m/%Y}" if one.employee_id.birthday else "",
            "unit": one.employee_id.department_id.name or "",
            "course": one.title,
            "days": self._paper_days(session),
            "hours": f"{session.hours:g}".replace(".", ",") if session else "",
            "number": one.number,
            "day": f"ngày {one.issued_on:%d} tháng {one.issued_on:%m} năm {one.issued_on:%Y}",
            "expires": f"{one.expires_on:%d/%m/%Y}" if one.expires_on else "",
            "url": one.verify_url,
            "qr": qr_address(one.verify_url),
        }

    def _paper_days(self, session):
        if not session:
            return ""
        first, last = (session._local(moment).date() for moment in (session.date_begin, session.date_end))
        return f"ngày {first:%d/%m/%Y}" if first == last else f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
