"""Help and phone numbers: whom to call, the keys, and what the program is made of."""
