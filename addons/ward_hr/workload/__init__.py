"""How much work there is, and how much of it a person or a unit can do.

calendar        which days are worked, by the holidays of the law
deadline        the day and hour at which a dossier falls due, and how it came about
cutoff          the hour of the law for same-day work, by the day of receipt
pauses          days on which the clock stood still, and what they move
stages          where a dossier stands, since when, and in whose hands
time_study      what observed minutes say about a standard
standard_hours  minutes a dossier should take, by stage and day
wisn            WHO's arithmetic: working time, allowances, ratio, posts
unit_hours      which unit has a person's hours, by shares of working time
person_month    one person's month: hours available, needed, ratio, and why
moving          hours of a person moved between units: what it does to both
reinforcement   who can help a unit with too much work, how much, and why
"""
