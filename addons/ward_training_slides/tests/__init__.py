from . import test_lessons
