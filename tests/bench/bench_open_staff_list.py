"""Server time of the staff list and of a person's form, ours beside Odoo's own views of ``hr.employee``.

One city: 8,000 people in 126 wards, opened by an HR officer who may see them all. Each side
asks for the fields of its own views, as the web client does: the first 80 rows and their count,
then one person. Medians of repeated openings from an empty cache, in milliseconds; ``limit`` is
the same with nothing but the name. Runs in an Odoo shell (``env``); everything is taken back.
"""

from datetime import date

from lxml import etree
from measure import report, statements, timed
from people import multiply

from odoo import Command
from odoo.tests import new_test_user

PEOPLE, WARDS, PAGE, RUNS = 8_000, 126, 80, 7
OURS = "ward_hr", "ward_training", "ward_oversight"
env = self.env  # noqa: F821
env = env(context={"tracking_disable": True, "mail_create_nolog": True, "no_reset_password": True})


def city():
    """The wards with their people, and the officer."""
    wards = env["res.company"].create([{"name": f"Bench ward {number}"} for number in range(WARDS)])
    units = env["hr.department"].create([{"name": "Office", "code": "VP", "company_id": ward.id} for ward in wards])
    kind = env.ref("ward_hr.ward_staff_type_civil_servant")
    scale = env["ward.pay.scale"].search([("code", "=", "A1")])
    first = env["hr.employee"].create(
        [
            {
                "name": f"Person {number:05}",
                "company_id": ward.id,
                "department_id": unit.id,
                "date_version": date(2026, 1, 1),
                "staff_type_id": kind.id,
                "pay_scale_id": scale.id,
                "pay_step": 1 + number % 9,
            }
            for number, (ward, unit) in enumerate(zip(wards, units, strict=True))
        ]
    )
    env.flush_all()
    for fellow in range(1, PEOPLE // WARDS + 1):
        multiply(env, first, fellow)
    env.invalidate_all()
    officer = new_test_user(
        env,
        "bench officer",
        groups="ward_hr.ward_hr_group_hr_officer",
        company_id=wards[0].id,
        company_ids=[Command.set(wards.ids)],
    )
    return wards, officer


def specification(model, node):
    """What the web client asks for to draw this view: its fields, and those of the lists within."""
    asked = {}
    for field in node.iterfind(".//field"):
        parents = [one.tag for one in field.iterancestors()]
        depth = parents[: parents.index(node.tag)] if node.tag in parents else parents
        if "field" in depth or field.get("name") not in model._fields:
            continue
        kind = model._fields[field.get("name")]
        one = asked.setdefault(field.get("name"), {})
        if kind.type == "many2one":
            one["fields"] = {"display_name": {}}
        elif kind.type in ("one2many", "many2many"):
            inner = [child for child in field if child.tag in ("list", "kanban")]
            lines = model.env[kind.comodel_name]
            one["fields"] = specification(lines, inner[0]) if inner else {"display_name": {}}
            one["limit"] = 40
    return asked


def asked_by(model, view, kind):
    return specification(model, etree.fromstring(model.get_view(view.id, kind)["arch"]))


def opening(model, list_fields, form_fields):
    """Milliseconds to open (list, form), each from an empty cache, and the statements of both."""
    context = {"bin_size": True}
    model = model.with_context(**context)
    [one] = model.search([], limit=1).ids

    def page():
        model.web_search_read([], list_fields, limit=PAGE, count_limit=10_001)

    def person():
        model.browse(one).web_read(form_fields)

    timings = []
    for function in (page, person):
        seconds, _result = timed(function, RUNS, env.invalidate_all)
        env.invalidate_all()
        timings.append((1000 * seconds, statements(env, function)))
    return timings


def without_ours():
    """Odoo's own views as they would be without our addons: our extensions of them are put to sleep."""
    names = env["ir.model.data"].search([("model", "=", "ir.ui.view"), ("module", "in", OURS)])
    views = env["ir.ui.view"].browse(names.mapped("res_id")).filtered("inherit_id")
    views.active = False
    env.flush_all()
    env.registry.clear_all_caches()


wards, officer = city()
model = env["hr.employee"].with_user(officer).with_context(allowed_company_ids=wards.ids)
form = env.ref("hr.view_employee_form")
ours = [asked_by(model, env.ref("ward_hr.ward_staff_view_list"), "list"), asked_by(model, form, "form")]
env.cr.execute("ANALYZE")
times = opening(model, *ours)
bare = opening(model, {"name": {}}, {"name": {}})
without_ours()
stock = [asked_by(model, env.ref("hr.view_employee_tree"), "list"), asked_by(model, form, "form")]
peers = opening(model, *stock)
for name, mine, peer, limit in zip(("list", "form"), times, peers, bare, strict=True):
    report(f"open_staff_{name}", mine[0], peer[0], limit[0], 2, "ms", PEOPLE, mine[1])
env.cr.rollback()
env.registry.clear_all_caches()
