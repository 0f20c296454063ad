"""The read-only bundled reference: topics, glossary, spelling and search.

May import `hoofbeat.domain`, markdown-it-py, rapidfuzz and the SQLite driver (for an index in memory); never Qt, the
store, or a journal. Importing the package loads nothing: each module is imported when it is first used.
"""
