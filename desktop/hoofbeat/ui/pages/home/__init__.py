"""Home: what is next, first; no value of a result, no chart."""
