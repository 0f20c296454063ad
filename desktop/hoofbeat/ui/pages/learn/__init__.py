"""The reader of the offline reference: its topics, its words, what search finds in it, and what one keeps of it."""
