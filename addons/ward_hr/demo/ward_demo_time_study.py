"""A time study that is being collected, and a dossier whose clock stands still: so that both screens show something."""

from odoo import fields

OBSERVED = {"lan": (9, 7.5, 11, 8, 9.5, 12), "tuan": (8, 8.5, 10, 7, 22)}


def load(env):
    ward = env.ref("base.main_company")
    if env["ward.time.study"].search_count([("company_id", "=", ward.id)], limit=1):
        return
    study = env["ward.time.study"].create(
        {
            "company_id": ward.id,
            "procedure_id": env.ref("ward_hr.ward_procedure_2_000815").id,
            "note": "Quầy chứng thực, hai tuần (dữ liệu mẫu)",
        }
    )
    env["ward.time.observation"].create(
        [
            {
                "study_id": study.id,
                "employee_id": env.ref(f"ward_hr.demo_employee_{person}").id,
                "stage": "processing",
                "minutes": minutes,
            }
            for person, times in OBSERVED.items()
            for minutes in times
        ]
    )
    today = fields.Date.today()
    waiting = env["ward.dossier"].search(
        [("company_id", "=", ward.id), ("timeliness", "=", "open"), ("received_at", "<", today)], limit=1
    )
    if waiting:
        env["ward.dossier.pause"].create(
            {"dossier_id": waiting.id, "since": waiting._ward_day("received_at"), "reference": "02/PYC (mẫu)"}
        )
