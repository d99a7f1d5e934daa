import json
from decimal import Decimal

from odoo import fields, models
from odoo.tools import SQL

from ..law import LawError
from ..staff import (
    CannotRaise,
    CannotRetire,
    Held,
    before_retirement,
    early_in_a_row,
    early_raise,
    held_since,
    next_raise,
    retirement,
)
from ..staff.early import end_of_year
from .ward_pay_scale import PREFIX

COLUMNS = {
    "list_id": "int",
    "company_id": "int",
    "employee_id": "int",
    "name_key": "varchar",
    "department_id": "int",
    "rank_id": "int",
    "kind": "varchar",
    "day": "date",
    "regular_day": "date",
    "undelayed_day": "date",
    "counted_from": "date",
    "assumed": "bool",
    "overdue": "bool",
    "months": "int",
    "delay": "int",
    "step_before": "int",
    "step_after": "int",
    "coefficient_before": "numeric",
    "coefficient_after": "numeric",
    "overgrade_before": "numeric",
    "overgrade_after": "numeric",
    "facts": "jsonb",
    "uncertain": "bool",
    "chosen": "bool",
    "decision_id": "int",
    "early_cause": "varchar",
    "early_most": "int",
    "window_from": "date",
    "retires_on": "date",
    "early_months": "int",
    "achievement": "varchar",
    "achievement_day": "date",
    "notice": "varchar",
    "note": "varchar",
}
CARRIED = ("early_months", "achievement", "achievement_day", "notice", "note")
BARS = {"no_achievement", "not_clean", "twice"}  # what an early line may have against it and still be shown


