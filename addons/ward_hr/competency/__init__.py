"""What a position asks of a person, and until when a certificate proves it.

gap       required less agreed level; what was not assessed is not a level
reminder  which threshold before an expiry is due on a day, each once
"""
