"""The ward of a new row that hangs on another record."""


def with_ward_of(model, link, vals_list):
    """``vals_list``, where rows that name no ward get that of the record they are linked to by ``link``."""
    linked = model.env[model._fields[link].comodel_name].browse({vals[link] for vals in vals_list if vals.get(link)})
    wards = {record.id: record.company_id.id for record in linked}
    return [{"company_id": wards[vals[link]], **vals} if vals.get(link) else vals for vals in vals_list]
