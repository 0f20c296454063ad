"""Draws every page of the window into pictures: `python -m tests.screenshots [FOLDER] [--only WORD]`."""
