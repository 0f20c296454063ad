"""Laboratory results: entering them one by one or as a report, looking at them, and the names of tests and laboratories."""
