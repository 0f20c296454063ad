"""What sheets there are, what somebody chose for one, and what each says, as plain data."""
