"""The small parts that pages are made of. They know the theme's words and nothing of journals."""
