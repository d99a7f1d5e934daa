"""Oversight of 126 wards with 20 visits, 100 findings and 800 actions each: read, escalate, find overlaps.

``oversight_rollup``: seconds to read every measure of all wards in one month. ``peer`` counts ward by ward with the
ORM, as a dashboard of six counters does. ``limit`` is one hand-written aggregate of the actions, the largest table.
``oversight_escalation``: all 100,800 actions are overdue and the unit is told of each. ``peer`` is what
``activity_schedule`` takes for as many, by those of one finding. ``limit`` is the count of the actions.
``oversight_overlap``: 5,000 tasks of one ward, each product claimed by two units. ``peer`` holds each of 500 tasks
against each other with the ORM, times 100. ``limit`` is the self-join that SQL does. Both searches are refused where
the large number takes more statements than the small one. Runs in an Odoo shell (``env``), in one transaction that is
undone.
"""

from datetime import date

from measure import report, statements, timed

from odoo.tools import SQL

WARDS, VISITS, FINDINGS, ACTIONS = 126, 20, 5, 8
DAY = date(2026, 11, 27)
FIELDS = ["visit_count", "visit_score", "finding_open_count", "action_overdue_count", "obstacle_overdue_count"]
env = self.env  # noqa: F821
env = env(context={"tracking_disable": True, "mail_create_nolog": True, "lang": "en_US", "rollup_day": DAY})
cr = env.cr


def ward(number):
    company = env["res.company"].create({"name": f"Bench ward {number}"})
    unit, office = env["hr.department"].create([{"name": name, "company_id": company.id} for name in ("A", "B")])
    person, leader = env["hr.employee"].create(
        [
            {
                "name": "Officer",
                "company_id": company.id,
                "department_id": unit.id,
                "date_version": date(2026, 1, 1),
                "user_id": env.ref("base.user_admin").id,
            },
            {"name": "Leader", "company_id": company.id, "department_id": office.id, "date_version": date(2026, 1, 1)},
        ]
    )
    visit = {
        "company_id": company.id,
        "department_id": unit.id,
        "leader_id": leader.id,
        "checklist_id": env.ref("ward_oversight.checklist_tthc").id,
        "date": date(2026, 11, 3),
    }
    visits = env["ward.visit"].create([visit] * VISITS)
    env.flush_all()
    return company, unit, person, visits


def copies(model, first, number, **changed):
    """``number`` more rows like ``first`` for each value of ``changed``, by one statement."""
    names = [one.name for one in model._fields.values() if one.store and one.column_type and one.name != "id"]
    table = SQL.identifier(model._table)
    cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s t, generate_series(1, %s) n WHERE t.id = %s",
            table,
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(changed.get(name, SQL("t.%s", SQL.identifier(name))) for name in names),
            table,
            number,
            first.id,
        )
    )


def filled():
    """Wards whose findings and actions are copies; their visits count as signed."""
    companies = env["res.company"]
    for number in range(WARDS):
        company, unit, person, visits = ward(number)
        companies |= company
        finding = (
            env["ward.finding"]
            .sudo()
            .create({"visit_id": visits[0].id, "name": "F", "department_id": unit.id, "deadline": date(2026, 11, 20)})
        )
        action = (
            env["ward.action"]
            .sudo()
            .create({"name": "A", "finding_id": finding.id, "employee_id": person.id, "deadline": date(2026, 11, 20)})
        )
        env.flush_all()
        copies(env["ward.finding"], finding, VISITS * FINDINGS - 1)
        copies(env["ward.action"], action, VISITS * FINDINGS * ACTIONS - 1)
    cr.execute("ALTER TABLE ward_visit DISABLE TRIGGER USER")
    cr.execute(
        "UPDATE ward_visit SET state = 'signed', scored = TRUE, score = 80 WHERE company_id = ANY(%s)", [companies.ids]
    )
    cr.execute("ANALYZE ward_visit, ward_finding, ward_action")
    env.invalidate_all()
    return companies


def ours():
    env.invalidate_all()
    rows = env["ward.rollup"].search([("month", "=", date(2026, 11, 1)), ("company_id", "in", companies.ids)])
    return rows.read(FIELDS)


def peer():
    """Six counters a ward."""
    env.invalidate_all()
    found = []
    for company in companies:
        own = [("company_id", "=", company.id)]
        found.append(
            (
                env["ward.visit"].search_count([*own, ("state", "=", "signed")]),
                env["ward.visit"]._read_group([*own, ("state", "=", "signed")], [], ["score:avg"]),
                env["ward.finding"].search_count([*own, ("state", "!=", "closed"), ("visit_id.state", "=", "signed")]),
                env["ward.action"].search_count([*own, ("state", "=", "open"), ("deadline", "<", DAY)]),
                env["ward.obstacle"].search_count([*own, ("due", "<", DAY)]),
                env["ward.task.overlap"].search_count([*own, ("state", "in", ("found", "asked", "answered"))]),
            )
        )
    return found


