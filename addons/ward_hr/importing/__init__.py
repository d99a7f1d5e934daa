"""Files that officers send: read them, recognise them, check each row.

columns    the columns of a dossier file, their names in two languages
headers    which column of a file is which, and which look like citizens' data
tables     bytes (CSV or XLSX) to rows of text
workbook   the XLSX side of it, with its guards
values     text to dates, hours and whole numbers
facts      what a check knows of the ward, and the fault it finds
dossiers   one row checked: clean values, or its faults
staff_columns, staff, staff_writing   the same for a list of staff
"""
