{
    "name": "Ward: Training through Surveys",
    "summary": "A certification passed in Surveys counts as a test result, as training hours and raises skills",
    "version": "19.0.1.0.0",
    "author": "Ward ERP contributors",
    "website": "https://github.com/ward-erp/ward-erp",
    "license": "LGPL-3",
    "category": "Human Resources",
    "depends": ["ward_training", "survey"],
    "data": [
        "security/ir.model.access.csv",
        "security/ward_training_survey_rules.xml",
        "views/ward_course_views.xml",
    ],
    "auto_install": True,
}
