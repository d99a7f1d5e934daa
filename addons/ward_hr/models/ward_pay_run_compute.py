import gc
import io
from contextlib import contextmanager

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay import FACTS, Plan, basis_json, changed_codes, snapshot

NAMES_SHOWN = 10
SLIP_COLUMNS = (
    "id", "run_id", "company_id", "employee_id", "version_id", "department_id",
    "staff_type_id", "month", "month_days", "employee_name", "name_key", "job_title",
    "rank_code", "pay_step", "pay_coefficient", "leadership_coefficient", "overgrade_percent",
    "reserved_coefficient", "dependants", "days", "facts", "gross", "deductions", "net",
    "employer", "insurance_base", "taxable_income",
)  # fmt: skip
LINE_COLUMNS = (
    "payslip_id", "company_id", "component_id", "code", "section", "sequence",
    "origin_month", "quantity", "rate", "amount", "basis",
)  # fmt: skip
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@contextmanager
def without_collecting():
    """No garbage collection inside: tens of thousands of small tuples without a cycle among them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class WardPayRunCompute(models.Model):
    """Gather, compute, keep: a dozen statements for any number of people."""

    _inherit = "ward.pay.run"

    missing_employee_ids = fields.Many2many(
        "hr.employee", compute="_compute_missing", string="People with missing facts"
    )
    missing_text = fields.Text(compute="_compute_missing")
    remark_text = fields.Text(string="To be noticed", compute="_compute_remark_text")

    def action_compute(self):
        """Compute the month anew; what was computed before is replaced."""
        self._check_role("pay_officer")
        for run in self:
            run._compute_slips()

    @without_collecting()
    def _compute_slips(self):
        """Gather the facts, reckon every payslip, and keep them as a new revision.

        All in the transaction of the caller: either the whole revision is kept or nothing.
        Refused, with names: a month without people, missing facts, law that is not known.
        Returns the number of payslips.
        """
        self._lock("draft", "computed")
        plan = self._plan()
        staff = self._gather(plan)
        self._refuse_missing(plan, staff)
        try:
            reckoned = [(one, plan.compute(one.person)) for one in staff]
        except NoLawOn as refusal:
            raise UserError(self._law_refusal(refusal)) from refusal
        paid = [(one, slip) for one, slip in reckoned if slip.lines]
        if not paid:
            raise UserError(
                _(
                    "The pay of %(month)s cannot be computed: nobody is in service at %(ward)s in"
                    " that month. Enter the staff with their decisions first.",
                    month=self.month.strftime("%m/%Y"),
                    ward=self.company_id.name,
                )
            )
        components = self._component_ids()
        self._delete_slips()
        self._copy_slips(plan, paid, components)
        law = snapshot(plan, {code: row[2] for code, row in components.items()})
        self._keep(
            {
                "state": "computed",
                "revision": self.revision + 1,
                "people": len(paid),
                "gross": sum(slip.gross for _one, slip in paid),
                "deductions": sum(slip.deductions for _one, slip in paid),
                "net": sum(slip.net for _one, slip in paid),
                "employer": sum(slip.employer for _one, slip in paid),
                "law": law,
                "remarks": self._remarks(law, reckoned, plan),
                "computed_by_id": self.env.uid,
                "computed_at": fields.Datetime.now(),
            }
        )
        self.flush_recordset()
        previous = self._previous()
        changed = changed_codes(previous.law, law) if previous else ()
        self.env["ward.pay.difference"]._refresh(self, previous, changed)
        self.env["ward.payslip"].invalidate_model()
        self.env["ward.payslip.line"].invalidate_model()
        return len(paid)

    def _plan(self):
        components = self.env["ward.pay.component"]._components(self.company_id)
        return Plan(components, self._law(), self.month)

    def _law(self):
        return self.env["ward.law.value"]._law(self.company_id)

    def _previous(self):
        """The run of the month before, when it has payslips."""
        # kept law is read for the comparison, whoever computes
        return self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("month", "=", fields.Date.subtract(self.month, months=1)),
                ("state", "!=", "draft"),
            ]
        )

    # -- refusals and remarks ----------------------------------------------------------

    @api.depends("state", "month", "company_id")
    def _compute_missing(self):
        for run in self:
            missing = []
            if run.state in ("draft", "computed") and run.month and run.ids:
                plan = run._plan()
                missing = run._missing(plan, run._gather(plan))
            run.missing_employee_ids = [one.id for one, _facts in missing]
            run.missing_text = run._missing_words(missing)

    def _missing(self, plan, staff):
        """List of (`Staff`, names of the facts that are missing), complete people left out."""
        found = []
        for one in staff:
            facts = {fact for _code, fact in plan.missing(one.person)}
            if not all(stretch.facts.staff_type for stretch in one.person.stretches):
                facts.add("staff_type_id")
            if facts:
                found.append((one, sorted(facts)))
        return found

    def _missing_words(self, missing):
        # the label of a field is no secret, its values are
        labels = self.env["hr.version"].sudo().fields_get(attributes=["string"])
        return "\n".join(
            f"{one.name}: {', '.join(labels[fact]['string'] for fact in facts)}"
            for one, facts in missing
        )

    def _refuse_missing(self, plan, staff):
        missing = self._missing(plan, staff)
        if missing:
            more = len(missing) - NAMES_SHOWN
            raise UserError(
                _(
                    "The pay of %(month)s cannot be computed: facts are missing for %(count)s"
                    " people.\n%(people)s\nEnter their decisions (Staff), then compute again.",
                    month=self.month.strftime("%m/%Y"),
                    count=len(missing),
                    people=self._missing_words(missing[:NAMES_SHOWN])
                    + ("\n…" if more > 0 else ""),
                )
            )

    def _law_refusal(self, refusal):
        return _(
            "The pay of %(month)s cannot be computed: %(label)s (%(code)s) has no value in force"
            " on %(day)s. Enter the value that holds then, with its source (Law), and compute"
            " again.",
            month=self.month.strftime("%m/%Y"),
            label=refusal.label,
            code=refusal.code,
            day=refusal.day.strftime("%d/%m/%Y"),
        )

    def _remarks(self, law, reckoned, plan):
        """What the approver should know, as data: people by name, values by code."""
        uncertain = {
            code: rows[-1]["label"]
            for code, rows in law["law"].items()
            if rows[-1]["confidence"] in ("uncertain", "proposed")
        }
        return {
            "nothing": [one.name for one, slip in reckoned if not slip.lines],
            "split": [
                one.name
                for one, slip in reckoned
                if slip.lines and (slip.days != plan.days or len(one.person.stretches) > 1)
            ],
            "negative": [one.name for one, slip in reckoned if slip.net < 0],
            "uncertain": sorted(uncertain),
        }

    @api.depends("remarks")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        for run in self:
            kept = run.remarks or {}
            texts = {
                "nothing": _("No component applies to, so no payslip: "),
                "split": _("Month split by a decision, joining or leaving: "),
                "negative": _("Deductions exceed pay: "),
                "uncertain": _("Reckoned with values marked uncertain: "),
            }
            run.remark_text = "\n".join(
                text + ", ".join(kept[key]) for key, text in texts.items() if kept.get(key)
            )

    def action_missing(self):
        """The people whose facts are missing."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("People with missing facts"),
            "res_model": "hr.employee",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.missing_employee_ids.ids)],
        }

    # -- keeping -----------------------------------------------------------------------

    def _component_ids(self):
        """``{code: (id, sequence, {reference, reference_vi, confidence})}``, by one statement."""
        self.env.cr.execute(
            """
            SELECT code, id, sequence, jsonb_build_object(
                       'reference', COALESCE(reference ->> 'en_US', ''),
                       'reference_vi', COALESCE(reference ->> 'vi_VN', ''),
                       'confidence', COALESCE(confidence, ''))
              FROM ward_pay_component WHERE company_id IS NULL OR company_id = %s
            """,
            [self.company_id.id],
        )
        return {code: tuple(row) for code, *row in self.env.cr.fetchall()}

    def _delete_slips(self):
        """The earlier revision, set-wise; the trigger refuses a sealed one."""
        self.env.cr.execute(
            "DELETE FROM ward_payslip_line WHERE payslip_id IN"
            " (SELECT id FROM ward_payslip WHERE run_id = %s)",
            [self.id],
        )
        self.env.cr.execute("DELETE FROM ward_payslip WHERE run_id = %s", [self.id])

    def _copy_slips(self, plan, paid, components):
        self.env.cr.execute(
            "SELECT nextval('ward_payslip_id_seq') FROM generate_series(1, %s)", [len(paid)]
        )
        ids = [slip_id for (slip_id,) in self.env.cr.fetchall()]
        month = plan.first.isoformat()
        self._copy("ward_payslip", SLIP_COLUMNS, self._slip_rows(plan, ids, paid, month))
        self._copy("ward_payslip_line", LINE_COLUMNS, self._line_rows(ids, paid, components, month))

    def _copy(self, table, columns, rows):
        names = ", ".join(columns)
        # table and columns are the constants above
        self.env.cr.copy_expert(  # pylint: disable=sql-injection
            f"COPY {table} ({names}) FROM STDIN", io.StringIO("".join(rows))
        )

    def _slip_rows(self, plan, ids, paid, month):
        for slip_id, (one, slip) in zip(ids, paid, strict=True):
            version = one.version
            yield "\t".join(
                _field(value)
                for value in (
                    slip_id, self.id, self.company_id.id, one.id, version["version_id"],
                    version["department_id"], version["staff_type_id"], month, plan.days,
                    one.name, version["name_key"], version["job_title"], version["rank_code"], version["pay_step"],
                    version["pay_coefficient"], version["leadership_coefficient"],
                    version["overgrade_percent"], version["reserved_coefficient"],
                    version["dependants"], slip.days, _facts_text(one.person.stretches),
                    slip.gross, slip.deductions, slip.net, slip.employer,
                    slip.insurance_base, slip.taxable_income,
                )
            ) + "\n"  # fmt: skip

    def _line_rows(self, ids, paid, components, month):
        company = self.company_id.id
        heads = {
            code: (
                f"\t{company}\t{row[0]}\t{code}\t",
                f"\t{row[1]}\t{month}\t",
            )
            for code, row in components.items()
        }
        for slip_id, (_one, slip) in zip(ids, paid, strict=True):
            for line in slip.lines:
                component, amount, quantity, rate, _parts, _details = line
                head, tail = heads[component.code]
                yield (
                    f"{slip_id}{head}{component.section}{tail}"
                    f"{_number(quantity)}\t{_number(rate)}\t{amount}\t{basis_json(line)}\n"
                )


def _number(value):
    return "\\N" if value is None else value


def _field(value):
    if value is None:
        return "\\N"
    return value.translate(ESCAPES) if isinstance(value, str) else str(value)


def _facts_text(stretches):
    """The facts as one comparable text; with their days when the month is split."""
    return "; ".join(
        _stretch_text(stretch, len(stretches) > 1) for stretch in stretches
    )


def _stretch_text(stretch, split):
    facts = stretch.facts
    figures = [
        f"{name}={value.normalize():f}" for name in FACTS if (value := getattr(facts, name))
    ]
    days = [f"{stretch.first.day}-{stretch.last.day}"] if split else []
    return " ".join(
        [*days, facts.staff_type, *figures, f"dependants={facts.dependants}", *sorted(facts.allowances)]
    )
