"""A month of 6,000 people costs as many statements as one of 60, and loses no dossier between its stages."""

from datetime import date

from odoo.tests import tagged
from odoo.tools import SQL

from .dossier_case import DossierCase

MONTHS = [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]
OCTOBER = MONTHS[-1]


@tagged("post_install", "-at_install")
class TestWardWorkloadSize(DossierCase):
    """People and dossiers are made by SQL: creating them one by one would take longer than all that is tested."""

    def copies(self, model, template, **changed):
        """As many copies of a row as ``changed`` makes of it, by one statement; their ids."""
        names = [one.name for one in model._fields.values() if one.store and one.column_type and one.name != "id"]
        source = changed.pop("source")
        values = [changed.get(name, SQL("t.%s", SQL.identifier(name))) for name in names]
        self.cr.execute(
            SQL(
                "INSERT INTO %s (%s) SELECT %s FROM %s t, %s WHERE t.id = %s RETURNING id",
                SQL.identifier(model._table),
                SQL(", ").join(map(SQL.identifier, names)),
                SQL(", ").join(values),
                SQL.identifier(model._table),
                source,
                template.id,
            )
        )
        return [key for (key,) in self.cr.fetchall()]

    def grow(self, count):
        """``count`` more people like Lan."""
        self.env.flush_all()
        blank = dict.fromkeys(("user_id", "barcode", "work_email", "staff_code"), SQL("NULL"))
        people = self.copies(self.env["hr.employee"], self.an, source=SQL("generate_series(1, %s) n", count), **blank)
        self.copies(
            self.env["hr.version"],
            self.an.version_ids[:1],
            source=SQL("UNNEST(%s) person", people),
            employee_id=SQL("person"),
        )
        return people

    def work(self, people, each):
        """``each`` dossiers of everybody, received from August to October, two in three of them finished."""
        record = self.sent(self.csv([self.row("0001")]))
        self.env.flush_all()
        self.cr.execute("SELECT SETSEED(0.5)")
        self.cr.execute(
            SQL(
                """
                INSERT INTO ward_dossier (company_id, code, procedure_id, channel, received_at, due_at, processed_at,
                                          state, timeliness, late_days, handling_officer_id, import_id)
                SELECT %(company)s, 'SIZE-' || person || '-' || n, %(procedure)s, 'online', received,
                       received + INTERVAL '5 days', done,
                       CASE WHEN done IS NULL THEN 'processing' ELSE 'processed' END,
                       CASE WHEN done IS NULL THEN 'open' WHEN done > received + INTERVAL '5 days' THEN 'late'
                            ELSE 'on_time' END, 0, person, %(record)s
                  FROM (SELECT *, CASE WHEN n %% 3 > 0 THEN received + RANDOM() * INTERVAL '40 days' END AS done
                          FROM (SELECT person, n, '2026-08-01'::timestamp + RANDOM() * INTERVAL '90 days' AS received
                                  FROM UNNEST(%(people)s) person, generate_series(1, %(each)s) n) one) two
                """,
                company=self.ward.id,
                procedure=self.env.ref("ward_hr.ward_procedure_2_000815").id,
                record=record.id,
                people=people,
                each=each,
            )
        )

    def cost(self, some, people=None):
        self.env.invalidate_all()
        self.env["ward.workload"]._refresh(self.ward, [OCTOBER], some)  # warm
        with self.counted() as spent:
            self.env["ward.workload"]._refresh(self.ward, [OCTOBER], people)
        return spent()

    def test_sixty_and_six_thousand_people_cost_the_same_and_one_day_touches_its_people_only(self):
        small = self.grow(57)  # Lan, Hùng and An are there
        some = small[:3]
        self.work(small, 4)
        few = self.cost(some), self.cost(some, some)
        self.work(self.grow(5940), 2)
        self.assertEqual((self.cost(some), self.cost(some, some)), few)
        loads = self.env["ward.workload"].search([("company_id", "=", self.ward.id), ("month", "=", OCTOBER)])
        self.assertEqual(len(loads), 6000)
        self.cr.execute("UPDATE ward_workload SET refreshed_at = '2026-01-01' WHERE company_id = %s", (self.ward.id,))
        self.env["ward.workload"]._refresh(self.ward, [OCTOBER], some)
        self.cr.execute("SELECT ARRAY_AGG(employee_id) FROM ward_workload WHERE refreshed_at > '2026-01-01'")
        self.assertEqual(sorted(self.cr.fetchone()[0]), sorted(some))
        self.env["ward.workload"]._refresh(self.ward, MONTHS[:2])
        self.conserved()

    def conserved(self):
        """What is open at a month's end was open before or received in it, and is not finished."""
        self.cr.execute(
            SQL(
                """
                SELECT m::date, w.backlog, w.finished,
                       (SELECT COUNT(*)::int FROM ward_dossier WHERE company_id = %(company)s
                           AND DATE_TRUNC('month', received_at AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh') = m)
                  FROM UNNEST(%(months)s::timestamp[]) m
                  JOIN (SELECT month, SUM(backlog_count)::int AS backlog, SUM(finished_count)::int AS finished
                          FROM ward_workload WHERE company_id = %(company)s GROUP BY 1) w ON w.month = m
                 ORDER BY 1
                """,
                company=self.ward.id,
                months=MONTHS,
            )
        )
        before = 0
        for month, backlog, finished, received in self.cr.fetchall():
            with self.subTest(month=month):
                self.assertEqual(backlog, before + received - finished)
                before = backlog
