"""The subject itself: values, records and rules. Standard library only; no I/O, no clock, no locale, no Qt."""
