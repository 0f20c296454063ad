"""The sheets that are made of parts, one module each: what a sheet says, in words."""
