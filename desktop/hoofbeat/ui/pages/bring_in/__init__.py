"""Bringing a file in: what it holds is shown first, and nothing is saved until the person says so."""
