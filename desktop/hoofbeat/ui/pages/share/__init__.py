"""The page that makes a sheet: what goes on it, how it looks on paper, and the ways out."""
