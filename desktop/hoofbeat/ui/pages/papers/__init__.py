"""Papers beside what they belong to: a part of the pages of a visit, a test, a medicine and of the person."""
