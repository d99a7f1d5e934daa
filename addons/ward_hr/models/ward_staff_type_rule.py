from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..law import LawValue
from ..pay.component import RULE
from .ward_mirror import CONFIDENCES

SUBJECTS = [
    ("insurance", "Social and health insurance"),
    ("unemployment", "Unemployment insurance"),
    ("public_duty", "Public-duty allowance"),
    ("additional_income", "Additional income of Hà Nội"),
    ("evaluation", "Evaluation by Decree 335/2025"),
]
AS_LAW = """
SELECT rule.subject, kind.code, kind.name, rule.since, rule.applies, rule.reference, rule.confidence, rule.origin
  FROM ward_staff_type_rule rule JOIN ward_staff_type kind ON kind.id = rule.staff_type_id
 WHERE rule.company_id = %(ward)s
    OR rule.company_id IS NULL
   AND NOT EXISTS (SELECT FROM ward_staff_type_rule own
                    WHERE own.company_id = %(ward)s AND own.staff_type_id = rule.staff_type_id
                      AND own.subject = rule.subject AND own.since <= rule.since)
 ORDER BY kind.id, rule.subject, rule.since
"""


class WardStaffTypeRule(models.Model):
    """What follows from a person's standing in one matter, from a day on.

    The shipped rules hold for every ward; a ward's own rule, with its document, goes before them.
    """

    _name = "ward.staff.type.rule"
    _description = "What a staff type implies"
    _inherit = ["ward.shipped.mixin"]
    _order = "staff_type_id, subject, since desc, id desc"
    _rec_name = "subject"

    staff_type_id = fields.Many2one("ward.staff.type", required=True, index=True, ondelete="cascade")
    subject = fields.Selection(SUBJECTS, required=True)
    since = fields.Date(string="From", required=True)
    applies = fields.Boolean()
    reference = fields.Char(string="Legal basis", required=True, translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True, default="common")

    _one_a_day = models.UniqueIndex(
        "(staff_type_id, subject, since, COALESCE(company_id, 0))",
        "There is already a rule of this staff type on this matter from that day on.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env["ward.law.value"]._forget_law()
        return rules

    def write(self, vals):
        done = super().write(vals)
        self.env["ward.law.value"]._forget_law()
        return done

    def unlink(self):
        done = super().unlink()
        self.env["ward.law.value"]._forget_law()
        return done

    @api.model
    def _as_law(self, company_id):
        """The rules of a ward as values of law, 1 or 0, by one statement.

        Of each matter the shipped ones hold until the ward's own begin.
        """
        self.flush_model()
        self.env.cr.execute(AS_LAW, {"ward": company_id})
        rows = self.env.cr.fetchall()  # before the labels: reading them may ask the same cursor
        english, vietnamese = (
            dict(self._fields["subject"]._description_selection(self.with_context(lang=lang).env))
            for lang in ("en_US", "vi_VN")
        )
        return [
            LawValue(
                code=f"{RULE}{subject}_{kind}",
                since=since,
                value=Decimal(int(applies or 0)),
                unit="flag",
                reference=reference["en_US"],
                reference_vi=reference.get("vi_VN") or "",
                confidence=confidence,
                label=f"{english[subject]}: {name['en_US']}",
                label_vi=f"{vietnamese[subject]}: {name.get('vi_VN') or name['en_US']}",
                origin=origin,
            )
            for subject, kind, name, since, applies, reference, confidence, origin in rows
        ]


class WardStaffType(models.Model):
    _inherit = "ward.staff.type"

    rule_ids = fields.One2many("ward.staff.type.rule", "staff_type_id", string="What it implies")

    def _implies(self, subject, day, company=None):
        """Whether the staff type has ``subject`` (a key of ``SUBJECTS``) on ``day``; refused before the first rule."""
        self.ensure_one()
        return self._implied(subject, day, company)[self]

    def _implied(self, subject, day, company=None):
        """``{staff type: applies}`` on ``day``, by one search for any number of types.

        The latest rule of the ward goes before the latest shipped one. Raises `UserError` where no
        rule is known on that day.
        """
        company = company or self.env.company
        # sudo: what a staff type implies is the same whoever asks, and holds nothing personal
        rules = self.env["ward.staff.type.rule"].sudo().search(
            [
                ("staff_type_id", "in", self.ids),
                ("subject", "=", subject),
                ("company_id", "in", [company.id, False]),
            ]
        )
        by_type = rules.grouped("staff_type_id")
        return {kind: kind._rule_on(by_type.get(kind.sudo(), rules.browse()), subject, day).applies for kind in self}

    def _rule_on(self, rules, subject, day):
        day = fields.Date.to_date(day)
        held = rules.filtered(lambda rule: rule.since <= day)
        if not held:
            self._refuse_unknown(rules, subject, day)
        return (held.filtered("company_id") or held).sorted("since")[-1]

    def _refuse_unknown(self, rules, subject, day):
        labels = dict(self.env["ward.staff.type.rule"]._fields["subject"]._description_selection(self.env))
        first = min(rules.mapped("since"), default=None)
        known = self.env._("the first known rule begins on %(day)s", day=format_date(self.env, first)) if first else ""
        raise UserError(
            self.env._(
                "Whether “%(type)s” has “%(subject)s” on %(day)s is not known: %(why)s. Add a rule of your ward with "
                "its legal basis under Law / Staff types.",
                type=self.name,
                subject=labels[subject],
                day=format_date(self.env, day),
                why=known or self.env._("no rule is entered"),
            )
        )
