from . import door, my_calendar, plan_files, verify
