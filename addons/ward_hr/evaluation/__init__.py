"""The rating of civil servants by points (Decree 335/2025), from work and criteria to a level.

rules     what the law of the day says: points, penalties, levels, quota
products  quantity, quality and progress (a, b, c) from assigned work
points    points of the task results, of a member of staff and of a leader
level     the level of a rating, and why
quota     how many may be excellent in a unit and in a group of similar tasks
year      a year from its periods, weighted by time
"""
