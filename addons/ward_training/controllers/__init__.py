from . import door, my_calendar, plan_files, report_files, verify
