{
    "name": "Ward: Staff and Pay",
    "summary": "Staff, workload and workload-linked pay of a Vietnamese ward",
    "version": "19.0.1.0.0",
    "author": "Ward ERP contributors",
    "website": "https://github.com/ward-erp/ward-erp",
    "license": "LGPL-3",
    "category": "Human Resources",
    "depends": ["hr", "hr_skills", "hr_holidays", "mail", "portal"],
    "external_dependencies": {"python": ["weasyprint", "xlsxwriter", "openpyxl"]},
    "data": [
        "security/ward_hr_groups.xml",
        # law and staff
        "data/ward_law_data.xml",
        "data/ward.rank.csv",
        "data/ward.staff.type.csv",
        "data/hr.job.csv",
        # work
        "data/ward.complexity.class.csv",
        "data/ward.procedure.csv",
        "data/ward.procedure.standard.csv",
        "data/ward.workload.rule.csv",
        "views/ward_complexity_class_views.xml",
        "views/ward_procedure_views.xml",
        "views/ward_procedure_standard_views.xml",
        "views/ward_workload_rule_views.xml",
        "views/ward_dossier_views.xml",
        "views/ward_dossier_import_views.xml",
        "views/ward_workload_views.xml",
        "views/ward_workload_line_views.xml",
        # pay
        "data/ward_pay_component_data.xml",
        "views/ward_pay_component_views.xml",
        "views/ward_pay_input_views.xml",
        "views/ward_pay_difference_views.xml",
        "views/ward_pay_analysis_views.xml",
        "views/ward_payslip_line_views.xml",
        "views/ward_payslip_views.xml",
        "views/ward_pay_run_views.xml",
        "report/ward_payslip_report.xml",
        "security/ir.model.access.csv",
        "security/ward_hr_rules.xml",
        "views/ward_hr_menus.xml",
    ],
    "demo": [
        # law and staff
        "demo/ward_demo_company.xml",
        "demo/res_users.xml",
        "demo/hr.employee.csv",
        "demo/ward_demo_staff.xml",
        # work
        "demo/ward_demo_dossiers.xml",
        # pay
    ],
    "assets": {
        "web.assets_backend": ["ward_hr/static/src/**/*"],
    },
    "application": True,
}
