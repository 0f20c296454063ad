"""A whole laboratory report: its sample, a grid of results for the keyboard, and tables pasted from elsewhere."""
