"""A chart of results in the window: its drawing, the line of text below it, its table, and its picture to keep."""
