"""Find: own records and the reference in one list, by the keyboard."""
