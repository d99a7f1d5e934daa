from odoo import models

from ..pay import ENTERED


class WardPayslipLineSources(models.Model):
    """The papers and records behind a line, each with an address where the reader may open it.

    Document and amount of an entered line are those of the input, which the seal of a paid month holds fast.
    """

    _inherit = "ward.payslip.line"

    def _sources(self, reasons):
        """``{line: {"document", "decision", "law"}}`` for the template; statements do not grow with the lines.

        ``reasons``: ``{line: Why}``. The first two are ``{"text", "url"}`` or None; ``law`` has an address or None for
        each value of the law of the line, in its order.
        """
        documents, decisions, addresses = self._documents(), self._decisions(), self._law_addresses(reasons)
        return {
            line: {
                "document": documents.get(line._input_key()),
                "decision": None if line.back else decisions.get(line.payslip_id.version_id.id),
                "law": [addresses.get((line.company_id.id, *_law_key(use))) for use in why.law],
            }
            for line, why in reasons.items()
        }

    def _input_key(self):
        return self.company_id.id, self.payslip_id.employee_id.id, self.origin_month, self.component_id.id

    def _documents(self):
        lines = self.filtered(lambda line: line.component_id.kind in ENTERED)
        if not lines:
            return {}
        # sudo: who may read a line may read which document its amount rests on; the input itself opens by its own right
        entered = self.env["ward.pay.input"].sudo().search(
            [
                ("company_id", "in", lines.company_id.ids),
                ("employee_id", "in", lines.payslip_id.employee_id.ids),
                ("month", "in", list(set(lines.mapped("origin_month")))),
                ("component_id", "in", lines.component_id.ids),
            ]
        )
        readable = entered.sudo(False)._filtered_access("read")
        return {
            (one.company_id.id, one.employee_id.id, one.month, one.component_id.id): _source(
                one.reference, f"/odoo/pay-amounts/{one.id}" if one.id in readable.ids else None
            )
            for one in entered
        }

    def _decisions(self):
        """``{version id: its decision}``, of the lines that rest on what was decided about the person."""
        lines = self.filtered(lambda line: line.component_id.fact or line.component_id.by_decision)
        # sudo: who may read a line may read by which decision it is paid; the decision itself opens by its own right
        versions = lines.payslip_id.version_id.sudo()
        if not versions:
            return {}
        found = self.env["ward.decision"].sudo().search(
            [("version_id", "in", versions.ids), ("state", "=", "applied")], order="effective_date, id"
        )
        readable = found.sudo(False)._filtered_access("read")
        mine = found.filtered(lambda decision: decision.employee_id.user_id == self.env.user)
        sources = {one.id: _source(self._decision_words(one.decision_number, one.decision_date)) for one in versions}
        for one in found:
            path = "my-decisions" if one in mine else "decisions"
            words = self._decision_words(one.number, one.date)
            sources[one.version_id.id] = _source(words, f"/odoo/{path}/{one.id}" if one.id in readable.ids else None)
        return sources

    def _decision_words(self, number, day):
        if number and day:
            return self.env._("%(number)s of %(day)s", number=number, day=f"{day:%d/%m/%Y}")
        return number

    def _law_addresses(self, reasons):
        """``{(ward, code, since, whether of the ward): address}`` of the values that are still there."""
        uses = [use for why in reasons.values() for use in why.law]
        values = self.env["ward.law.value"].search(
            [
                ("code", "in", list({use.code for use in uses})),
                ("since", "in", list({use.since for use in uses})),
                ("company_id", "in", (False, *self.company_id.ids)),
            ]
        )
        return {
            (ward, value.code, value.since, value.origin == "local"): f"/odoo/law/{value.id}"
            for ward in self.company_id.ids
            for value in values
            if value.company_id.id in (False, ward)
        }


def _law_key(use):
    return use.code, use.since, use.origin == "local"


def _source(text, url=None):
    return {"text": text, "url": url} if text else None
