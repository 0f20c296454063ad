"""Lab results: the list of tests, one test with all its results, and the form that enters one."""
