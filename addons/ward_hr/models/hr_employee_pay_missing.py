from odoo import api, fields, models

OF_RUN = "ward_pay_run"  # in the context: the run whose missing facts are asked for


class HrEmployee(models.Model):
    """One who cannot be paid yet, seen from a run: what is missing, where it is mended, and leaving out."""

    _inherit = "hr.employee"

    pay_missing = fields.Char(
        string="What is missing",
        compute="_compute_pay_missing",
        groups="ward_hr.ward_hr_group_pay_officer,ward_hr.ward_hr_group_ward_head,ward_hr.ward_hr_group_auditor",
    )

    @api.depends_context(OF_RUN, "lang")
    def _compute_pay_missing(self):
        run = self.env["ward.pay.run"].browse(self.env.context.get(OF_RUN)).exists()
        words = {one.id: text for one, text in run._with_words(run._missing_now())} if run else {}
        for employee in self:
            employee.pay_missing = words.get(employee.id, False)

    def action_mend_pay_facts(self):
        """The file of the person, where decisions are entered."""
        self.ensure_one()
        return self.get_formview_action()

    def action_leave_out(self):
        """Asks why the person is left out of the run in the context."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Leave %(name)s out", name=self.name),
            "res_model": "ward.pay.omission",
            "views": [(self.env.ref("ward_hr.ward_pay_omission_view_form").id, "form")],
            "target": "new",
            "context": {"default_run_id": self.env.context.get(OF_RUN), "default_employee_id": self.id},
        }
