"""The window: PySide6 is imported here and nowhere else. May import domain, services, reference (read only), wording, settings, paths.

Nothing here imports `services` when a module loads: services bring SQLAlchemy, and the window paints before that is there. Acts and
reads therefore import them inside the function that runs on a worker thread.
"""
