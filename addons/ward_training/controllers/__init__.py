from . import my_calendar, plan_files, report_files, verify
