"""Making sheets of a journal: what each is made from, and the sheet itself as PDF and as text."""
