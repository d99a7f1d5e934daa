from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .named import NAMES_SHOWN


class WardPayRunMissing(models.Model):
    """Who cannot be paid yet, and for want of what: listed before computing, refused by name when it is tried.

    The same gathering and the same plan answer as when the month is computed, so the list never says
    something else than the refusal.
    """

    _inherit = "ward.pay.run"

    missing_employee_ids = fields.Many2many(
        "hr.employee",
        compute="_compute_missing",
        string="People with missing facts",
        context={"active_test": False},  # somebody archived may lack the departure day
    )
    missing_count = fields.Integer(compute="_compute_missing", string="People who lack facts")
    missing_text = fields.Text(compute="_compute_missing")
    fault_text = fields.Text(compute="_compute_missing", help="A component that contradicts itself.")

    @api.depends("state", "month", "company_id", "omission_ids")
    @api.depends_context("lang")
    def _compute_missing(self):
        for run in self:
            missing, run.fault_text = [], False
            try:
                missing = run._missing_now()
            except ValidationError as refusal:  # a component: the page still opens, and says it
                run.fault_text = str(refusal)
            run.missing_employee_ids = [one.id for one, _facts in missing]
            run.missing_count = len(missing)
            run.missing_text = run._missing_words(missing)

    def web_read(self, specification):
        """The client cannot name the run in the context of its list before it has read it."""
        one = self.with_context(ward_pay_run=self.id) if len(self) == 1 else self
        return super(WardPayRunMissing, one).web_read(specification)

    def _missing_now(self):
        """What is missing at this moment; nothing once the run is handed on."""
        if self.state not in ("draft", "computed") or not self.month or not self._origin:
            return []
        plan = self._plan()
        return self._missing(plan, self._gather(plan))

    def _missing(self, plan, staff):
        """List of (`Staff`, names of the facts that are missing), complete people left out."""
        found = []
        for one in staff:
            lacking = plan.missing(one.person)
            facts = {fact for _code, fact in lacking}
            if not all(stretch.facts.staff_type for stretch in one.person.stretches):
                facts.add("staff_type_id")
            if one.version.endless and plan.first == self.month:  # of an earlier month the month itself has asked
                facts.add("departure_date")
            if one.unknown:
                facts.add("version_id")
            if facts:
                found.append((one, sorted(facts)))
        return found

    def _missing_words(self, missing):
        return "\n".join(f"{one.name}: {words}" for one, words in self._with_words(missing))

    def _with_words(self, missing):
        # the label of a field is no secret, its values are
        labels = self.env["hr.version"].sudo().fields_get(attributes=["string"]) if missing else {}
        words = {fact: label["string"] for fact, label in labels.items()}
        words["departure_date"] = self.env._("departure day missing (the person is archived)")
        words["version_id"] = self.env._(
            "an amount is entered, but the person is not in service and was never paid here: correct the amount"
        )
        return [(one, ", ".join(words[fact] for fact in facts)) for one, facts in missing]

    def _refuse_missing(self, plan, staff):
        missing = self._missing(plan, staff)
        if missing:
            more = len(missing) - NAMES_SHOWN
            raise UserError(
                self.env._(
                    "The pay of %(month)s cannot be computed: facts are missing for %(count)s"
                    " people.\n%(people)s\nEnter their decisions (Staff), also the leaving of who is archived, or leave"
                    " them out of the run with a reason, then compute again.",
                    month=plan.first.strftime("%m/%Y"),
                    count=len(missing),
                    people=self._missing_words(missing[:NAMES_SHOWN]) + ("\n…" if more > 0 else ""),
                )
            )
