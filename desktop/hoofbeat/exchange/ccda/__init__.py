"""Reads C-CDA documents (R1.1, R2.1 and the earlier C32): their entries, and their tables of text where entries are missing."""
