"""Hoofbeat keeps the record of a person with a neuroendocrine tumor: results, medicines, visits and questions, in one file of their own.

DESIGN: each package below states in its own docstring what it owns and what it may import.
"""

__version__ = "0.1.0"
