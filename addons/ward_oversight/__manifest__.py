{
    "name": "Ward: Oversight",
    "summary": "Delegated tasks, inspections and dialogue of a Vietnamese ward",
    "version": "19.0.1.0.0",
    "author": "Ward ERP contributors",
    "website": "https://github.com/ward-erp/ward-erp",
    "license": "LGPL-3",
    "category": "Human Resources",
    "depends": ["ward_training"],
    "data": [
        "security/ir.model.access.csv",
    ],
    "demo": [],
    "application": True,
}
