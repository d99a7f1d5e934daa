"""Who holds what, and from when: rules on a person's file that need no database.

shares    how much of a person's working time is given out on each day
"""
