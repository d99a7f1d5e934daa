"""The hash of a paid run: over everything that was decided by, and the hash of the run sealed before it."""

# Each version of the hash stays: a seal is checked by the one it was made with. Version 1 left out what is NULL, and
# neither inputs, people left out, differences nor earlier revisions were in it.
HASHES = {
    1: """
SELECT encode(sha256(convert_to(concat_ws(E'\\n',
           %(previous)s::text, run.company_id, run.month, run.revision, run.law::text,
           run.approved_by_id, run.submitted_by_id, run.computed_by_id,
           (SELECT string_agg(concat_ws('|', slip.employee_id, slip.employee_name,
                       slip.version_id, slip.department_id, slip.staff_type_id,
                       slip.pay_coefficient, slip.leadership_coefficient,
                       slip.overgrade_percent, slip.reserved_coefficient, slip.dependants,
                       slip.days, slip.gross, slip.deductions, slip.net, slip.employer,
                       slip.insurance_base, slip.taxable_income, lines.content),
                   E'\\n' ORDER BY slip.employee_id)
              FROM ward_payslip slip
              LEFT JOIN LATERAL (
                   SELECT string_agg(concat_ws('|', line.code, line.section,
                              line.origin_month, line.quantity, line.rate, line.amount,
                              line.basis::text), E'\\n' ORDER BY line.id) AS content
                     FROM ward_payslip_line line WHERE line.payslip_id = slip.id) lines ON true
             WHERE slip.run_id = run.id)
       ), 'UTF8')), 'hex')
  FROM ward_pay_run run WHERE run.id = %(run)s
""",
    2: """
SELECT encode(sha256(convert_to(jsonb_build_array(2, %(previous)s::text, run.company_id, run.month, run.revision,
           run.law, run.remarks, run.gross, run.deductions, run.net, run.employer, run.people, run.computed_by_id,
           run.computed_at, run.submitted_by_id, run.submitted_at, run.approved_by_id, run.approved_at)::text
       || concat_ws(E'\\n', '',
           (SELECT string_agg(jsonb_build_array('slip', slip.employee_id, slip.employee_name, slip.version_id,
                       slip.department_id, slip.staff_type_id, slip.job_title, slip.rank_code, slip.pay_step,
                       slip.pay_coefficient, slip.leadership_coefficient, slip.overgrade_percent,
                       slip.reserved_coefficient, slip.dependants, slip.days, slip.absent_days, slip.absent_kinds,
                       slip.facts, slip.gross, slip.deductions, slip.net, slip.employer, slip.insurance_base,
                       slip.taxable_income)::text || COALESCE(lines.content, ''), E'\\n' ORDER BY slip.employee_id)
              FROM ward_payslip slip
              LEFT JOIN LATERAL (
                   SELECT string_agg(jsonb_build_array(line.code, line.section, line.origin_month, line.quantity,
                              line.rate, line.amount, line.basis)::text, '' ORDER BY line.id) AS content
                     FROM ward_payslip_line line WHERE line.payslip_id = slip.id) lines ON true
             WHERE slip.run_id = run.id),
           (SELECT string_agg(jsonb_build_array('input', entered.employee_id, entered.component_id, entered.amount,
                       entered.reference)::text, E'\\n' ORDER BY entered.id)
              FROM ward_pay_input entered
             WHERE entered.company_id = run.company_id AND entered.month = run.month),
           (SELECT string_agg(jsonb_build_array('revision', kept.number, kept.people, kept.gross, kept.deductions,
                       kept.net, kept.employer, kept.computed_by_id, kept.computed_at)::text,
                   E'\\n' ORDER BY kept.number)
              FROM ward_pay_revision kept WHERE kept.run_id = run.id),
           (SELECT string_agg(jsonb_build_array('left out', gone.employee_id, gone.reason)::text,
                   E'\\n' ORDER BY gone.id)
              FROM ward_pay_omission gone WHERE gone.run_id = run.id),
           (SELECT string_agg(jsonb_build_array('difference', other.against, other.employee_id, other.component_id,
                       other.previous_amount, other.amount, other.cause, other.document)::text,
                   E'\\n' ORDER BY other.id)
              FROM ward_pay_difference other WHERE other.run_id = run.id)
       ), 'UTF8')), 'hex')
  FROM ward_pay_run run WHERE run.id = %(run)s
""",
}
SEAL_VERSION = max(HASHES)


def content_hash(cr, run_id, previous_hash, version=SEAL_VERSION):
    """SHA-256 (hex) over the run, what belongs to it and the hash of the run before, by a ``version`` of `HASHES`."""
    cr.execute(HASHES[version], {"run": run_id, "previous": previous_hash or ""})
    return cr.fetchone()[0]
