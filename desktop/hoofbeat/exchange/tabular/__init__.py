"""Reads tables of laboratory results: text with separators, and spreadsheets; one result a row, a test a column, or a day a column."""
