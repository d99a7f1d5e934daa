"""Who holds what, and from when: rules on a person's file that need no database.

history   what a decision changes in a file over time, and how that is undone
shares    how much of a person's working time is given out on each day
"""
