from . import test_online_test
