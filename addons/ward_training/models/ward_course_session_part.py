from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_date

from ..rules import parts

HALVES = [("morning", "Morning"), ("afternoon", "Afternoon"), ("evening", "Evening")]
#: What a half-day takes: who changes one of these may run into somebody else.
BOOKS = {"room_id", "trainer_id", "day", "half"}


class WardCourseSessionPart(models.Model):
    """A half-day of a session: the unit in which rooms and trainers are booked and attendance is marked.

    The session's first and last moment follow from its parts. A room, or a trainer, is in one part
    of a half-day: said with names before it is saved, and kept by PostgreSQL whoever saves at once.
    """

    _name = "ward.course.session.part"
    _description = "Half-day of a session"
    _inherit = ["ward.company.mixin"]
    _order = "begin, id"
    _check_company_auto = True

    session_id = fields.Many2one(
        "ward.course.session", required=True, index=True, check_company=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True, precompute=True, default=None)
    course_id = fields.Many2one(related="session_id.course_id", store=True, index=True)
    day = fields.Date(required=True, index=True)
    half = fields.Selection(HALVES, string="Half-day", required=True, default="morning")
    time_from = fields.Float(string="From", required=True, default=8)
    time_to = fields.Float(string="To", required=True, default=12)
    begin = fields.Datetime(string="Begins", compute="_compute_moments", store=True, precompute=True, index=True)
    end = fields.Datetime(string="Ends", compute="_compute_moments", store=True, precompute=True)
    hours = fields.Float(digits=(6, 2), compute="_compute_moments", store=True, precompute=True)
    room_id = fields.Many2one(
        "ward.training.room",
        compute="_compute_room_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    trainer_id = fields.Many2one(
        "ward.training.trainer",
        compute="_compute_trainer_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    held = fields.Boolean(
        compute="_compute_held", store=True, precompute=True, help="False once the session is cancelled."
    )

    _once = models.UniqueIndex("(session_id, day, half)", "This half-day stands in the session already.")
    _one_in_a_room = models.UniqueIndex(
        "(room_id, day, half) WHERE held AND room_id IS NOT NULL",
        "The room has just been booked for that half-day by somebody else. Choose another room or half-day.",
    )
    _one_of_a_trainer = models.UniqueIndex(
        "(trainer_id, day, half) WHERE held AND trainer_id IS NOT NULL",
        "The trainer has just been booked for that half-day by somebody else. Choose another trainer or half-day.",
    )

    @api.depends("day", "time_from", "time_to")
    def _compute_moments(self):
        for part in self:
            begin, end = (_hour(hour) for hour in (part.time_from, part.time_to))
            part.hours = float(end - begin)
            part.begin = part.day and self._utc(parts.moment(part.day, begin))
            part.end = part.day and self._utc(parts.moment(part.day, end))

    @api.depends("session_id")
    def _compute_room_id(self):
        for part in self:
            part.room_id = part.session_id.room_id

    @api.depends("session_id")
    def _compute_trainer_id(self):
        for part in self:
            part.trainer_id = part.session_id.trainer_id

    @api.depends("session_id.state")
    def _compute_held(self):
        for part in self:
            part.held = part.session_id.state != "cancelled"

    @api.depends("day", "half", "session_id.course_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for part in self:
            part.display_name = f"{part.session_id.course_id.name} · {part._when()}"

    def _when(self):
        """Half-day and day in words."""
        halves = dict(self._fields["half"]._description_selection(self.env))
        return f"{halves.get(self.half, '')} {format_date(self.env, self.day)}".strip()

    @api.model
    def _utc(self, local):
        return self.env["ward.course.session"]._utc(local)

    @api.onchange("half")
    def _onchange_half(self):
        usual = {"morning": (8, 12), "afternoon": (13, 17), "evening": (18, 21)}
        if self.half and not parts.fits(self._pure()):
            self.time_from, self.time_to = usual[self.half]

    def _pure(self):
        return parts.Part(self.day, self.half, _hour(self.time_from), _hour(self.time_to))

    @api.constrains("half", "time_from", "time_to")
    def _check_hours(self):
        for part in self:
            if not parts.fits(part._pure()):
                first, last = parts.HALVES[part.half]
                raise ValidationError(
                    self.env._(
                        "%(part)s cannot be from %(begin)s to %(end)s: this half of the day lies between"
                        " %(first)s and %(last)s. Correct the hours, or make two half-days of it.",
                        part=part._when(),
                        begin=_clock(part.time_from),
                        end=_clock(part.time_to),
                        first=_clock(first),
                        last=_clock(last),
                    )
                )

    # ------------------------------------------------------------------ guards
    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_clashes([self._wanted(vals) for vals in vals_list])
        made = super().create(vals_list)
        made.session_id._follow_parts()
        return made

    def write(self, vals):
        if {"day", "half"} & set(vals):
            self._refuse_when_marked()
        if BOOKS & set(vals):
            self._refuse_clashes([part._wanted(vals) for part in self])
        done = super().write(vals)
        if {"day", "time_from", "time_to"} & set(vals):
            self.session_id._follow_parts()
        return done

    def unlink(self):
        self._refuse_when_marked()
        sessions = self.session_id
        done = super().unlink()
        sessions.exists()._follow_parts()
        return done

    def _follow_session(self, name, value, former):
        """The session has another room (or trainer): so have its half-days that still had the ``former`` one of it."""
        following = self.filtered(lambda part: part.held and part[name] == former[part.session_id, name])
        following.write({name: value})

    def _refuse_when_marked(self):
        """A half-day that has taken place stays; attendance says which that are."""

    # ------------------------------------------------------------------ clashes
    def _wanted(self, vals):
        """What this half-day would take with ``vals``: (own id, room, trainer, day, half), 0 for none."""
        session = self.session_id or self.env["ward.course.session"].browse(vals.get("session_id"))
        mine = self or session  # a new half-day takes the room and the trainer of its session
        return (
            self.id or 0,
            vals.get("room_id", mine.room_id.id) or 0,
            vals.get("trainer_id", mine.trainer_id.id) or 0,
            fields.Date.to_date(vals.get("day", self.day)),
            vals.get("half", self.half) or "morning",
        )

    @api.model
    def _refuse_clashes(self, wanted):
        """Refuse, with names, a room or a trainer that is somewhere else in that half-day: one statement."""
        if not wanted:
            return
        self.env.flush_all()
        own, rooms, trainers, days, halves = zip(*wanted, strict=True)
        taken = self.env.execute_query(
            SQL(
                """
                SELECT part.id, part.room_id = wish.room
                  FROM unnest(%s::int[], %s::int[], %s::date[], %s::text[]) AS wish (room, trainer, day, half)
                  JOIN ward_course_session_part part ON part.held AND part.day = wish.day AND part.half = wish.half
                   AND (part.room_id = wish.room OR part.trainer_id = wish.trainer) AND part.id <> ALL(%s)
                 ORDER BY part.begin, part.id LIMIT 1
                """,
                list(rooms),
                list(trainers),
                list(days),
                list(halves),
                list(own),
            )
        )
        for part_id, is_room in taken:
            # sudo: a draft of somebody else holds the room too; only its name is told
            part = self.sudo().browse(part_id)
            raise UserError(
                self.env._(
                    "%(what)s is not free on %(when)s: %(session)s is there."
                    " Choose another one, or another half-day.",
                    what=(part.room_id if is_room else part.trainer_id).name,
                    when=part._when(),
                    session=part.session_id.display_name,
                )
            )


def _hour(stored):
    """A stored hour as ``Decimal``, to the minute."""
    return Decimal(round(stored * 60)) / 60


def _clock(hour):
    minutes = round(float(hour) * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
