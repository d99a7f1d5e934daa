from lxml import etree

from odoo import Command
from odoo.tests import tagged

from .common import WardCase

ACTIONS = (
    "ward_staff_action",
    "ward_unit_action",
    "ward_position_action",
    "ward_law_value_action",
    "ward_pay_scale_action",
    "ward_rank_action",
    "ward_leadership_post_action",
    "ward_staff_type_action",
)


@tagged("post_install", "-at_install")
class TestStaffViews(WardCase):
    """Each page of staff and law opens, and reads its records, for each role that may come to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rank = cls.env.ref("ward_hr.ward_rank_01_003")
        cls.person = cls.employ("Nguyễn Thị Lan", rank_id=rank.id, pay_step=3, user=cls.staff)
        cls.person.category_ids = [Command.create({"name": "Dữ liệu mẫu"})]
        cls.env.flush_all()  # a request finds nothing left to compute

    def open_action(self, user, name):
        """Opens the views of an action as the web client does, and reads ten records with each."""
        action = self.env.ref(f"ward_hr.{name}")
        model = self.env[action.res_model].with_user(user)
        self.env.invalidate_all()  # each request starts with nothing in the cache
        views = model.get_views([(view_id, kind) for view_id, kind in action.views], {"toolbar": True})
        for kind, view in views["views"].items():
            if kind == "search":
                continue
            specification = self.specification(model, view["arch"])
            found = model.web_search_read([], specification, limit=10)
            if kind == "form" and found["records"]:
                model.browse(found["records"][0]["id"]).web_read(specification)
        return views

    def specification(self, model, arch):
        """The fields that an arch shows, as the web client asks for them."""
        tree = etree.fromstring(arch)
        wanted = {}
        for node in tree.iter("field"):
            if not any(parent.tag == "field" for parent in node.iterancestors()):
                wanted[node.get("name")] = self.inner(model, node)
        return wanted

    def inner(self, model, node):
        field = model._fields[node.get("name")]
        names = [inner.get("name") for inner in node.iter("field") if inner is not node]
        if field.type in ("one2many", "many2many"):
            return {"fields": {name: {} for name in names or ["display_name"]}}
        return {"fields": {"display_name": {}}} if field.type == "many2one" else {}

    def test_each_page_opens_for_those_who_read_staff_and_pay(self):
        for user in (self.hr_officer, self.pay_officer, self.ward_head, self.auditor):
            for name in ACTIONS:
                with self.subTest(user=user.login, action=name):
                    self.open_action(user, name)

    def test_pages_of_law_and_units_open_for_everybody(self):
        for user in (self.staff, self.unit_head, self.upper_tier):
            for name in ACTIONS[1:]:
                with self.subTest(user=user.login, action=name):
                    self.open_action(user, name)

    def test_who_only_reads_staff_gets_a_form_to_read(self):
        for user in (self.pay_officer, self.ward_head, self.auditor):
            form = self.open_action(user, "ward_staff_action")["views"]["form"]
            self.assertIn("pay_version_ids", form["arch"])
            self.assertNotIn("js_class", form["arch"])
            action = self.person.with_user(user).get_formview_action()
            self.assertEqual(action["res_model"], "hr.employee")
            self.assertEqual(action["views"][0][0], self.env.ref("ward_hr.ward_staff_view_form_read").id)
        kept = self.open_action(self.hr_officer, "ward_staff_action")["views"]["form"]
        self.assertIn("hr_employee_form", kept["arch"])

    def test_menus_of_staff_files_are_for_those_who_may_read_them(self):
        menu = self.env.ref("ward_hr.ward_staff_menu")
        for user, seen in (
            (self.hr_officer, True),
            (self.pay_officer, True),
            (self.auditor, True),
            (self.staff, False),
            (self.unit_head, False),
            (self.upper_tier, False),
        ):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            self.assertEqual(menu.id in visible, seen, user.login)
