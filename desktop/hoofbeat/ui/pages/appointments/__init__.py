"""The Appointments page: those to come and those past, questions tied to none, and one visit with all that belongs to it."""
