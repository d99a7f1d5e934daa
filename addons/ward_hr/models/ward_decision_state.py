from datetime import date

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ..staff.history import DAY, Entry, plan
from .ward_decision_says import SUBJECTS

# Not carried by a copy of a version, and not what makes two versions differ.
OWN = {"date_version", "decision_number", "decision_date", "last_modified_uid", "last_modified_date", "name"}
SEALED = ("approved", "paid")


class WardDecisionState(models.Model):
    """Applying: gather the files, `plan` on them, write what it says. Revoking is in ``ward_decision_revoke``."""

    _inherit = "ward.decision"

    def action_apply(self):
        """Puts what the decisions say into the files; several of one person in the order of their days."""
        self.check_access("write")
        self._check_state("draft")
        self.employee_id._take_turns()
        waiting = self.sorted(lambda decision: (decision.effective_date, decision.id))
        while waiting:
            turn = self.browse([group[0].id for group in waiting.grouped("employee_id").values()])
            turn._apply_one_each()
            waiting -= turn
        return True

    def action_revoke(self):
        """Undoes exactly what applying did; refused when something rests on it."""
        self.check_access("write")
        self._check_state("applied")
        self.employee_id._take_turns()
        # the last applied first, so that decisions revoked together do not stand in each other's way
        for decision in self.sorted(lambda decision: -decision._entry_turn()):
            decision._revoke()
        return True

    def _check_state(self, needed):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for decision in self:
            if decision.state != needed:
                raise UserError(
                    self.env._(
                        "“%(decision)s” is “%(state)s”: this step needs “%(needed)s”.",
                        decision=decision.display_name,
                        state=labels[decision.state],
                        needed=labels[needed],
                    )
                )

    # -- applying ------------------------------------------------------------------------------------

    def _apply_one_each(self):
        """Applies decisions of different people: the files are read, and new versions made, all at once."""
        applied = self.search([("employee_id", "in", self.employee_id.ids), ("state", "=", "applied")])
        others = applied.grouped("employee_id")
        laws = {company: self.env["ward.law.value"]._law(company) for company in self.company_id}
        planned = [
            decision._plan(others.get(decision.employee_id, self.browse()), laws[decision.company_id])
            for decision in self
        ]
        made = self._make_versions(planned)
        self._write_plans(planned, made, others)
        assignments = [decision._assignment() for decision in self if decision.kind == "secondment"]
        if assignments:
            self.env["ward.assignment"].create(assignments)
        self._tell(self.env._("Decision %(number)s of %(date)s (%(kind)s) is applied, in force from %(day)s."))

    def _plan(self, others, law):
        versions = self._versions()
        before = self._version_in_force(versions)
        self._refuse_contradiction(others)
        says = self._says(before, law)
        day = self.effective_date
        if self._leaves():  # the departure stands on the version of the last day; no new one begins
            day = before.date_version
        history = {version.date_version: self._values(version) for version in versions}
        values = {subject: self._valued(subject, before, new) for subject, new in says.items()}
        fixed = {
            subject: {other.effective_date for other in others if subject in other._said()} for subject in says
        }
        until = self.date_to if self.kind == "secondment" else None
        return self, says, plan(history, day, values, until or None, fixed) if says else None

    def _versions(self):
        return self.employee_id.version_ids.filtered("active").sorted("date_version")

    def _version_in_force(self, versions):
        day = self.effective_date - DAY if self._leaves() else self.effective_date
        found = versions.filtered(lambda version: version.date_version <= day)
        if not found:
            raise UserError(
                self.env._(
                    "%(name)s has no file on %(day)s: it begins on %(first)s. Correct the day of the decision, or "
                    "the first day of the file.",
                    first=format_date(self.env, versions[:1].date_version),
                    **self._named(),
                )
            )
        return found[-1]

    def _refuse_contradiction(self, others):
        """Refused with both named when another applied decision says otherwise of the same, for the same day."""
        for other in others.filtered(lambda other: other.effective_date == self.effective_date):
            for subject, said in other._said().items():
                if any(self._contradicts(name, value) for name, value in said.items()) and self._speaks_of(subject):
                    raise ValidationError(
                        self.env._(
                            "“%(new)s” and “%(old)s” both decide on %(subject)s of %(name)s for %(day)s, and say "
                            "different things. Correct the one that is wrong: change this draft, or revoke the other.",
                            new=self.display_name,
                            old=other.display_name,
                            subject=self.env["hr.version"]._fields[SUBJECTS[subject][0]]._description_string(self.env),
                            **self._named(),
                        )
                    )

    def _speaks_of(self, subject):
        of_kind = {
            "rank": self.kind in ("rank_step", "raise", "early_raise", "overgrade")
            or (self.kind == "appointment" and bool(self._scale() or self.pay_coefficient)),
            "leadership": self.kind == "leadership"
            or self.discipline_form == "removal"
            or (self.kind == "appointment" and bool(self.leadership_post_id)),
            "reserved": bool(self.reserved_coefficient),
            "staff_type": self.kind == "appointment" and bool(self.staff_type_id),
            "unit": self.kind == "appointment" and bool(self.department_id),
            "position": self.kind == "appointment" and bool(self.job_id),
            "place": (self.kind == "secondment" and self.share == 100)
            or (self.kind == "appointment" and bool(self.working_unit_id)),
            "departure": self._leaves(),
        }
        return of_kind[subject]

    def _contradicts(self, name, value):
        """Whether this decision gives another value than ``value`` (as kept in Json) to a field of the version."""
        if name == "departure_date":
            return value != fields.Date.to_string(self.effective_date - DAY)
        if name == "working_unit_id" and self.kind == "secondment":
            return value != self._place().id
        if name == "pay_scale_id":
            return bool(self._scale()) and value != self._scale().id
        own = _plain(self[name]) if name in self._fields else None
        if name in ("leadership_post_id", "pay_step"):
            return own != value
        return bool(own) and own != value

    def _make_versions(self, planned):
        """Creates the versions that the plans cut, in one go; ``{(employee, day): version}``."""
        wanted, vals_list = [], []
        for decision, _says, cuts in planned:
            for day, source in (cuts.cuts if cuts else {}).items():
                origin = decision._versions().filtered(lambda v, source=source: v.date_version == source)
                wanted.append((decision.employee_id, day))
                vals_list.append(decision._copy_of(origin, day))
        quiet = self.env["hr.version"].with_context(tracking_disable=True, mail_create_nolog=True)
        made = quiet.create(vals_list) if vals_list else quiet
        return dict(zip(wanted, made.with_context(self.env.context), strict=True))

    def _copy_of(self, origin, day):
        """The values of a version of ``day`` that says what ``origin`` says, by the law of its own day."""
        vals = self.employee_id._with_lawful_pay(origin.copy_data()[0] | {"date_version": day})
        if self._rejoins(origin):  # the contract that is over does not hold for the new service
            vals |= {"contract_date_start": False, "contract_date_end": False}
        if origin.departure_date and day <= origin.departure_date:
            vals |= {
                "departure_date": origin.departure_date,
                "departure_reason_id": origin.departure_reason_id.id,
            }
        return vals | {"employee_id": self.employee_id.id}

    def _write_plans(self, planned, made, others):
        """Writes what the plans say, equal values at once, and keeps with each decision what it changed."""
        held, writes, paid = {}, {}, self._paid_months()
        for decision, says, cuts in planned:
            versions = {version.date_version: version for version in decision._versions()}
            for day, subjects in (cuts.writes if cuts else {}).items():
                version = versions[day]
                names = [name for subject in subjects for name in SUBJECTS[subject]]
                held.setdefault(decision, {})[version] = {name: _plain(version[name]) for name in names}
                values = {name: value for subject in subjects for name, value in says[subject].items()}
                writes.setdefault(tuple(sorted(values.items())), []).append(version.id)
        for values, ids in writes.items():
            self.env["hr.version"].browse(ids).with_context(tracking_disable=True).write(dict(values))
        woken = self._wake()
        for decision, says, cuts in planned:
            turn = max((other._entry_turn() for other in others.get(decision.employee_id, ())), default=0) + 1
            changed = {
                "turn": turn,
                "woken": decision in woken,
                "says": {subject: _jsonable(new) for subject, new in says.items()},
                "made": [made[decision.employee_id, day].id for day in cuts.cuts] if cuts else [],
                "edits": {
                    str(version.id): {name: [old, _plain(version[name])] for name, old in before.items()}
                    for version, before in held.get(decision, {}).items()
                },
                "paid": paid.get(decision, []),
            }
            decision._keep_applied(min(held.get(decision, ()), key=lambda v: v.date_version, default=None), changed)

    def _keep_applied(self, version, changed):
        version = version or self.env["hr.version"]
        papers = self._sign(version) if version else None
        self._keep(
            {
                "state": "applied",
                "version_id": version.id,
                "changed": changed | {"papers": papers, "born": max(self.employee_id.version_ids.ids)},
                "applied_by_id": self.env.uid,
                "applied_at": fields.Datetime.now(),
            }
        )

    def _sign(self, version):
        """Names the decision on the version of its day; returns what stood there, ``None`` when nothing is named."""
        if version.date_version != self.effective_date:
            return None
        before = [version.decision_number, _plain(version.decision_date)]
        version.with_context(tracking_disable=True).write({"decision_number": self.number, "decision_date": self.date})
        return before

    def _paid_months(self):
        """``{decision: months}``, as text, that were approved or paid before it was applied and that it reaches."""
        # sudo: HR does not read payslips; only the months are taken
        paid = self.env["ward.payslip"].sudo()._read_group(
            [("employee_id", "in", self.employee_id.ids), ("run_id.state", "in", SEALED)],
            ["employee_id"],
            ["run_id:recordset"],
        )
        runs = {employee.id: runs.sorted("month") for employee, runs in paid}
        return {
            decision: [
                run.month.strftime("%m/%Y")
                for run in runs.get(decision.employee_id.id, ())
                if run.month >= decision.effective_date.replace(day=1)
                and not (decision.date_to and run.month > decision.date_to)
            ]
            for decision in self
        }

    def _runs_reached(self):
        reached = [
            ("company_id", "=", self.company_id.id),
            ("state", "in", SEALED),
            ("month", ">=", self.effective_date.replace(day=1)),
            ("slip_ids.employee_id", "=", self.employee_id.id),
        ]
        return reached + ([("month", "<=", self.date_to)] if self.date_to else [])

    def _assignment(self):
        return {
            "company_id": self.company_id.id,
            "employee_id": self.employee_id.id,
            "department_id": self._place().id,
            "kind": "secondment",
            "share": self.share,
            "date_from": self.effective_date,
            "date_to": self.date_to,
            "decision_id": self.id,
        }

    # -- between the database and the pure room ------------------------------------------------------

    def _entry_turn(self):
        return (self.changed or {}).get("turn", 0)

    def _said(self):
        return (self.changed or {}).get("says", {})

    def _entry(self, days, versions):
        by_id = {version.id: version for version in versions}
        edits = {}
        for key, changed in self.changed["edits"].items():
            version = by_id.get(int(key))
            if version:
                edits[version.date_version] = {
                    subject: tuple(
                        _identity(subject, {name: changed[name][side] for name in SUBJECTS[subject]})
                        for side in (0, 1)
                    )
                    for subject in self._said()
                }
        return Entry(
            turn=self._entry_turn(),
            day=self.version_id.date_version or self.effective_date,
            until=self.date_to if self.kind == "secondment" and self.date_to else None,
            subjects=frozenset(self._said()),
            made=frozenset(days[key] for key in self.changed["made"] if key in days),
            edits=edits,
        )

    def _values(self, version):
        """What a version says, by subject, in a form that can be compared."""
        return {
            subject: _identity(subject, {name: _plain(version[name]) for name in names})
            for subject, names in SUBJECTS.items()
        }

    def _valued(self, subject, before, new):
        """What ``new`` makes of a subject of ``before``."""
        held = {name: _plain(before[name]) for name in SUBJECTS[subject]}
        return _identity(subject, held | _jsonable(new))

    def _tell(self, sentence):
        """One line in each file and on each decision: the paper and its day, no amount."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        lines = {
            decision.id: sentence
            % {
                "number": decision.number,
                "date": format_date(self.env, decision.date),
                "kind": kinds[decision.kind],
                "day": format_date(self.env, decision.effective_date),
            }
            for decision in self
        }
        self._message_log_batch(lines)
        self.employee_id._message_log_batch({decision.employee_id.id: lines[decision.id] for decision in self})


def _identity(subject, values):
    """The values of a subject that can be compared: what the law derives from the others is left out."""
    derived = {"is_custom_job_title"}
    if values.get("pay_scale_id"):
        derived.add("pay_coefficient")
    return tuple(values[name] or False for name in SUBJECTS[subject] if name not in derived)


def by_law(old, version):
    """Recorded values without those that the law of another day derives anew."""
    names = set(old)
    if old.get("pay_scale_id", [None])[0]:
        names.discard("pay_coefficient")
    post = old.get("leadership_post_id", [None])[0]
    if post and version.env["ward.leadership.post"].browse(post).known:
        names.discard("leadership_coefficient")
    return {name: old[name] for name in names}


def _plain(value):
    """A field's value as Json keeps it."""
    if isinstance(value, models.BaseModel):
        return value.id
    if isinstance(value, date):
        return fields.Date.to_string(value)
    return round(value, 3) if isinstance(value, float) else value


def _jsonable(values):
    return {name: _plain(value) for name, value in values.items()}


def content(version):
    data = version.copy_data()[0] if version else {}
    return {name: value for name, value in data.items() if name not in OWN}
