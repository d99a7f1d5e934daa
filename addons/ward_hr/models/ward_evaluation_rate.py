import json
from collections import defaultdict
from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..evaluation.level import NotACause, level
from ..evaluation.points import Leading, task_points, unit_share
from ..evaluation.products import Rates
from ..evaluation.year import Part, year_points
from .ward_evaluation import NOT_RATED, SETTLED

NOTHING = Decimal(0)


class WardEvaluation(models.Model):
    """Points and proposed level, reckoned set-wise from lines, scores, parts and the law."""

    _inherit = "ward.evaluation"

    def _rate(self):
        """Reckon the open ones of these sheets anew, in a number of statements that does not grow."""
        open_ids = [sheet for sheet in self.ids if sheet]
        if not open_ids:
            return
        self.env.flush_all()
        facts = self._rating_facts(open_ids)
        if not facts:
            return
        works, scores = self._work_sums(open_ids), self._score_sums(open_ids)
        levels, parts = self._levels_led(open_ids), self._parts_of_year(open_ids)
        # sudo: the law and the period of a sheet, for whoever may score it
        periods = self.env["ward.evaluation.period"].sudo().browse({one["period_id"] for one in facts})
        rules = {period.id: period._rules() for period in periods}
        rows = [
            self._rated_year(one, parts.get(one["id"], ()), rules[one["period_id"]])
            if one["kind"] == "year"
            else self._rated_period(
                one, works.get(one["id"]), scores.get(one["id"]), levels.get(one["id"]), rules[one["period_id"]]
            )
            for one in facts
        ]
        self._keep_ratings(rows)

    # -- gathering -----------------------------------------------------------------------------------

    def _rating_facts(self, sheet_ids):
        names = ("id", "period_id", "kind", "is_leader", "cause", "real_days")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT s.id, s.period_id, p.kind, COALESCE(s.is_leader, FALSE), COALESCE(s.cause, ''),
                       s.real_days::text
                  FROM ward_evaluation s JOIN ward_evaluation_period p ON p.id = s.period_id
                 WHERE s.id = ANY(%s) AND s.state <> ALL(%s)
                """,
                sheet_ids,
                list(SETTLED),
            )
        )
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _work_sums(self, sheet_ids):
        """``{sheet: (assigned, done, good, timely, whether some is unmeasured)}`` in units."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT evaluation_id, SUM(units)::text, SUM(units_done)::text, SUM(units_good)::text,
                       SUM(units_timely)::text, BOOL_OR(COALESCE(unmeasured, FALSE))
                  FROM ward_evaluation_line WHERE evaluation_id = ANY(%s) GROUP BY 1
                """,
                sheet_ids,
            )
        )
        return {sheet: (*map(_exact, sums), unmeasured) for sheet, *sums, unmeasured in rows}

    def _score_sums(self, sheet_ids):
        """``{sheet: {block: (own points, head's points, at most, whether all is scored)}}``."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT evaluation_id, block, SUM(self_points)::text, SUM(head_points)::text,
                       SUM(max_points)::text, BOOL_AND(COALESCE(head_scored, FALSE))
                  FROM ward_evaluation_score WHERE evaluation_id = ANY(%s) GROUP BY 1, 2
                """,
                sheet_ids,
            )
        )
        sums = defaultdict(dict)
        for sheet, block, *points, scored in rows:
            sums[sheet][block] = (*map(_exact, points), scored)
        return sums

    def _levels_led(self, sheet_ids):
        """``{sheet of a leader: levels of those led}``; a level not known yet is None.

        Those led are the people whom the leader reviews; for a deputy, the members of the unit
        who are no leaders. Who cannot be rated for want of work or time does not count.
        """
        rows = self.env.execute_query(
            SQL(
                """
                WITH leader AS (
                    SELECT s.id, s.employee_id, s.period_id, s.department_id,
                           EXISTS (SELECT FROM ward_evaluation own
                                    WHERE own.period_id = s.period_id AND own.reviewer_id = s.employee_id) AS reviews
                      FROM ward_evaluation s WHERE s.id = ANY(%s) AND s.is_leader)
                SELECT leader.id, ARRAY_AGG(COALESCE(led.level, led.proposed_level))
                  FROM leader JOIN ward_evaluation led
                    ON led.period_id = leader.period_id AND led.employee_id <> leader.employee_id
                   AND led.state <> 'superseded' AND (led.supersedes_id IS NULL OR led.state = 'final')
                   AND (leader.reviews AND led.reviewer_id = leader.employee_id
                        OR NOT leader.reviews AND led.department_id = leader.department_id
                       AND led.is_leader IS NOT TRUE)
                 WHERE led.missing IS NULL OR led.missing <> ALL(%s)
                 GROUP BY 1
                """,
                sheet_ids,
                list(NOT_RATED),
            )
        )
        return dict(rows)

    def _parts_of_year(self, sheet_ids):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT evaluation_id, source_id, real_days::text, common_points::text, task_points::text
                  FROM ward_evaluation_part WHERE evaluation_id = ANY(%s)
                """,
                sheet_ids,
            )
        )
        parts = defaultdict(list)
        for sheet, source, *figures in rows:
            parts[sheet].append(Part(source, *map(_exact, figures)))
        return parts

    # -- reckoning -----------------------------------------------------------------------------------

    def _rated_period(self, facts, work, scores, levels, rules):
        """The figures of one sheet; what is missing is named, never taken as 0."""
        scores = scores or {}
        common = scores.get("common", (NOTHING, NOTHING, NOTHING, False))
        figures = {"id": facts["id"], "self_points": common[0], "missing": None}
        if not _exact(facts["real_days"]):
            return self._leveled(figures | {"missing": "no_time"}, facts, rules)
        if not work or not work[0]:
            missing = "unmeasured" if work and work[4] else "no_work"
            return self._leveled(figures | {"missing": missing}, facts, rules)
        assigned, done, good, timely, unmeasured = work
        rates = Rates(done / assigned, good / assigned, timely / assigned)
        figures |= {"quantity_rate": rates.quantity, "quality_rate": rates.quality, "progress_rate": rates.progress}
        figures["missing"] = "unmeasured" if unmeasured else None
        leading = None
        if facts["is_leader"]:
            leading, gaps = self._leading(scores, levels, rules)
            figures |= gaps
        figures["missing"] = figures["missing"] or (None if common[3] else "common")
        if common[3]:
            figures["common_points"] = rules.rounded(common[1])
        if leading or not facts["is_leader"]:
            figures["task_points"] = task_points(rates, rules, leading)
        return self._leveled(figures, facts, rules)

    def _leading(self, scores, levels, rules):
        """(d, đ, e or None, figures of them with what is missing)."""
        levels = levels or ()
        unit = None if None in levels else unit_share(levels, rules)
        own = {name: scores[name][1] / scores[name][2] for name in ("organising", "unity") if _scored(scores, name)}
        figures = {f"{name}_rate": share for name, share in own.items()}
        if unit is not None:
            figures["unit_rate"] = unit
        if unit is None:
            return None, figures | {"missing": "unit"}
        if len(own) < 2:
            return None, figures | {"missing": "leader"}
        return Leading(unit, own["organising"], own["unity"]), figures

    def _rated_year(self, facts, parts, rules):
        points = year_points(parts, rules)
        if points is None:
            missing = "no_time" if parts else "no_period"
            return self._leveled({"id": facts["id"], "missing": missing}, facts, rules)
        common, task = points
        figures = {"id": facts["id"], "missing": None, "common_points": common, "task_points": task}
        return self._leveled(figures, facts, rules)

    def _leveled(self, figures, facts, rules):
        """``figures`` with the total and the level, where nothing is missing; a cause needs no points."""
        cause = facts["cause"]
        whole = figures.get("common_points") is not None and figures.get("task_points") is not None
        if whole and not figures["missing"]:
            figures["total_points"] = figures["common_points"] + figures["task_points"]
        if "total_points" in figures or cause:
            try:
                figures["proposed_level"] = level(
                    figures.get("total_points", NOTHING), rules, cause, facts["is_leader"]
                )
            except NotACause as error:
                raise UserError(
                    self.env._(
                        "“%(cause)s” is a case of leaders only. Choose another case, or none.",
                        cause=dict(self._fields["cause"]._description_selection(self.env))[cause],
                    )
                ) from error
            figures["missing"] = None
        return figures

    def _keep_ratings(self, rows):
        names = (
            "quantity_rate",
            "quality_rate",
            "progress_rate",
            "unit_rate",
            "organising_rate",
            "unity_rate",
            "self_points",
            "common_points",
            "task_points",
            "total_points",
            "missing",
            "proposed_level",
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_evaluation s SET %(sets)s, shown_level = COALESCE(s.level, r.proposed_level)
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_evaluation, %(rows)s::jsonb) r
                 WHERE r.id = s.id
                """,
                sets=SQL(", ").join(SQL("%s = r.%s", SQL.identifier(n), SQL.identifier(n)) for n in names),
                rows=json.dumps(rows, default=str),
            )
        )
        self.env["ward.evaluation"].invalidate_model()


def _scored(scores, name):
    return name in scores and scores[name][3]


def _exact(figure):
    return Decimal(figure or 0)
