"""A month of 2,000 people with five years of payslips in the tables: beside the same month without them.

``peer`` and ``limit`` are both the month without history: years should cost nothing. Milliseconds a payslip, a
first run and one that is computed again.
"""

from measure import report, statements, timed
from pay_ward import run_of, undone, ward

PEOPLE, MONTHS, RUNS = 2_000, 60, 5
COPIED = """
INSERT INTO {table} ({columns}) SELECT {values} FROM {table} one, generate_series(1, {months}) back
 WHERE one.company_id = {company}
"""


def main(env):
    with undone(env):
        company = ward(env, PEOPLE)
        env.cr.execute("ANALYZE")
        without = measured(env, company)
        history(env, company)
        env.cr.execute("ANALYZE")
        with_it = measured(env, company)
        with undone(env):
            run = run_of(env, company)
            counts = [statements(env, run._compute_slips) for _again in range(2)]
        for name, ours, peer, count in zip(("first", "again"), with_it, without, counts, strict=True):
            report(f"pay_history_{name}", ours, peer, peer, 1.1, "ms a payslip", PEOPLE, count)


def measured(env, company):
    """Medians of a first run and of a second, in milliseconds a payslip; each is taken back."""
    first, again = [], []
    for _run in range(RUNS):
        with undone(env):
            run = run_of(env, company)
            first.append(timed(run._compute_slips, runs=1)[0])
            env.flush_all()
            again.append(timed(run._compute_slips, runs=1)[0])
    return [sorted(times)[RUNS // 2] * 1000 / PEOPLE for times in (first, again)]


def history(env, company):
    """The month's run, slips and lines once more for each of the sixty months before it, paid."""
    run = run_of(env, company)
    run._compute_slips()
    env.flush_all()
    lowest = {}
    for table, links in (
        ("ward_pay_run", {"id": 10**6}),
        ("ward_payslip", {"id": 10**7, "run_id": 10**6}),
        ("ward_payslip_line", {"id": 2 * 10**7, "payslip_id": 10**7}),
    ):
        copied(env, company, table, links)
        lowest[table] = links["id"]
    env.cr.execute(
        "DELETE FROM ward_payslip_line WHERE company_id = %s AND id < %s", [company.id, lowest["ward_payslip_line"]]
    )
    env.cr.execute("DELETE FROM ward_payslip WHERE run_id = %s", [run.id])
    env.cr.execute("DELETE FROM ward_pay_run WHERE id = %s", [run.id])
    env.cr.execute(
        "UPDATE ward_pay_run SET state = 'paid', paid_at = computed_at WHERE company_id = %s", [company.id]
    )
    env.invalidate_all()


def copied(env, company, table, links):
    """Sixty copies of the rows of a table; ``links``: by how much each copy raises a number."""
    env.cr.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
        [table],
    )
    columns, values = [], []
    for name, kind in env.cr.fetchall():
        value = f'one."{name}"'
        if name in links:
            value += f" + back * {links[name]}"
        elif name in ("month", "origin_month"):
            value = f"({value} - back * interval '1 month')::date"
        elif name == "name" and kind == "character varying":
            value += " || back"
        columns.append(f'"{name}"')
        values.append(value)
    env.cr.execute(
        COPIED.format(
            table=table, columns=", ".join(columns), values=", ".join(values), months=MONTHS, company=company.id
        )
    )


main(env)  # noqa: F821 - the Odoo shell knows env
