"""Sheets on paper: domain objects to PDF and to plain text. May import domain and wording; ReportLab is known here only."""
