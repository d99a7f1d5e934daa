from . import my_calendar, plan_files, verify
