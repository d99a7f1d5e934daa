{
    "name": "Ward: Training through eLearning",
    "summary": "Lessons completed in eLearning count as training hours and raise skills",
    "version": "19.0.1.0.0",
    "author": "Ward ERP contributors",
    "website": "https://github.com/ward-erp/ward-erp",
    "license": "LGPL-3",
    "category": "Human Resources",
    "depends": ["ward_training", "website_slides"],
    "data": ["views/ward_course_views.xml"],
    "auto_install": True,
}
