"""Bytes to domain objects and back: no database, no widgets. May import the domain."""
