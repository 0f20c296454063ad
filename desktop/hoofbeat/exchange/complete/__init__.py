"""The complete record as one JSON document: everything that a journal holds, to take along and to bring back."""
