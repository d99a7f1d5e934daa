from odoo import api, fields, models
from odoo.tools import SQL

from .given_rows import given_rows

STEPS = [
    ("before", "Before the deadline, to the owner"),
    ("unit_head", "Overdue, to the head of the unit"),
    ("ward_head", "Overdue, to the head of the ward"),
    ("upper_tier", "Overdue, to the upper tier"),
]


class WardNoticeMixin(models.AbstractModel):
    """That a tier was told of something due: each step once for each deadline. Written by the server alone."""

    _name = "ward.notice.mixin"
    _description = "Notice of something due"
    _inherit = ["ward.company.mixin"]
    _order = "told_on desc, id desc"
    _rec_name = "step"
    _log_access = False

    step = fields.Selection(STEPS, required=True, readonly=True)
    deadline = fields.Date(required=True, readonly=True)
    told_on = fields.Date(required=True, readonly=True)


class WardLadderMixin(models.AbstractModel):
    """Who is reminded of what is due, and which tier is told: in a few statements whatever their number.

    A model that climbs the ladder names its notices in ``_notice`` (model, field that leads back), its activity in
    ``_notice_activity``, and gives its open rows by ``_due_rows``. At most ``_told_at_once`` notices go in one
    statement.
    """

    _name = "ward.ladder.mixin"
    _description = "Reminds, and tells the tiers"
    _notice = ("", "")
    _notice_activity = ""
    _told_at_once = 200_000

    @api.model
    def _due_rows(self):
        """SQL of ``(id, ward, deadline, name, owner's user, head's user)`` of what is open and due."""
        raise NotImplementedError

    @api.model
    def _sentences(self):
        """``{step: sentence}`` in the language of the environment."""
        raise NotImplementedError

    @api.model
    def _cron_tell(self):
        """Every day: remind owners, tell the tiers; each batch is kept, so a run that is killed loses nothing."""
        today = self.env["ward.clock"]._today()
        return self._tell(today, lambda told: self.env["ir.cron"]._commit_progress(told))

    @api.model
    def _tell(self, today, after_batch=None):
        """Keep what is told on ``today``, and put it on the lists, batch by batch; the number of notices.

        A notice and what it puts on a list are written by one statement: there is none without the other.
        ``after_batch`` is called with the number of notices of each full batch.
        """
        self.env.flush_all()
        batch, told = self._told_at_once, 0
        said = self._said_to(today)
        while found := said and self.env.execute_query(said)[0][0]:
            told += found
            if found < batch:
                break
            if after_batch:
                after_batch(found)
        self.env[self._notice[0]].invalidate_model()
        self.env["mail.activity"].invalidate_model()
        return told

    @api.model
    def _spans_by_ward(self, today):
        """``[(ward, step, first, last)]``: the deadlines that each step speaks of in each ward."""
        rows = self.env.execute_query(SQL("SELECT DISTINCT ward FROM (%s) AS due", self._due_rows()))
        wards = self.env["res.company"].browse(ward for (ward,) in rows)
        return [
            (ward.id, step, first, last)
            for ward, spans in self.env["ward.clock"]._spans(wards, today).items()
            for step, (first, last) in spans.items()
        ]

    @api.model
    def _notice_table(self):
        model, back = self._notice
        return SQL.identifier(self.env[model]._table), SQL.identifier(back)

    @api.model
    def _said_to(self, today):
        """The statement that keeps one batch of notices, and puts each on its reader's list; returns their number.

        Past the ORM: there may be very many, and none of them comes to Python.
        """
        spans = self._spans_by_ward(today)
        if not spans:
            return None
        table, back = self._notice_table()
        return SQL(
            """
            WITH span AS (%(spans)s), reader AS (%(readers)s), said AS (%(sentences)s), due AS (%(due)s),
            kept AS (
                INSERT INTO %(table)s (%(back)s, company_id, step, deadline, told_on)
                SELECT due.id, due.ward, span.step, due.deadline, %(today)s
                  FROM span
                  JOIN due ON due.ward = span.ward
                   AND due.deadline <= span.last AND (span.first IS NULL OR due.deadline >= span.first)
                 WHERE NOT EXISTS (SELECT FROM %(table)s known
                                    WHERE known.%(back)s = due.id AND known.deadline = due.deadline
                                      AND known.step = span.step)
                 LIMIT %(batch)s
                    ON CONFLICT DO NOTHING
             RETURNING %(back)s AS id, step),
            told AS (
                SELECT due.id, due.name, kept.step,
                       CASE kept.step WHEN 'before' THEN due.owner
                                      WHEN 'unit_head' THEN COALESCE(due.head, due.owner)
                                      ELSE reader.user_id END AS user_id
                  FROM kept
                  JOIN due ON due.id = kept.id
             LEFT JOIN reader ON reader.ward = due.ward AND reader.step = kept.step),
            listed AS (
                INSERT INTO mail_activity (res_model_id, res_model, res_id, res_name, activity_type_id, summary,
                                           user_id, date_deadline, automated, active, create_uid, write_uid,
                                           create_date, write_date)
                SELECT %(model_id)s, %(model)s, told.id, told.name, %(kind)s, said.text, told.user_id, %(today)s,
                       TRUE, TRUE, %(uid)s, %(uid)s, NOW() AT TIME ZONE 'UTC', NOW() AT TIME ZONE 'UTC'
                  FROM told
                  JOIN res_users u ON u.id = told.user_id AND u.active
                  JOIN res_partner p ON p.id = u.partner_id
                  JOIN said ON said.step = told.step AND said.lang = COALESCE(p.lang, 'en_US'))
            SELECT COUNT(*) FROM kept
            """,
            spans=given_rows(spans, ward="int", step="text", first="date", last="date"),
            readers=given_rows(self._readers(), ward="int", step="text", user_id="int"),
            sentences=given_rows(self._said(), lang="text", step="text", text="text"),
            due=self._due_rows(),
            table=table,
            back=back,
            batch=self._told_at_once,
            model_id=self.env["ir.model"]._get_id(self._name),
            model=self._name,
            kind=self.env.ref(self._notice_activity).id,
            today=today,
            uid=self.env.uid,
        )

    @api.model
    def _readers(self):
        """``[(ward, tier, user)]`` of the heads of the wards, and of the upper tier above them."""
        found = []
        for role in ("ward_head", "upper_tier"):
            group = self.env.ref(f"ward_hr.ward_hr_group_{role}")
            # sudo: the cron asks whose role it is; only ids are used
            users = self.env["res.users"].sudo().search([("all_group_ids", "in", group.ids)])
            found += [(ward.id, role, user.id) for user in users for ward in user.company_ids]
        return found

    @api.model
    def _said(self):
        """``[(language, step, sentence)]`` in every language of a reader."""
        return [
            (lang, step, text)
            for lang, _name in self.env["res.lang"].get_installed()
            for step, text in self.with_context(lang=lang)._sentences().items()
        ]

    def _end_notices(self):
        """What was put on the lists about these records no longer holds."""
        # sudo: activities of others, to take away what no longer holds
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", self.env.ref(self._notice_activity).id),
            ]
        ).unlink()
