# one line a test module
