from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, ormcache

from ..law import Law, LawValue, NoLawOn, NotKnown
from ..law.loader import read_words
from .ward_mirror import CONFIDENCES

SUBJECTS = [
    ("base_salary", "Base salary"),
    ("salary_scales", "Salary scales"),
    ("leadership", "Leadership allowances"),
    ("allowances", "Allowances"),
    ("extra_income", "Additional income"),
    ("bonus", "Bonus"),
    ("raises", "Raises"),
    ("insurance", "Insurance"),
    ("union", "Trade union"),
    ("income_tax", "Income tax"),
    ("public_holidays", "Public holidays"),
    ("evaluation", "Evaluation"),
    ("training", "Training"),
    ("oversight", "Oversight"),
    ("organisation", "Organisation"),
    ("retirement", "Retirement"),
    ("pay_forms", "Forms of pay"),
    ("pay_readings", "Readings of pay"),
]
SHIPPED = SQL("company_id IS NULL")
CHANGED = "ward_law_changed"  # in the cache of the cursor, once this transaction has changed a value


class WardLawValue(models.Model):
    """A statutory value from one day on: shipped with the system, or entered by a ward.

    Shipped values mirror ``law/*.toml``. Nobody edits them; who has the right enters a value of the
    ward, with its source, which takes the place of a shipped one of the same day
    (``ward_law_value_enter.py``; tables: ``ward_law_value_table.py``). Read the law through
    :meth:`_law`, never through these rows.
    """

    _name = "ward.law.value"
    _description = "Value of law"
    _inherit = ["ward.mirror", "mail.thread"]
    _order = "subject, code, since desc, id"
    _rec_names_search = ["label", "code", "reference"]

    code = fields.Char(required=True, index=True)
    label = fields.Char(required=True, translate=True)
    subject = fields.Selection(SUBJECTS, required=True, index=True)
    unit = fields.Char(required=True, translate=True)
    decided_by = fields.Char(required=True, translate=True, help="Which day decides the value that holds.")
    since = fields.Date(required=True, tracking=True)
    until = fields.Date(readonly=True, help="Last day, when a later value or an end follows.")
    repealed = fields.Boolean(string="Ends here", tracking=True)
    value_number = fields.Float(string="Number", digits=(18, 6), tracking=True)
    value_word = fields.Char(string="Word or day", tracking=True)
    value_rows = fields.Json(string="Table")
    value_kind = fields.Selection(
        [("number", "Number"), ("word", "Word or day"), ("rows", "Table")],
        required=True,
        default="number",
    )
    scope = fields.Char(translate=True)
    note = fields.Char(translate=True)
    reference = fields.Char(string="Legal basis", required=True, translate=True, tracking=True)
    link = fields.Char()
    file = fields.Binary(string="Signed file", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    published = fields.Date()
    confidence = fields.Selection(CONFIDENCES, required=True, default="reported", tracking=True)
    has_uncertain = fields.Boolean(string="Uncertain in whole or part")
    reviewed = fields.Date(readonly=True, tracking=True, help="Day on which a second person checked it.")
    reviewed_by_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    origin = fields.Selection(
        [("shipped", "Comes with the system"), ("local", "Entered by the ward")],
        required=True,
        default="local",
        readonly=True,
    )
    company_id = fields.Many2one("res.company", string="Ward", index=True)

    _origin_company = models.Constraint(
        "CHECK ((origin = 'shipped') = (company_id IS NULL))",
        "A value entered by a ward belongs to that ward; a shipped one belongs to all.",
    )
    _shipped_unique = models.UniqueIndex(
        "(code, since) WHERE company_id IS NULL",
        "The law has one shipped value a day for each code.",
    )
    _local_unique = models.UniqueIndex(
        "(company_id, code, since) WHERE company_id IS NOT NULL AND active",
        "Your ward has a value of this code and day already. Change that one.",
    )

    @api.model
    def _law(self, company):
        """The :class:`Law` of a ward: the shipped values, with those that it entered itself; kept until one changes."""
        if self.env.cr.cache.get(CHANGED):
            return self._law_as_entered(company._origin.id)
        return self._kept_law(company._origin.id, self.env.lang)

    @ormcache("company_id", "lang")
    def _kept_law(self, company_id, lang):
        return self._law_as_entered(company_id)

    def _law_as_entered(self, company_id):
        # sudo: the law of a ward is the same whoever asks, and holds nothing personal
        values = self.sudo().with_context(active_test=True)
        local = values.search([("company_id", "=", company_id), ("origin", "=", "local")])
        rules = self.env["ward.staff.type.rule"]._as_law(company_id)
        return Law.shipped().with_values([*(v._as_value() for v in local), *rules])

    def _forget_law(self):
        """What is kept of the law no longer holds: not here, where it may yet be undone, nor elsewhere afterwards."""
        self.env.cr.cache[CHANGED] = True
        self.env.registry.clear_cache()
        # again once it is committed: another thread may have read, and kept, the law of before
        self.env.cr.postcommit.add(self.env.registry.clear_cache)

    def _as_value(self):
        """This row as the pure :class:`LawValue`."""
        self.ensure_one()
        return LawValue(
            code=self.code,
            since=self.since,
            value=self._content(),
            unit=self.unit,
            reference=self.reference,
            confidence=self.confidence,
            label=self.label,
            subject=self.subject,
            decided_by=self.decided_by,
            key=self._table_key(),
            scope=self.scope or "",
            note=self.note or "",
            published=self.published or None,
            repealed=self.repealed,
            origin=self.origin,
        )

    def _content(self):
        if self.repealed:
            return None
        if self.value_kind == "number":
            return Decimal(repr(self.value_number)).normalize()
        if self.value_kind == "rows":
            return self._read_rows()[0]
        return self.value_word

    @api.model
    def _refusal(self, error):
        """What a :class:`LawError` says, in the language of the user, as an ``UserError``."""
        if isinstance(error, NotKnown):
            return UserError(
                self.env._(
                    "%(label)s: the figure of %(row)s is not known. Enter it from the decision that grants it.",
                    label=self._label_of(error),
                    row=error.row,
                )
            )
        if not isinstance(error, NoLawOn):
            return UserError(str(error))
        facts = {
            "label": self._label_of(error),
            "code": error.code,
            "day": _written(error.day),
            "first": _written(error.first_known),
            "ended": _written(error.ended),
        }
        if error.first_known:
            why = self.env._(
                "%(label)s (%(code)s) is not known on %(day)s: the first known value holds from "
                "%(first)s. Enter the value of that day, with its source, under Law.",
                **facts,
            )
        elif error.ended:
            why = self.env._(
                "%(label)s (%(code)s) is not known on %(day)s: the last known value ended on "
                "%(ended)s. Enter the value of that day, with its source, under Law.",
                **facts,
            )
        else:
            why = self.env._("No value of law is known by the code %(code)s.", **facts)
        return UserError(why)

    def _label_of(self, error):
        # sudo: a label of the law, to be named in a refusal
        known = self.sudo().search([("code", "=", error.code)], limit=1)
        return known.label or error.label

    def _mirrored(self):
        return self.filtered(lambda value: value.origin == "shipped")

    # -- loading ---------------------------------------------------------------------------------

    @api.model
    def _load_shipped(self):
        """Mirrors the files of law; run at every install and update."""
        words = read_words()
        rows = [_row(value, words) for value in self._shipped_values()]
        self._mirror(["code", "since"], rows, among=SHIPPED)
        self._set_ends()

    def _shipped_values(self):
        return Law.shipped()

    @api.model
    def _set_ends(self):
        """Sets ``until`` of every value to the day before the next of its code, in one statement.

        A ward's own value ends where the next shipped or own one begins; a shipped one where the
        next shipped one begins.
        """
        self.flush_model()
        self.env.cr.execute(
            """
            UPDATE ward_law_value AS v SET until = n.day
              FROM (SELECT mine.id, min(later.since) - 1 AS day
                      FROM ward_law_value mine
                 LEFT JOIN ward_law_value later
                        ON later.code = mine.code AND later.since > mine.since AND later.active
                       AND (later.company_id IS NULL OR later.company_id = mine.company_id)
                  GROUP BY mine.id) AS n
             WHERE n.id = v.id AND v.until IS DISTINCT FROM n.day
            """
        )
        self.invalidate_model(["until"])

    @api.depends("label", "since")
    def _compute_display_name(self):
        for value in self:
            day = f" ({_written(value.since)})" if value.since else ""
            value.display_name = f"{value.label or ''}{day}"


def _written(day):
    return f"{day:%d/%m/%Y}" if day else ""


def _row(value, words):
    """The columns of a shipped value."""
    both = lambda en, vi: {"en_US": en, "vi_VN": vi or en} if en else None  # noqa: E731
    number = value.value if isinstance(value.value, Decimal) else None
    word = None if number is not None or value.is_table else value.value
    if isinstance(word, date):
        word = _written(word)
    rows = [row.raw() for row in value.value] if value.is_table else None
    kind = "rows" if value.key else "word" if word else "number"
    return {
        "code": value.code,
        "since": value.since,
        "label": value.label_by_language(),
        "subject": value.subject,
        "unit": both(value.unit, words["units"].get(value.unit)),
        "decided_by": both(value.decided_by, words["decided_by"][value.decided_by]),
        "repealed": value.repealed,
        "value_number": number,
        "value_word": word,
        "value_rows": rows,
        "value_kind": kind,
        "scope": both(value.scope, value.scope_vi),
        "note": both(value.note, value.note_vi),
        "reference": value.reference_by_language(),
        "published": value.published,
        "confidence": value.confidence,
        "has_uncertain": value.has_uncertain,
        "origin": "shipped",
    }
