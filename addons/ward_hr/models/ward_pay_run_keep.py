from itertools import islice
from operator import attrgetter

from odoo import models

from ..pay import FACTS, basis_json
from .copy_in import copy_in

SLIP_COLUMNS = (
    "id", "employee_id", "version_id", "employee_name", "name_key", "run_id", "company_id", "month", "month_days",
    "department_id", "staff_type_id", "job_title", "rank_code", "pay_step", "pay_coefficient",
    "leadership_coefficient", "overgrade_percent", "reserved_coefficient", "dependants", "days", "absent_days",
    "absent_kinds", "facts", "gross", "deductions", "net", "employer", "insurance_base", "taxable_income",
)  # fmt: skip
LINE_COLUMNS = (
    "payslip_id", "company_id", "component_id", "code", "section", "sequence",
    "origin_month", "quantity", "rate", "amount", "basis",
)  # fmt: skip
OWN = attrgetter("version_id", "name_key")
SHOWN = attrgetter(
    "department_id", "staff_type_id", "job_title", "rank_code", "pay_step", "pay_coefficient",
    "leadership_coefficient", "overgrade_percent", "reserved_coefficient", "dependants",
)  # fmt: skip
BLOCK = 100  # people whose rows are sent at a time
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class WardPayRunKeep(models.Model):
    """Keeps the payslips of a month: two ``COPY``, whose text people of the same pay share."""

    _inherit = "ward.pay.run"

    def _component_ids(self):
        """``{code: (id, sequence, {reference, reference_vi, confidence})}``, by one statement."""
        self.env.cr.execute(
            """
            SELECT c.code, c.id, c.sequence, jsonb_build_object(
                       'reference', concat_ws('; ', c.reference ->> 'en_US', done.reference),
                       'reference_vi', concat_ws('; ', c.reference ->> 'vi_VN', done.reference),
                       'confidence', CASE WHEN done.id IS NULL THEN COALESCE(c.confidence, '') ELSE 'reported' END)
              FROM ward_pay_component c
              LEFT JOIN ward_law_confirmation done ON done.component_id = c.id AND done.company_id = %(ward)s
             WHERE c.company_id IS NULL OR c.company_id = %(ward)s
            """,
            {"ward": self.company_id.id},
        )
        return {code: tuple(row) for code, *row in self.env.cr.fetchall()}

    def _keep_slips(self, plan, paid, components, changed_law):
        """Keep the payslips; those of an earlier revision that say the same stay as they are.

        ``changed_law``: ``{code: legal basis}`` of the components whose law the earlier revision did not know.
        """
        differences = self.env["ward.pay.difference"]
        self._begin_revision()
        if not self.revision:
            return self._copy_slips(plan, paid, components)
        self._lay_beside()
        self._copy_slips(plan, paid, components, "_beside")
        self._find_changed()
        differences._to_revision(self, changed_law)
        return self._replace_changed()

    def _copy_slips(self, plan, paid, components, suffix=""):
        self.env.cr.execute(
            "SELECT nextval('ward_payslip_id_seq') FROM generate_series(1, %s)", [len(paid)]
        )
        ids = [slip_id for (slip_id,) in self.env.cr.fetchall()]
        self._copy(f"ward_payslip{suffix}", SLIP_COLUMNS, self._slip_rows(plan, ids, paid))
        self._copy(f"ward_payslip_line{suffix}", LINE_COLUMNS, self._line_rows(plan, ids, paid, components))

    def _copy(self, table, columns, rows):
        """The database keeps what it has got while the next rows are written."""
        copy_in(self.env.cr, f"COPY {table} ({', '.join(columns)}) FROM STDIN", _blocks(rows))

    def _slip_rows(self, plan, ids, paid):
        run = (self.id, self.company_id.id, plan.first.isoformat(), plan.days)
        texts = {}
        for slip_id, (one, slip) in zip(ids, paid, strict=True):
            shown = SHOWN(one.version)
            kind = (id(slip.lines), shown)  # equal lines are one object, which ``paid`` keeps
            text = texts.get(kind)
            if text is None:
                text = texts[kind] = _row((*run, *shown, *_figures(one.person.stretches, slip)))
            version, key = OWN(one.version)
            yield f"{slip_id}\t{one.id}\t{version}\t{_field(one.name)}\t{_field(key)}\t{text}\n"

    def _line_rows(self, plan, ids, paid, components):
        month = plan.first.isoformat()
        heads = {
            code: (f"\t{self.company_id.id}\t{row[0]}\t{code}\t", f"\t{row[1]}\t{month}\t")
            for code, row in components.items()
        }
        texts = {}
        for slip_id, (_one, slip) in zip(ids, paid, strict=True):
            rows = texts.get(id(slip.lines))
            if rows is None:
                rows = [_line_text(line, *heads[line.code], plan.days) for line in slip.lines]
                texts[id(slip.lines)] = rows = ["", *rows]
            yield str(slip_id).join(rows)


def _blocks(rows):
    """The rows as bytes, some hundred at a time."""
    while block := "".join(islice(rows, BLOCK)):
        yield block.encode()


def _line_text(line, head, tail, month_days):
    """A line of ``COPY`` without the number of its payslip, which comes before it."""
    component, amount, quantity, rate, _parts, _details, origin = line
    if origin:
        tail = tail[: -len(f"{origin}\t")] + f"{origin}\t"
    basis = _number(basis_json(line, month_days))
    return f"{head}{component.section}{tail}{_number(quantity)}\t{_number(rate)}\t{amount!s}\t{basis}\n"


def _figures(stretches, slip):
    """What a payslip says that follows from facts alone."""
    return (
        slip.days, slip.absent, ",".join(slip.absent_kinds) or None, _facts_text(stretches), slip.gross,
        slip.deductions, slip.net, slip.employer, slip.insurance_base, slip.taxable_income,
    )  # fmt: skip


def _row(values):
    return "\t".join([_field(value) for value in values])


def _number(value):
    return "\\N" if value is None else str(value)


def _field(value):
    if value is None:
        return "\\N"
    if not isinstance(value, str):
        return str(value)
    return value if value.isprintable() and "\\" not in value else value.translate(ESCAPES)


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
