"""Calendar files (RFC 5545): read tolerantly into the findings of an import, and written for other calendars."""
