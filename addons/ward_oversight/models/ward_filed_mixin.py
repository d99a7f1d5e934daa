import base64

import pytz

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.ward_hr.models.ward_dossier_loader import WARD_TIMEZONE


class WardFiledMixin(models.AbstractModel):
    """Papers in the national form, and the copies of them that are filed.

    A model that files its papers names in ``_files_by`` the field of a kept file that leads back to it.
    """

    _name = "ward.filed.mixin"
    _description = "Files its papers"
    _files_by = ""

    def _may_be_filed(self):
        """Whether the paper is final, so that copies of it are kept."""
        raise NotImplementedError

    def _refuse_unfinished(self):
        self.ensure_one()
        if not self._may_be_filed():
            raise UserError(self.env._("A copy is filed once a visit is signed, or a dialogue was held."))

    def _keep_paper(self, kind, report, name):
        """File the paper as it is printed now, with its hash; a later print names the earlier."""
        self._refuse_unfinished()
        content, _type = self.env["ir.actions.report"]._render_qweb_pdf(report, self.ids)
        self.env["ward.kept.file"].create(
            {
                self._files_by: self.id,
                "kind": kind,
                "name": name.replace("/", "-"),
                "content": base64.b64encode(content),
                "place": self.place,
                "replaces_id": self._filed(kind).id,
            }
        )

    def _action_file_copy(self, kind):
        """Opens the form that files a copy signed on paper."""
        self._refuse_unfinished()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("File a signed copy"),
            "res_model": "ward.kept.file",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                f"default_{self._files_by}": self.id,
                "default_kind": kind,
                "default_replaces_id": self._filed(kind).id,
            },
        }

    def _filed(self, kind):
        """The copy of this kind that nothing replaces yet."""
        return self.file_ids.filtered(lambda one: one.kind == kind and not one.replaced)[:1]

    def _heads(self):
        """What stands at the head of a paper of the ward."""
        ward = self.sudo().company_id  # sudo: the name and town of one's own ward
        return {
            "ward": ward.name.removeprefix("UBND ").strip(),
            "town": ward.city or ward.state_id.name or "Hà Nội",
        }

    def _chair(self):
        """The head of the ward, who signs for it; empty where nobody holds the role alone."""
        group = self.env.ref("ward_hr.ward_hr_group_ward_head")
        # sudo: whose role it is
        users = (
            self.env["res.users"]
            .sudo()
            .search([("all_group_ids", "in", group.ids), ("company_id", "=", self.company_id.id)], limit=2)
        )
        return users.name if len(users) == 1 else ""


def day_in_words(day):
    """As a paper writes it; dots to be filled by hand where no day is known."""
    return f"ngày {day:%d} tháng {day:%m} năm {day:%Y}" if day else "ngày … tháng … năm …"


def local(moment):
    """A moment as the clock of the ward shows it, whatever the reader's own; None where there is none."""
    return pytz.utc.localize(moment).astimezone(pytz.timezone(WARD_TIMEZONE)) if moment else None


def hour_in_words(moment):
    """Hour and day of a local moment; None where there is none."""
    return moment and f"{moment:%H} giờ {moment:%M} phút, {day_in_words(moment.date())}"


def lines(text):
    """The lines of a field that holds one name or decision a line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