def limit():
    cr.execute("SELECT company_id, COUNT(*) FROM ward_action WHERE state = 'open' AND deadline < %s GROUP BY 1", [DAY])
    return cr.fetchall()


companies = filled()
mine, rows = timed(ours)
assert len(rows) == WARDS and {row["action_overdue_count"] for row in rows} == {VISITS * FINDINGS * ACTIONS}, rows[:2]
theirs, _rows = timed(peer)
bare, _rows = timed(limit)
report("oversight_rollup", mine, theirs, bare, 1, "s", WARDS * VISITS * FINDINGS * ACTIONS, statements(env, ours))

actions, first = env["ward.action"], companies[0]


def escalate():
    return actions._tell(DAY)


def untold():
    cr.execute("DELETE FROM ward_action_notice")
    cr.execute("DELETE FROM mail_activity WHERE res_model = 'ward.action'")
    env.invalidate_all()


cr.execute("UPDATE ward_action SET state = 'done' WHERE company_id <> %s", [first.id])
escalate()  # what is read once, as the law and the languages, is read now
untold()
few = statements(env, escalate)
cr.execute("UPDATE ward_action SET state = 'open' WHERE company_id <> %s", [first.id])
untold()
before = cr.sql_log_count
escalated, told = timed(escalate, runs=1)  # again and again in one transaction would read what was deleted
count = cr.sql_log_count - before
assert count == few, f"{count} statements for all wards, {few} for one"
assert told == WARDS * VISITS * FINDINGS * ACTIONS, told  # four working days late: the unit, not yet the ward
sample = actions.search([], limit=200)
one_by_one, _none = timed(
    lambda: [one.activity_schedule("ward_oversight.mail_activity_action", user_id=env.uid) for one in sample], runs=1
)
report("oversight_escalation", escalated, one_by_one * told / len(sample), bare, 1, "s", told, count)

TASKS, FEW = 5_000, 10
units = env["hr.department"].search([("company_id", "=", first.id)])
task = env["ward.delegated.task"].create(
    {
        "code": "B",
        "name": "T",
        "company_id": first.id,
        "sector_id": env.ref("ward_oversight.sector_fin").id,
        "mechanism_id": env.ref("ward_oversight.mechanism_pc").id,
        "date_from": date(2026, 1, 1),
        "assignment_ids": [(0, 0, {"department_id": units[0].id, "role": "lead", "date_from": date(2026, 1, 1)})],
    }
)
overlap = env["ward.task.overlap"]


def claimed(batch, number):
    """So many more tasks, each product claimed by two units."""
    env.flush_all()
    product = SQL("%s || n / 2", batch)
    copies(env["ward.delegated.task"], task, number, code=SQL("%s || n", batch), product=product)
    cr.execute(
        """INSERT INTO ward_task_assignment (task_id, company_id, department_id, role, date_from)
           SELECT task.id, task.company_id, CASE task.id %% 2 WHEN 0 THEN %s ELSE %s END, 'lead', task.date_from
             FROM ward_delegated_task task
            WHERE NOT EXISTS (SELECT FROM ward_task_assignment unit WHERE unit.task_id = task.id)""",
        units.ids,
    )
    cr.execute("ANALYZE ward_delegated_task, ward_task_assignment")
    env.invalidate_all()


def pairs(number):
    """What a person does: read the tasks, hold each against each other."""
    env.invalidate_all()
    tasks = env["ward.delegated.task"].search([("company_id", "=", first.id)], limit=number)
    return [
        (one, other)
        for one in tasks
        for other in tasks
        if one.product == other.product and one.lead_department_id != other.lead_department_id
    ]


claimed("A", FEW)
overlap._find(first)
few = statements(env, lambda: overlap._find(first))
claimed("B", TASKS - FEW)
count = statements(env, lambda: overlap._find(first))
assert count == few, f"{count} statements for {TASKS} tasks, {few} for {FEW}"
cr.execute("ANALYZE ward_task_overlap")
again, _none = timed(lambda: overlap._find(first))
assert overlap.search_count([("company_id", "=", first.id)]) >= TASKS // 2 - 2
pairwise, _none = timed(lambda: pairs(500))


def joined():
    cr.execute(
        "SELECT COUNT(*) FROM ward_delegated_task a JOIN ward_delegated_task b USING (product) WHERE a.id < b.id"
    )


bare, _none = timed(joined)
report("oversight_overlap", again, pairwise * (TASKS / 500) ** 2, bare, 1, "s", TASKS, count)
cr.rollback()
