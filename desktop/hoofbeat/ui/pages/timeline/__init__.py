"""Timeline: everything by date, with filters, and the way from each entry to its record."""
