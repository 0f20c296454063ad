"""What is new since the last visit: the line that counts it, and the page that lists it."""
