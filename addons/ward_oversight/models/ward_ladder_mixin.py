from odoo import api, fields, models
from odoo.tools import SQL

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
    ``_notice_activity``, and gives its open rows by ``_due_rows``.
    """

    _name = "ward.ladder.mixin"
    _description = "Reminds, and tells the tiers"
    _notice = ("", "")
    _notice_activity = ""

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
        """Every day: remind owners, tell the tiers."""
        return self._tell(self.env["ward.clock"]._today())

    @api.model
    def _tell(self, today):
        """Keep what is told on ``today``, and put it on the lists; the number of notices."""
        self.env.flush_all()
        told = self._keep_notices(self._spans_by_ward(today), today)
        if told:
            self._put_on_lists(told, today)
            self.env[self._notice[0]].invalidate_model()
            self.env["mail.activity"].invalidate_model()
        return len(told)

    @api.model
    def _spans_by_ward(self, today):
        """``[(ward, step, first, last)]``: the deadlines that each step speaks of in each ward."""
        rows = self.env.execute_query(SQL("SELECT DISTINCT ward FROM (%s) AS due", self._due_rows()))
        clock = self.env["ward.clock"]
        return [
            (ward, step, first, last)
            for (ward,) in rows
            for step, (first, last) in clock._spans(self.env["res.company"].browse(ward), today).items()
        ]

    @api.model
    def _notice_table(self):
        model, back = self._notice
        return SQL.identifier(self.env[model]._table), SQL.identifier(back)

    @api.model
    def _keep_notices(self, spans, today):
        """Ids of the notices that were not kept yet."""
        if not spans:
            return []
        table, back = self._notice_table()
        wards, steps, firsts, lasts = map(list, zip(*spans, strict=True))
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO %(table)s (%(back)s, company_id, step, deadline, told_on)
                SELECT due.id, due.ward, span.step, due.deadline, %(today)s
                  FROM UNNEST(%(wards)s::int[], %(steps)s::text[], %(firsts)s::date[], %(lasts)s::date[])
                       AS span (ward, step, first, last)
                  JOIN (%(due)s) AS due ON due.ward = span.ward
                   AND due.deadline <= span.last AND (span.first IS NULL OR due.deadline >= span.first)
                    ON CONFLICT DO NOTHING
             RETURNING id
                """,
                table=table,
                back=back,
                today=today,
                wards=wards,
                steps=steps,
                firsts=firsts,
                lasts=lasts,
                due=self._due_rows(),
            )
        )
        return [notice for (notice,) in rows]

    @api.model
    def _put_on_lists(self, notices, today):
        """One thing to do for each notice and reader, written past the ORM: there may be very many."""
        table, back = self._notice_table()
        wards, roles, readers = map(list, zip(*self._readers() or [(0, "", 0)], strict=True))
        langs, steps, texts = map(list, zip(*self._said(), strict=True))
        self.env.execute_query(
            SQL(
                """
                WITH reader AS (
                    SELECT * FROM UNNEST(%(wards)s::int[], %(roles)s::text[], %(readers)s::int[])
                           AS r (ward, role, user_id)),
                said AS (
                    SELECT * FROM UNNEST(%(langs)s::text[], %(steps)s::text[], %(texts)s::text[])
                           AS s (lang, step, text)),
                told AS (
                    SELECT due.id, due.name, notice.step,
                           CASE notice.step WHEN 'before' THEN due.owner
                                            WHEN 'unit_head' THEN COALESCE(due.head, due.owner)
                                            ELSE reader.user_id END AS user_id
                      FROM %(table)s notice
                      JOIN (%(due)s) AS due ON due.id = notice.%(back)s
                 LEFT JOIN reader ON reader.ward = due.ward AND reader.role = notice.step
                     WHERE notice.id = ANY(%(notices)s))
                INSERT INTO mail_activity (res_model_id, res_model, res_id, res_name, activity_type_id, summary,
                                           user_id, date_deadline, automated, active, create_uid, write_uid,
                                           create_date, write_date)
                SELECT %(model_id)s, %(model)s, told.id, told.name, %(kind)s, said.text, told.user_id, %(today)s,
                       TRUE, TRUE, %(uid)s, %(uid)s, NOW() AT TIME ZONE 'UTC', NOW() AT TIME ZONE 'UTC'
                  FROM told
                  JOIN res_users u ON u.id = told.user_id AND u.active
                  JOIN res_partner p ON p.id = u.partner_id
                  JOIN said ON said.step = told.step AND said.lang = COALESCE(p.lang, 'en_US')
                RETURNING id
                """,
                wards=wards,
                roles=roles,
                readers=readers,
                langs=langs,
                steps=steps,
                texts=texts,
                table=table,
                back=back,
                due=self._due_rows(),
                notices=notices,
                model_id=self.env["ir.model"]._get_id(self._name),
                model=self._name,
                kind=self.env.ref(self._notice_activity).id,
                today=today,
                uid=self.env.uid,
            )
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