class WardRaiseListRefresh(models.Model):
    """Gather, reckon by the pure rooms, keep: a constant number of statements for any number of people."""

    _inherit = "ward.raise.list"

    def _refresh(self):
        """Puts new lines in the place of those without a decision; what was entered on them is carried over."""
        self.ensure_one()
        law = self.env["ward.law.value"]._law(self.company_id)
        people = self._on_file()
        entered, decided = self._entered()
        rows = [row for one in people.values() for row in self._lines_of(law, one) if row["key"] not in decided]
        for row in rows:
            row |= {name: value for name, value in entered.get(row.pop("key"), {}).items() if value is not None}
        self._replace(rows)
        last = end_of_year(self.early_year)
        paid = [one for one in people.values() if one.row["scale"] and not (one.until and one.until < last)]
        self._keep({"refreshed_at": fields.Datetime.now(), "people": len(paid)})
        self._keep_effects(law)

    def _entered(self):
        """What was entered on the lines to be replaced, and the keys of those that have a decision."""
        self.env.cr.execute(
            SQL(
                """
                SELECT line.employee_id, line.kind, decision.id, jsonb_build_object(
                           'chosen', line.chosen, 'early_months', line.early_months, 'note', line.note,
                           'achievement', line.achievement, 'achievement_day', line.achievement_day,
                           'notice', line.notice)
                  FROM ward_raise_line line
                  LEFT JOIN ward_decision decision ON decision.id = line.decision_id AND decision.state != 'revoked'
                 WHERE line.list_id = %s
                """,
                self.id,
            )
        )
        rows = self.env.cr.fetchall()
        return (
            {(employee, kind): values for employee, kind, _decision, values in rows},
            {(employee, kind) for employee, kind, decision, _values in rows if decision},
        )

    def _replace(self, rows):
        typed = SQL(", ").join(SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in COLUMNS.items())
        names = SQL(", ").join(SQL.identifier(name) for name in COLUMNS)
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM ward_raise_line line WHERE list_id = %s AND NOT EXISTS (
                       SELECT FROM ward_decision d WHERE d.id = line.decision_id AND d.state != 'revoked')
                """,
                self.id,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_raise_line (create_uid, write_uid, create_date, write_date, %(names)s)
                SELECT %(user)s, %(user)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', %(names)s
                  FROM jsonb_to_recordset(%(rows)s) AS line(%(typed)s)
                """,
                names=names,
                user=self.env.uid,
                rows=json.dumps(rows, default=str),
                typed=typed,
            )
        )
        self.env["ward.raise.line"].invalidate_model()
        self.invalidate_recordset()

    # -- the lines of one person ---------------------------------------------------------------------

    def _lines_of(self, law, person):
        """The values of the lines of a person; none for who is on agreed pay, or not due until the last day."""
        row = person.row
        if not row["scale"] and row["agreed"] and not Decimal(row["coefficient"] or 0):
            return
        absent = next((fact for fact in ("staff_type", "scale", "step") if not row[fact]), None)
        if absent:
            yield self._line(person, "missing", facts={"missing": absent})
            return
        since = held_since(person.said)
        held = Held(
            row["staff_type"], row["scale"], row["step"], since.day, person.said[-1].overgrade,
            early_in_a_row(person.kinds),
        )  # fmt: skip
        try:
            due = next_raise(law, held, person.events, person.absences)
            before = law.keyed(PREFIX + held.scale, since.day)[Decimal(held.step)]["coefficient"]
        except CannotRaise as error:
            yield self._line(person, "missing", facts={"missing": error.reason, "what": error.what})
            return
        except LawError as error:
            yield self._line(person, "missing", facts={"missing": "law", **_law_facts(error)})
            return
        reckoned = self._reckoned(held, since, due, before)
        regular = due.day <= self.date_to and not (person.until and person.until < due.day)
        if regular:
            yield self._regular(person, due, reckoned)
        elif since.assumed:
            yield self._line(person, "missing", **reckoned | {"facts": {"missing": "assumed"}})
        early = self._early(law, person, held, due)
        if early:
            yield self._line(person, "early_raise", **reckoned | early)

    def _line(self, person, kind, **values):
        row = person.row
        return {
            "key": (row["id"], kind),
            "list_id": self.id,
            "company_id": self.company_id.id,
            "employee_id": row["id"],
            "name_key": row["name_key"],
            "department_id": row["department_id"],
            "rank_id": row["rank_id"],
            "kind": kind,
            "chosen": False,
            **values,
        }

    def _reckoned(self, held, since, due, before):
        return {
            "day": due.day,
            "regular_day": due.day,
            "undelayed_day": due.regular,
            "counted_from": held.since,
            "assumed": since.assumed,
            "overdue": due.day < self.date_from,
            "months": due.months,
            "delay": due.delay,
            "step_before": held.step,
            "step_after": due.step,
            "coefficient_before": before,
            "coefficient_after": due.coefficient,
            "overgrade_before": held.overgrade,
            "overgrade_after": due.overgrade,
            "uncertain": bool(due.uncertain),
            "facts": {
                "reasons": [_reason_facts(reason) for reason in due.reasons],
                "uncertain": sorted(due.uncertain),
            },
        }

    def _regular(self, person, due, reckoned):
        draft = person.draft
        if not draft:
            return self._line(person, due.kind, **reckoned, chosen=not reckoned["assumed"])
        if draft["kind"] == due.kind:
            return self._line(person, due.kind, **reckoned, chosen=True, decision_id=draft["id"])
        return self._line(
            person, due.kind, **reckoned | {"facts": reckoned["facts"] | {"draft": draft["number"] or ""}}
        )

    def _early(self, law, person, held, due):
        """What an early raise of this person rests on, or ``None`` when it is not to be thought of this year."""
        values = self._by_retirement(law, person, due) or self._by_achievement(law, held, due)
        if values and person.draft and person.draft["kind"] == "early_raise":
            values |= {"decision_id": person.draft["id"], "chosen": True}
        return values

    def _by_achievement(self, law, held, due):
        early = early_raise(law, held, due, self.early_year)
        if not set(early.against) <= BARS:
            return None
        barred = [bar for bar in early.against if bar != "no_achievement"]
        return {
            "early_cause": "achievement",
            "early_most": early.most,
            "window_from": early.first,
            "facts": {"reasons": [_reason_facts(reason) for reason in due.reasons], "against": barred},
        }

    def _by_retirement(self, law, person, due):
        try:
            last_day = retirement(law, person.row["sex"], person.row["birthday"]).last_day
        except (CannotRetire, LawError):
            return None
        horizon = max(self.date_to, end_of_year(self.early_year))
        if not self.as_of <= last_day <= horizon or not before_retirement(law, due, last_day):
            return None
        most = int(law.number("early_raise_retirement_months", last_day))
        return {"early_cause": "retirement", "early_most": most, "retires_on": last_day, "facts": {"against": []}}


def _reason_facts(reason):
    return {
        "kind": reason.kind,
        "months": reason.months,
        "first": str(reason.first),
        "last": str(reason.last) if reason.last else None,
        "form": reason.form,
        "source": reason.source,
    }


def _law_facts(error):
    return {"code": getattr(error, "code", ""), "on": str(getattr(error, "day", ""))}
